"""Everything of a review that the public would read, in pieces whose place in the editor is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from django.core.files.storage import default_storage
from lxml import html as lxml_html

from anonymity.documents import read_document
from anonymity.passages import Document, Passage
from pages.content import from_stream
from pages.models import PrivateImage
from pages.pictures import public_picture
from pages.prose import plain_text
from pages.typesetting import TypesettingError
from publications.attachments.choosing import Chosen, chosen_in
from publications.attachments.making import public_pdf
from publications.attachments.reading import read_attached
from publications.attachments.refusals import CannotAttach
from publications.models import CompanionEdition, CompanionPage, Correction, Edition, EditionFile, ReportPage, Review

Manner = Literal["prose", "label", "address"]
PLAIN = (
    ("title", "Title", "prose"), ("slug", "Address of the page", "label"), ("introduction", "Introduction", "prose"),
    ("reviewer", "Lead Reviewer", "prose"), ("pseudonym", "Pseudonym", "prose"), ("period", "Period", "prose"),
    ("content_warning", "Content warning", "prose"), ("seo_title", "Title for search engines", "prose"),
    ("search_description", "Description for search engines", "prose"),
)  # fmt: skip
BLOCKS = {
    "heading": "heading", "text": "text", "table": "table", "figure": "picture", "learning_point": "learning point",
    "recommendation": "recommendation", "callout": "callout", "quote": "quote",
}  # fmt: skip
PARTS = {
    "alt": "description of the picture", "caption": "caption", "target": "to whom", "by_when": "by when",
    "outcome": "outcome", "attribution": "whose words", "image": "picture",
}  # fmt: skip

BADLY_HIDDEN = "bad_redaction"


@dataclass
class Source:
    """A document with, for each of its places, the field and the block of the editor; `page` is None beside drafts."""

    title: str
    page: ReportPage | CompanionPage | None = None
    document: Document = field(init=False)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document = Document(self.title)

    def say(self, where: str, text: str, *, name: str, block: str = "", manner: Manner = "prose") -> None:
        """Add a passage of the field `name`."""
        self.places[where] = (name, block)
        if text.strip():
            self.document.passages.append(Passage(where, text, manner))

    def say_prose(self, where: str, source: str, *, name: str, block: str = "") -> None:
        """Add the words of rich text, and where its links lead."""
        self.say(where, plain_text(source), name=name, block=block)
        for address in _links(source):
            self.say(f"{where}, link target", address, name=name, block=block, manner="address")

    def take_over(self, where: str, other: Document, *, name: str, block: str = "") -> None:
        """Add what a file says, all at one place."""
        for passage in other.passages:
            self.say(f"{where}, {passage.where}", passage.text, name=name, block=block, manner=passage.manner)
        for fault in other.faults:
            self.places[fault.where] = (name, block)
            self.document.faults.append(fault)


def draft_source(page: ReportPage) -> Source:
    """Return what the draft of one language says."""
    source = Source(f"Draft, {page.locale.get_display_name()}", page)
    for name, where, manner in PLAIN:
        source.say(where, getattr(page, name) or "", name=name, manner=manner)
    source.say_prose("Summary", page.summary, name="summary")
    for number, place in enumerate(page.support, 1):
        say_support(source, f"Support {number}", dict(place.value), place.id)
    for number, raw in enumerate(page.body.get_prep_value(), 1):
        say_block(source, f"Block {number}", from_stream([raw])[0], raw.get("id") or "")
    for raw in page.footnotes.get_prep_value():
        where = f"Footnote {raw['value']['label']}"
        source.say_prose(where, raw["value"]["text"], name="footnotes", block=raw.get("id") or "")
    for number, chosen in enumerate(chosen_in(page), 1):
        _say_attached(source, f"Attached file {number}", chosen)
    return source


def earlier_sources(review: Review) -> Iterator[Source]:
    """Yield what each release of `review` that was ever public says, and what readers are told of corrections."""
    yield from _notes(review)
    released = Edition.objects.filter(review=review, release__released_at__isnull=False).select_related("release")
    for edition in released.order_by("pk"):
        yield _earlier(edition)


def _notes(review: Review) -> Iterator[Source]:
    rows = Correction.objects.filter(review=review, release__released_at__isnull=False).select_related("release")
    said = [(f"Public note of {row.release.released_at:%d.%m.%Y}", row.note) for row in rows.order_by("pk")]
    for title, text in [("Public note of the correction", review.correction_note), *said]:
        if text:
            source = Source(title)
            source.say("Note", text, name="")
            yield source


def _earlier(edition: Edition) -> Source:
    source = Source(f"Public version of {edition.release.released_at:%d.%m.%Y}, {edition.language}")
    say_edition(source, edition, PLAIN[:7])
    attached = edition.files.filter(role=EditionFile.Role.ATTACHMENT).defer("text").order_by("pk")
    for number, file in enumerate(attached, 1):
        source.say(f"Attached file {number}, title", file.title, name="")
        _take_over_file(source, f"Attached file {number}", read_document(read_attached(file), name=file.name))
    return source


def say_edition(source: Source, edition: Edition | CompanionEdition, plain: Sequence[tuple[str, str, str]]) -> None:
    """Add what readers of `edition` have read: its `plain` fields, then support, blocks and footnotes."""
    for name, where, manner in plain:
        source.say(where, getattr(edition, name) or "", name="", manner=manner)
    for number, place in enumerate(edition.support, 1):
        say_support(source, f"Support {number}", place, "")
    for number, block in enumerate(edition.blocks, 1):
        say_block(source, f"Block {number}", block, "", pictures=False)
    for note in edition.footnotes:
        source.say_prose(f"Footnote {note['label']}", note["text"], name="")


def say_support(source: Source, where: str, place: dict[str, Any], block: str) -> None:
    """Add a support service."""
    source.say(where, place["name"], name="support", block=block)
    source.say(f"{where}, telephone", place["phone"] or "", name="support", block=block)
    source.say(f"{where}, link target", place["url"] or "", name="support", block=block, manner="address")


def say_block(source: Source, where: str, block: dict[str, Any], key: str, *, pictures: bool = True) -> None:
    """Add a neutral block, with what its picture says when `pictures`."""
    kind, value = block["type"], block["value"]
    where = f"{where}, {BLOCKS[kind]}"
    if kind == "text":
        source.say_prose(where, value, name="body", block=key)
    elif kind == "table":
        source.say(f"{where}, caption", value["caption"], name="body", block=key)
        for row in value["rows"]:
            for cell in row:
                source.say(f"{where}, table cell", cell, name="body", block=key)
    else:
        _say_parts(source, where, value, key, pictures=pictures)


def _say_parts(source: Source, where: str, value: dict[str, Any], key: str, *, pictures: bool) -> None:
    for part, content in value.items():
        if part == "image":
            if pictures and content:
                _say_picture(source, where, content, key)
        elif isinstance(content, str):
            place = f"{where}, {PARTS[part]}" if part in PARTS else where
            source.say_prose(place, content, name="body", block=key)


def _say_picture(source: Source, where: str, image: int, key: str) -> None:
    stored = PrivateImage.objects.filter(pk=image).values_list("file", flat=True).first()
    if stored is None:
        return
    with default_storage.open(stored) as handle:
        data = handle.read()
    try:
        copy = public_picture(data).data
    except TypesettingError:
        copy = data
    source.take_over(where, read_document(copy, name=""), name="body", block=key)


def _say_attached(source: Source, where: str, chosen: Chosen) -> None:
    """Add a title, everything in the file as the public would get it, and of the original what cleaning uncovers."""
    source.say(f"{where}, title", chosen.title, name="attachments", block=chosen.block)
    if not chosen.stored:
        return
    original = read_document(chosen.read(), name="")
    try:
        # The title is said already.
        copy = read_document(public_pdf(replace(chosen, title="")).data, name="")
    except CannotAttach:
        copy = original
    else:
        # Marks over words go with the comments, and what they covered is then there to be read.
        copy.faults += [fault for fault in original.faults if fault.kind == BADLY_HIDDEN and fault not in copy.faults]
    _take_over_file(source, where, copy, name="attachments", block=chosen.block)


def _take_over_file(source: Source, where: str, read: Document, *, name: str = "", block: str = "") -> None:
    # Page 1 of one file is not page 1 of another.
    read.faults = [replace(fault, where=f"{where}, {fault.where}") for fault in read.faults]
    source.take_over(where, read, name=name, block=block)


def _links(source: str) -> Iterator[str]:
    for part in lxml_html.fragments_fromstring(source) if source.strip() else []:
        for element in [] if isinstance(part, str) else part.iter("a"):
            address = (element.get("href") or "").strip()
            if address and not address.startswith("#footnote-"):
                yield address
