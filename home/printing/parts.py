"""What a leaflet and an easy read sheet have in common: their head and foot, and the people to turn to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from home.printing.words import Data, line, lines, plain
from pages.languages import direction
from pages.typesetting.breaking import pieces
from pages.typesetting.fonts import FEATURES, families

SHARED = {"sheet.typ": Path(__file__).with_name("sheet.typ").read_bytes()}
_FOLLOWED = ("https://", "http://")


def on_paper(said: Mapping[str, Any], paper: Mapping[str, Any]) -> Data:
    """Return what sheet.typ reads of a Leaflet or an EasyRead: setting, title, version, notices and foot."""
    return {
        **paper,
        "lang": said["language"].split("-")[0],
        "dir": direction(said["language"]),
        "fonts": families(said["language"]),
        "features": FEATURES,
        "colour": said["colour"],
        "partnership": plain(said["partnership"]),
        "title": heading(said["title"]),
        "version": line(said["version"]),
        "notices": lines(said["notices"]),
        "foot": lines(said["foot"]),
    }


def heading(text: Mapping[str, str]) -> Data:
    """Return a heading: its words as one text, for the bookmarks have no other."""
    return {"lang": text["lang"].split("-")[0], "dir": direction(text["lang"]), "text": plain(text["text"])}


def people(entries: Iterable[Mapping[str, Any]]) -> list[Data]:
    """Return contacts, each with only what it has."""
    return [_person(entry) for entry in entries]


def _person(entry: Mapping[str, Any]) -> Data:
    url = entry["url"].strip()
    return {
        "title": heading(entry["title"]),
        "lines": lines(entry["lines"]),
        "phone": plain(entry["phone"]),
        "call": "".join(character for character in entry["phone"] if character in "+0123456789"),
        "email": _breakable(entry["email"]),
        "url": _breakable(url.removeprefix("https://").rstrip("/")),
        "link": url if url.startswith(_FOLLOWED) else "",
        "post": [plain(part) for part in entry["post"].splitlines() if part.strip()],
    }


def _breakable(address: str) -> list[str]:
    return [piece for piece in pieces(plain(address)) if piece]
