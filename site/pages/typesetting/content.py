"""A report as the plain data the template reads: numbered, in order, with every link settled."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from pages.typesetting.breaking import clean
from pages.typesetting.fonts import FEATURES, families
from pages.typesetting.images import Picture
from pages.typesetting.nodes import plain_text, rich_text
from pages.typesetting.printable import Printable, TypesettingError
from pages.typesetting.tables import table_data
from pages.typesetting.targets import Targets

Data = dict[str, Any]

_TOP, _DEEPEST = 2, 4
_FEWEST_CONTENTS = 4


def report_data(report: Printable, pictures: Mapping[str, Picture]) -> Data:
    """Everything the template prints, ready for JSON.

    "tables" lists which header each table has, in document order: the facts first, when there are any.
    Raises TypesettingError for a block of an unknown kind or a picture that is not among `pictures`.
    """
    body = _Body(report, pictures).blocks()
    facts = [[plain_text(label), plain_text(value)] for label, value in report.facts]
    headers = ["column"] * bool(facts) + [block["header"] for block in body if block["type"] == "table"]
    headings = sum(block["type"] == "heading" for block in body)
    return {
        **_setting(report),
        "facts": facts,
        "body": body,
        "tables": headers,
        "contents": headings >= _FEWEST_CONTENTS,
    }


def _setting(report: Printable) -> Data:
    language, *rest = report.language.split("-")
    return {
        "lang": language.lower(),
        "script": next((part.lower() for part in rest if len(part) == 4), None),
        "region": next((part for part in rest if len(part) == 2), None),
        "dir": report.direction,
        "fonts": families(report.language),
        "features": FEATURES,
        "colour": report.colour,
        "labels": dict(report.labels),
        "title": _one_line(report.title),
        "subtitle": _one_line(report.subtitle),
        "partnership": _one_line(report.partnership),
        "footer": _directed(report.footer),
        "mark": _directed(report.mark),
    }


def _directed(text: str) -> Data:
    # An English line in an Urdu report keeps its full stop at its own end.
    strong = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
    return {"text": _one_line(text), "dir": "ltr" if first == "L" else "rtl"}


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


class _Body:
    """The blocks between the cover and the end, read once and in order."""

    def __init__(self, report: Printable, pictures: Mapping[str, Picture]) -> None:
        self._report = report
        self._pictures = pictures
        self._labels = report.labels
        self._level = 1
        self._counts = dict.fromkeys(("learning_point", "recommendation", "figure", "table"), 0)
        anchors = [b["value"].get("anchor") or "" for b in report.blocks if b["type"] == "heading"]
        self._targets = Targets(report.footnotes, [anchor for anchor in anchors if anchor])

    def blocks(self) -> list[Data]:
        found = self._sections(self._report.front)
        for block in self._report.blocks:
            found += self._block(block["type"], block["value"])
        return [*found, *self._sections(self._report.back), *self._unmet_notes()]

    def _block(self, kind: str, value: Any) -> list[Data]:
        readers: dict[str, Callable[[Any], Data | None]] = {
            "heading": self._heading,
            "text": self._text,
            "table": self._table,
            "figure": self._figure,
            "learning_point": self._learning_point,
            "recommendation": self._recommendation,
            "callout": self._callout,
            "quote": self._quote,
        }
        if kind not in readers:
            raise TypesettingError("The report has a block of a kind that cannot be printed.")
        data = readers[kind](value)
        return [data] if data else []

    def _sections(self, sections: Any) -> list[Data]:
        found: list[Data] = []
        for heading, html in sections:
            found += self._block("heading", {"level": _TOP, "text": heading})
            found += self._block("text", html)
        return found

    def _heading(self, value: Mapping[str, Any]) -> Data | None:
        text = _one_line(value["text"])
        if not text:
            return None
        # PDF/UA refuses a level that is skipped on the way down.
        self._level = min(max(value["level"], _TOP), self._level + 1, _DEEPEST)
        place = self._targets.place(value.get("anchor") or "")
        return {"type": "heading", "level": self._level, "text": text, "place": place}

    def _rich(self, html: str) -> list[Data]:
        return self._targets.settle(rich_text(html))

    def _text(self, html: str) -> Data | None:
        nodes = self._rich(html)
        return {"type": "text", "nodes": nodes} if nodes else None

    def _callout(self, value: Mapping[str, str]) -> Data:
        return {"type": "callout", "nodes": self._rich(value["text"])}

    def _quote(self, value: Mapping[str, str]) -> Data:
        by = plain_text(value.get("attribution") or "")
        return {"type": "quote", "nodes": self._rich(value["text"]), "by": by}

    def _learning_point(self, value: Mapping[str, str]) -> Data:
        label = self._numbered("learning_point")
        return {"type": "box", "label": label, "nodes": self._rich(value["text"]), "details": []}

    def _recommendation(self, value: Mapping[str, str]) -> Data:
        asked = (("target", "for_whom"), ("by_when", "by_when"), ("outcome", "outcome"))
        details = [[self._labels[word], plain_text(value[key])] for key, word in asked if value.get(key)]
        label = self._numbered("recommendation")
        return {"type": "box", "label": label, "nodes": self._rich(value["text"]), "details": details}

    def _table(self, value: Mapping[str, Any]) -> Data | None:
        data = table_data(value)
        return data and {**data, "caption": self._caption("table", value)}

    def _figure(self, value: Mapping[str, Any]) -> Data:
        picture = self._pictures.get(value["image"])
        if picture is None:
            raise TypesettingError("An image of the report is missing.")
        return {
            "type": "figure",
            "file": picture_name(list(self._pictures).index(value["image"]), picture),
            "width": picture.width_mm,
            "alt": _one_line(value.get("alt") or ""),
            "caption": self._caption("figure", value),
        }

    def _caption(self, kind: str, value: Mapping[str, Any]) -> list[Data]:
        caption = _one_line(value.get("caption") or "")
        return plain_text(f"{self._numbered(kind)}: {caption}") if caption else []

    def _numbered(self, kind: str) -> str:
        self._counts[kind] += 1
        return f"{self._labels[kind]} {self._counts[kind]}"

    def _unmet_notes(self) -> list[Data]:
        notes = self._targets.unmet()
        if not notes:
            return []
        heading = self._block("heading", {"level": _TOP, "text": self._labels["footnotes"]})
        return [*heading, {"type": "notes", "notes": notes}]


def picture_name(position: int, picture: Picture) -> str:
    """The file name, inside the typesetter's folder, of the picture at `position`; never a given name."""
    return f"picture-{position}.{picture.suffix}"
