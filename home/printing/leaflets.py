"""A leaflet on paper."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from home.printing.booklets import impose_booklet
from home.printing.layouts import Layout, sheet
from home.printing.parts import SHARED, heading, on_paper, people
from home.printing.words import Data, line, lines, prose
from pages.languages import direction
from pages.typesetting import TypesettingError, typeset_page

TEMPLATE = Path(__file__).with_name("leaflet.typ")


def print_leaflet(leaflet: Mapping[str, Any], layout: Layout) -> bytes:
    """Return a leaflet as PDF. Raises TypesettingError, which holds none of its words.

    The A4 leaflet and the large print are PDF/UA-1. The booklet is A5 pages laid out for a duplex printer,
    to be folded in the middle: it keeps title and language, but is for paper alone and not for reading aloud.
    """
    pdf = typeset_page(
        TEMPLATE,
        leaflet_data(leaflet, layout),
        files=SHARED,
        fonts=settings.FONTS_DIR,
        language=leaflet["language"],
    )
    if layout == Layout.BOOKLET:
        return impose_booklet(pdf, binds_on_the_right=direction(leaflet["language"]) == "rtl")
    return pdf


def leaflet_data(leaflet: Mapping[str, Any], layout: Layout) -> Data:
    """Return everything that leaflet.typ prints, ready for JSON."""
    introduction = leaflet["introduction"]
    return {
        **on_paper(leaflet, sheet(layout)),
        "audience": line(leaflet["audience"]),
        "introduction": line(introduction) if introduction else None,
        "reviewer": _reviewer(leaflet),
        "sections": [_section(section) for section in leaflet["sections"]],
    }


def _reviewer(leaflet: Mapping[str, Any]) -> Data | None:
    reviewer = leaflet["reviewer"]
    if not reviewer:
        return None
    said = [{"lang": leaflet["language"], "text": text} for text in (reviewer["name"], *reviewer["lines"])]
    return {"heading": heading(reviewer["heading"]), "lines": lines(said)}


def _section(section: Mapping[str, Any]) -> Data:
    return {"heading": heading(section["heading"]), "pieces": [_piece(piece) for piece in section["pieces"]]}


def _piece(piece: Mapping[str, Any]) -> Data:
    kind = piece["kind"]
    if kind == "prose":
        return {"kind": kind, **prose(piece["html"], piece["lang"])}
    if kind == "sentence":
        return {"kind": kind, **line(piece)}
    if kind == "box":
        return {"kind": kind, "heading": heading(piece["heading"]), "lines": lines(piece["lines"])}
    if kind == "steps":
        steps = [{"lang": piece["lang"], "text": step} for step in piece["steps"]]
        return {"kind": kind, "steps": lines(steps)}
    if kind == "people":
        return {"kind": kind, "entries": people(piece["entries"])}
    raise TypesettingError("The leaflet has a part of a kind that cannot be printed.")
