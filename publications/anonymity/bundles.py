"""Everything that one release would publish: the report, and in the same pieces what goes out with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pages.content import from_stream
from publications.anonymity.sources import Source, draft_source, earlier_sources, say_block, say_edition
from publications.learning.briefing_content import block_id, parts_of, questions_of
from publications.models import CompanionEdition, CompanionPage, ReportPage, Review

PLAIN = (
    ("title", "Title", "prose"), ("slug", "Address of the page", "label"), ("introduction", "Introduction", "prose"),
    ("seo_title", "Title for search engines", "prose"),
    ("search_description", "Description for search engines", "prose"),
)  # fmt: skip
ACTION = {
    "recommendation": "recommendation", "action": "agreed action", "responsible": "who is responsible",
    "timescale": "timescale", "taken": "actions taken", "progress": "progress", "outcome": "outcome",
}  # fmt: skip


def bundle_sources(drafts: Sequence[ReportPage], together: Sequence[CompanionPage]) -> list[Source]:
    """Return what the drafts of a report say, and what those say that go out with it (R24)."""
    return [*map(draft_source, drafts), *map(companion_source, together)]


def public_sources(review: Review) -> Iterator[Source]:
    """Yield what each release of `review` that was ever public says, companions included."""
    yield from earlier_sources(review)
    released = CompanionEdition.objects.filter(review=review, release__released_at__isnull=False)
    for edition in released.select_related("release").order_by("pk"):
        yield _earlier(edition)


def companion_source(page: CompanionPage) -> Source:
    """Return what the draft of one companion says in one language."""
    kind = page.companion.get_kind_display()
    source = Source(f"{kind}, {page.locale.get_display_name()}", page)
    for name, where, manner in PLAIN:
        source.say(where, getattr(page, name) or "", name=name, manner=manner)
    say_briefing(source, page.briefing, name="briefing")
    for number, raw in enumerate(page.body.get_prep_value(), 1):
        say_block(source, f"Block {number}", from_stream([raw])[0], raw.get("id") or "")
    for number, raw in enumerate(page.actions.get_prep_value(), 1):
        _say_action(source, f"Action {number}", raw)
    for raw in page.footnotes.get_prep_value():
        where = f"Footnote {raw['value']['label']}"
        source.say_prose(where, raw["value"]["text"], name="footnotes", block=raw.get("id") or "")
    return source


def say_briefing(source: Source, stream: Any, *, name: str) -> None:
    """Add the sections and questions of a briefing, each at its own place of the field `name`."""
    block = block_id(stream)
    for part in parts_of(stream):
        source.say_prose(part.heading, part.html, name=name, block=block)
    for number, text in enumerate(questions_of(stream), 1):
        source.say(f"Question {number}", text, name=name, block=block)


def _say_action(source: Source, where: str, raw: dict) -> None:
    for part, label in ACTION.items():
        source.say(f"{where}, {label}", raw["value"].get(part) or "", name="actions", block=raw.get("id") or "")


def _earlier(edition: CompanionEdition) -> Source:
    day = f"{edition.release.released_at:%d.%m.%Y}"
    source = Source(f"Public version of {day}, {edition.get_kind_display()}, {edition.language}")
    say_edition(source, edition, [*PLAIN[:3], ("content_warning", "Content warning", "prose")])
    return source
