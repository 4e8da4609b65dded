"""Leaflets and easy read to print, as home hands them over, and their words in the order in which they are read."""

from __future__ import annotations

import unicodedata
from typing import Any

from home.tests.printed_words import PHONE, WORDS

COLOUR = "#00594c"
PARTNERSHIP = "Northmoor Safeguarding Children Partnership"


def said(text: str, language: str = "en") -> dict[str, str]:
    """A Text."""
    return {"lang": language, "text": text}


def person(title: dict[str, str], **given: Any) -> dict[str, Any]:
    """A contact; `given` replaces any of its parts."""
    parts = {"lines": [], "phone": PHONE, "email": "reviews@northmoor.example", "url": "", "post": ""}
    return {"title": title, **(parts | given)}


def leaflet(language: str = "en", **given: Any) -> dict[str, Any]:
    """A leaflet with every kind of piece, in one language but for a sentence without a translation."""
    title, audience, first, points, _box, _steps, _contact, call = WORDS[language]
    html = f"<p>{first}</p><ul>{''.join(f'<li>{point}</li>' for point in points)}</ul><p>{call}</p>"
    parts = {
        "language": language,
        "title": said(title, language),
        "audience": said(audience, language),
        "introduction": said(first, language),
        "partnership": PARTNERSHIP,
        "colour": COLOUR,
        "version": said("Version 3, 1 May 2026"),
        "notices": [said("No translator has read this yet.")],
        "reviewer": None,
        "sections": [_section(language, "what_it_is", title, {"kind": "prose", "lang": language, "html": html})],
        "foot": [said("You can read this at northmoor.example/leaflet.")],
    }
    parts["sections"] += _sections(language)
    return parts | given


def _sections(language: str) -> list[dict[str, Any]]:
    _title, _audience, _first, _points, box, steps, contact, call = WORDS[language]
    not_this = {"kind": "box", "heading": said(box[0], language), "lines": [said(box[1], language)]}
    sentence = {"kind": "sentence", **said("A copy is given to you before it is public.")}
    entry = person(said(contact, language), lines=[said(call, language)], post="Town Hall\nNorthmoor NM1 2AB")
    return [
        _section(language, "what_it_is_not", box[0], not_this),
        _section(language, "how", steps[0], {"kind": "steps", "lang": language, "steps": list(steps)}, sentence),
        _section(language, "contact", contact, {"kind": "people", "entries": [entry]}),
    ]


def _section(language: str, key: str, heading: str, *pieces: dict[str, Any]) -> dict[str, Any]:
    return {"key": key, "heading": said(heading, language), "pieces": list(pieces)}


def easy_read(language: str = "en", **given: Any) -> dict[str, Any]:
    """An easy read sheet of a few lines, the first with a pictogram."""
    title, audience, _first, points, box, steps, contact, _call = WORDS[language]
    ideas = (audience, *points, box[1], *steps)
    names = ("family", "talk", "stop", "question", "letter", "meeting", "report")
    parts = {
        "language": language,
        "title": said(title, language),
        "partnership": PARTNERSHIP,
        "colour": COLOUR,
        "version": said("Version 3, 1 May 2026"),
        "notices": [],
        "lines": [
            {"picture": name, "image": None, "alt": None, "text": said(idea, language)}
            for name, idea in zip(names, ideas, strict=True)
        ],
        "contacts": [person(said(contact, language))],
        "foot": [said("You can read this at northmoor.example/easy-read.")],
    }
    return parts | given


def sentences(language: str) -> list[str]:
    """Every sentence of the leaflet in this language, composed."""
    title, audience, first, points, box, steps, contact, call = WORDS[language]
    return [
        unicodedata.normalize("NFC", each) for each in (title, audience, first, *points, *box, *steps, contact, call)
    ]


def packed(text: str) -> str:
    """Letters, their signs and digits alone, composed: blanks and stops go where lines break and turn."""
    return "".join(each for each in unicodedata.normalize("NFC", text) if unicodedata.category(each)[0] in "LMN")
