"""What the draft of a public report says differently from what the public reads, for the person who has to weigh it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lifecycles.moves import MoveRefused
from pages.content import Block
from pages.prose import plain_text
from publications.attachments.choosing import chosen_in
from publications.attachments.making import public_pdfs
from publications.attachments.reading import papers_of
from publications.composing import compose
from publications.editions import released_composition
from publications.models import CompanionEdition, CompanionPage, Edition, ReportPage, Review

FIELDS = (
    "title", "slug", "introduction", "reviewer", "pseudonym", "review_type", "age_band", "period", "content_warning",
)  # fmt: skip
MOST = 50


@dataclass(frozen=True)
class Difference:
    """A passage as it is in public and as it is in the draft; either may be empty."""

    where: str
    before: str
    after: str


def differences(review: Review) -> list[Difference]:
    """Return the first MOST passages that differ, in every language; a new language is one of them."""
    public = {e.language: e for e in Edition.objects.filter(release_id=review.public_release_id)}
    found: list[Difference] = []
    for page in review.drafts():
        edition = public.get(page.locale.language_code)
        language = page.locale.get_display_name()
        found += _between(edition, page, language) if edition else [Difference(f"New language: {language}", "", "")]
    return (found + list(_of_companions(review)))[:MOST]


def _of_companions(review: Review) -> Iterator[Difference]:
    """What differs in what goes out with the report; something new or left out is one difference."""
    editions = CompanionEdition.objects.filter(release_id=review.public_release_id).order_by("pk")
    public = {(edition.kind, edition.language): edition for edition in editions}
    for page in review.companion_drafts():
        edition = public.pop((page.kind, page.locale.language_code), None)
        where = f"{page.companion.get_kind_display()}, {page.locale.get_display_name()}"
        yield from _beside(edition, page, where) if edition else [Difference(f"New: {where}", "", "")]
    yield from (Difference(f"Left out: {e.get_kind_display()}, {e.language}", e.title, "") for e in public.values())


def _beside(edition: CompanionEdition, page: CompanionPage, where: str) -> Iterator[Difference]:
    for name in ("title", "introduction"):
        if getattr(edition, name) != getattr(page, name):
            yield Difference(f"{name.capitalize()}, {where}", getattr(edition, name), getattr(page, name))
    draft = compose(page)
    before = _passages(released_composition(edition).blocks, edition.footnotes)
    yield from _in_order(before, _passages(draft.blocks, draft.footnotes), where)


def _between(edition: Edition, page: ReportPage, language: str) -> Iterator[Difference]:
    for name in FIELDS:
        before, after = getattr(edition, name), getattr(page, name)
        if before != after:
            label = str(page._meta.get_field(name).verbose_name).capitalize()
            yield Difference(f"{label}, {language}", before, after)
    if edition.support != (support := [dict(block.value) for block in page.support]):
        yield Difference(f"Support, {language}", _places(edition.support), _places(support))
    draft = compose(page)
    before = _passages(released_composition(edition).blocks, edition.footnotes)
    yield from _in_order(before, _passages(draft.blocks, draft.footnotes), language)
    yield from _attached(edition, page, language)


def _attached(edition: Edition, page: ReportPage, language: str) -> Iterator[Difference]:
    """What is attached: a title that stays, over another content, says so."""
    public = {file.digest: file.title for file in papers_of(edition)[1]}
    draft = _offered(page)
    if list(public.items()) != list(draft.items()):
        new = {title for digest, title in draft.items() if digest not in public} & set(public.values())
        after = [f"{title} (another file)" if title in new else title for title in draft.values()]
        yield Difference(f"Attached files, {language}", "; ".join(public.values()), "; ".join(after))


def _offered(page: ReportPage) -> dict[str, str]:
    try:
        return {file.digest: file.title for file in public_pdfs(page)}
    except MoveRefused:
        return {one.digest: one.title for one in chosen_in(page)}


def _in_order(before: list[str], after: list[str], language: str) -> Iterator[Difference]:
    for change, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if change != "equal":
            yield Difference(f"Text, {language}", "\n".join(before[a:b]), "\n".join(after[c:d]))


def _passages(blocks: list[Block], footnotes: list[dict[str, str]]) -> list[str]:
    return [*map(_words, blocks), *(f"{note['label']}: {plain_text(note['text'])}" for note in footnotes)]


def _words(block: Block) -> str:
    value = block["value"]
    if block["type"] == "text":
        return plain_text(value)
    if block["type"] == "table":
        return " | ".join([value["caption"], *(" | ".join(row) for row in value["rows"])])
    # In one order: a database may give the parts of a kept block in another than the one they were written in.
    parts = (value[key] for key in sorted(value) if key not in ("anchor", "number"))
    return " ".join(plain_text(str(part)) for part in parts if part)


def _places(support: list[dict[str, str]]) -> str:
    return "; ".join(
        " ".join(filter(None, (place.get(name) for name in ("name", "phone", "url")))) for place in support
    )
