"""The PDF of each language as it will be published: the one of the open release, or one made of the draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.core.files.storage import default_storage

from anonymity.documents.collecting import Gathered
from anonymity.documents.reading import read_bytes
from anonymity.passages import Document
from pages.storing import stored_name
from pages.typesetting import TypesettingError
from publications.anonymity.sources import Source
from publications.composing import compose
from publications.editions import draft_edition, london_day, typeset
from publications.models import EditionFile, Release, ReportPage, Review
from publications.models.releases import OPEN


def print_sources(
    review: Review, drafts: list[ReportPage], content_hash: str, now: datetime
) -> Iterator[tuple[Source, ReportPage]]:
    """Yield, for each draft, what its PDF says. What cannot be printed cannot be released either, and is left out."""
    release = review.releases.filter(state__in=OPEN, content_hash=content_hash).first()
    for page in drafts:
        try:
            pdf = _released(release, page) if release else _made(review, page, now)
        except TypesettingError:
            continue
        yield _read(pdf, page), page


def _read(pdf: bytes, page: ReportPage) -> Source:
    # Read in this very process: unlike an uploaded file, this PDF was made here.
    source = Source(f"PDF, {page.locale.get_display_name()}")
    read = Document(f"{page.slug}.pdf")
    read_bytes(pdf, read.name, Gathered(read, read_bytes, apart=True))
    source.take_over("PDF", read, name="")
    return source


def _released(release: Release, page: ReportPage) -> bytes:
    file = EditionFile.objects.get(
        edition__release=release, edition__language=page.locale.language_code, role=EditionFile.Role.PDF
    )
    with default_storage.open(stored_name(file.digest, ".pdf")) as handle:
        return handle.read()


def _made(review: Review, page: ReportPage, now: datetime) -> bytes:
    composition = compose(page)
    return typeset(draft_edition(review, page, composition), composition, london_day(now))[0]
