"""What a seven-minute briefing says, read from its block: seven sections, three questions, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from pages.content import Block
from pages.prose import plain_text
from publications.briefing_blocks import SECTIONS

QUESTIONS = 3
WORDS_A_MINUTE = 200
MOST_MINUTES = 7


@dataclass(frozen=True)
class Part:
    """One section: the name of its field, its heading in the active language, and rich text."""

    name: str
    heading: str
    html: str

    @property
    def anchor(self) -> str:
        return self.name.replace("_", "-")


def parts_of(stream: Any) -> list[Part]:
    """Return the sections that say something, in their order."""
    value = _value(stream)
    written = [(name, value.get(name) or "") for name in SECTIONS]
    return [Part(name, str(SECTIONS[name]), html) for name, html in written if plain_text(html)]


def questions_of(stream: Any) -> list[str]:
    """Return the reflective questions that are written."""
    asked = (item["value"] if isinstance(item, dict) else item for item in _value(stream).get("questions") or [])
    return [text.strip() for text in asked if text and text.strip()]


def briefing_as_blocks(stream: Any) -> list[Block]:
    """Return a briefing as neutral blocks: a heading and a text for each section, and the questions as a list."""
    blocks = [block for part in parts_of(stream) for block in _headed(part.heading, part.html)]
    questions = questions_of(stream)
    if questions:
        listed = format_html_join("", "<li>{}</li>", ((text,) for text in questions))
        blocks += _headed(_("Questions to think about"), f"<ol>{listed}</ol>")
    return blocks


def briefing_without_ids(stream: Any) -> dict[str, Any] | None:
    """Return what a briefing says as JSON, for a digest; None when nothing was begun."""
    value = _value(stream)
    if not value:
        return None
    return {name: value.get(name) or "" for name in SECTIONS} | {"questions": questions_of(stream)}


def lacking(stream: Any) -> list[str]:
    """Return, in sentences, what a briefing lacks; nothing when it is whole."""
    there = {part.name for part in parts_of(stream)}
    empty = [f"“{heading}”" for name, heading in SECTIONS.items() if name not in there]
    said = [f"Every section needs a text. Empty: {', '.join(empty)}."] if empty else []
    if len(questions_of(stream)) != QUESTIONS:
        said.append("A briefing has three questions to think about.")
    return said


def minutes_to_read(texts: Iterable[str]) -> int:
    """Return how many minutes it takes to read rich or plain `texts`; at least 1."""
    words = sum(len(plain_text(text).split()) for text in texts)
    return max(1, ceil(words / WORDS_A_MINUTE))


def texts_of(stream: Any) -> list[str]:
    """Return everything that is read in a briefing, as rich text."""
    return [*(part.html for part in parts_of(stream)), *questions_of(stream)]


def block_id(stream: Any) -> str:
    """Return by what name the editor knows the block; empty when there is none."""
    raw = stream.get_prep_value()
    return (raw[0].get("id") or "") if raw else ""


def _value(stream: Any) -> dict[str, Any]:
    raw = stream.get_prep_value()
    return raw[0]["value"] if raw else {}


def _headed(heading: str, html: str) -> list[Block]:
    return [{"type": "heading", "value": {"level": 2, "text": heading}}, {"type": "text", "value": html}]
