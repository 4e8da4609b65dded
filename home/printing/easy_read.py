"""Easy read on paper: one idea a line, with its picture beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from home.printing.layouts import EASY_READ
from home.printing.parts import SHARED, heading, on_paper, people
from home.printing.words import Data, line
from pages.typesetting import TypesettingError, typeset_page
from pages.typesetting.images import prepare_picture

TEMPLATE = Path(__file__).with_name("easy_read.typ")


def print_easy_read(easy: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    """Return easy read as PDF/UA-1. pictures: by name of a line's picture or image, an SVG of our own or a photograph.

    Raises TypesettingError when a picture is missing or damaged, or a letter cannot be printed.
    """
    names = list(dict.fromkeys(_picture(each) for each in easy["lines"] if _picture(each)))
    files = {name: _file(at, name, pictures) for at, name in enumerate(names)}
    return typeset_page(
        TEMPLATE,
        easy_read_data(easy, {name: file for name, (file, _data) in files.items()}),
        files={**SHARED, **dict(files.values())},
        fonts=settings.FONTS_DIR,
        language=easy["language"],
    )


def easy_read_data(easy: Mapping[str, Any], files: Mapping[str, str]) -> Data:
    """Return everything that easy_read.typ prints. files: the file name of each picture."""
    return {
        **on_paper(easy, EASY_READ),
        "lines": [_line(each, files) for each in easy["lines"]],
        "contacts": people(easy["contacts"]),
    }


def _line(each: Mapping[str, Any], files: Mapping[str, str]) -> Data:
    return {
        "file": files.get(_picture(each), ""),
        "alt": heading(each["alt"]) if each["alt"] else None,
        "text": line(each["text"]),
    }


def _picture(each: Mapping[str, Any]) -> str:
    return each["image"] or each["picture"]


def _file(at: int, name: str, pictures: Mapping[str, bytes]) -> tuple[str, bytes]:
    # A given name never becomes the name of a file.
    if name not in pictures:
        raise TypesettingError("A picture of the easy read is missing.")
    data = pictures[name]
    if data.lstrip()[:4] in (b"<svg", b"<?xm"):
        return f"picture-{at}.svg", data
    photograph = prepare_picture(data)
    return f"picture-{at}.{photograph.suffix}", photograph.data
