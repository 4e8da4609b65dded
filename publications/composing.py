"""From a draft to what is read: numbered, anchored, in the order of the report. HTML and PDF come from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pages.content import Block, footnotes_from_stream, from_stream
from pages.prose import plain_text, public_prose
from publications.companions.action_plans import actions_as_blocks
from publications.content_hash import picture_names
from publications.learning.briefing_content import briefing_as_blocks
from publications.models import CompanionPage, ReportPage

NUMBERED = ("learning_point", "recommendation")
_IN_CONTENTS = 3


@dataclass(frozen=True)
class Composition:
    """A report in one language: neutral blocks with anchors and numbers; pictures by their stored name."""

    language: str
    blocks: list[Block]
    footnotes: list[dict[str, str]]
    contents: list[dict[str, Any]] = field(default_factory=list)

    def picture_names(self) -> list[str]:
        """Return the stored names of the pictures, each once."""
        figures = (b["value"]["image"] for b in self.blocks if b["type"] == "figure")
        return list(dict.fromkeys(name for name in figures if name))


def compose(page: ReportPage | CompanionPage) -> Composition:
    """Return what `page` says as it stands in memory, ready for the page and the PDF."""
    raw = page.body.get_prep_value()
    with translation.override(page.locale.language_code):
        is_report = isinstance(page, ReportPage)
        blocks = _summary(page) + from_stream(raw) if is_report else _of_companion(page, from_stream(raw))
        marked: set[str] = set()
        prepared = [_prepared(block, marked) for block in blocks]
        _name_pictures(prepared)
        _number_and_anchor(prepared)
        notes = footnotes_from_stream(page.footnotes.get_prep_value())
    footnotes = [note | {"text": public_prose(note["text"])} for note in notes]
    return Composition(page.locale.language_code, prepared, footnotes, _contents(prepared))


def body_html(composition: Composition, pictures: dict[str, dict[str, Any]]) -> str:
    """Return the report as HTML; `pictures` gives url, width and height for each stored name."""
    with translation.override(composition.language):
        context = {"blocks": composition.blocks, "footnotes": composition.footnotes, "pictures": pictures}
        return render_to_string("publications/report/body.html", context)


def body_text(composition: Composition) -> str:
    """Return the words of the report, for finding it."""
    return " ".join(" ".join(_words(block)) for block in composition.blocks)


def _of_companion(page: CompanionPage, body: list[Block]) -> list[Block]:
    return briefing_as_blocks(page.briefing) + body + actions_as_blocks(page)


def _summary(page: ReportPage) -> list[Block]:
    if not plain_text(page.summary):
        return []
    heading = {"type": "heading", "value": {"level": 2, "text": _("Summary")}}
    return [heading, {"type": "text", "value": page.summary}]


def _prepared(block: Block, marked: set[str]) -> Block:
    value = block["value"]
    if block["type"] == "text":
        return {"type": "text", "value": public_prose(value, marked=marked)}
    if isinstance(value, dict) and block["type"] not in ("heading", "table", "figure"):
        return {"type": block["type"], "value": value | {"text": public_prose(value["text"], marked=marked)}}
    return {"type": block["type"], "value": dict(value)}


def _name_pictures(blocks: list[Block]) -> None:
    figures = [block["value"] for block in blocks if block["type"] == "figure"]
    names = picture_names([figure["image"] for figure in figures if figure["image"]])
    for figure in figures:
        figure["image"] = names.get(str(figure["image"]), "")


def _number_and_anchor(blocks: list[Block]) -> None:
    counts = dict.fromkeys((*NUMBERED, "table"), 0)
    anchors: dict[str, int] = {}
    for block in blocks:
        kind, value = block["type"], block["value"]
        if kind in counts:
            counts[kind] += 1
            value["number"] = counts[kind]
        if kind == "heading":
            value["anchor"] = _anchor(value["text"], anchors)


def _anchor(text: str, taken: dict[str, int]) -> str:
    base = slugify(text, allow_unicode=True)[:60].strip("-") or "section"
    taken[base] = taken.get(base, 0) + 1
    return base if taken[base] == 1 else f"{base}-{taken[base]}"


def _contents(blocks: list[Block]) -> list[dict[str, Any]]:
    tree: list[dict[str, Any]] = []
    for block in blocks:
        value = block["value"]
        if block["type"] != "heading" or value["level"] > _IN_CONTENTS:
            continue
        entry = {"label": value["text"], "url": f"#{value['anchor']}", "children": []}
        (tree[-1]["children"] if tree and value["level"] == _IN_CONTENTS else tree).append(entry)
    return tree


def _words(block: Block) -> list[str]:
    value = block["value"]
    if block["type"] == "text":
        return [plain_text(value)]
    if block["type"] == "table":
        return [value["caption"], *(cell for row in value["rows"] for cell in row)]
    return [plain_text(part) for key, part in value.items() if isinstance(part, str) and key not in ("image", "anchor")]
