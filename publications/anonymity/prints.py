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
from partnerships.working_days import london_day
from publications.anonymity.sources import Source
from publications.companions.making import draft_companion
from publications.composing import compose
from publications.content_hash import Draft
from publications.editions import draft_edition, typeset
from publications.models import CompanionFile, CompanionPage, EditionFile, Release, ReportPage, Review
from publications.models.releases import OPEN


def print_sources(
    review: Review, drafts: list[ReportPage], together: list[CompanionPage], content_hash: str, now: datetime
) -> Iterator[tuple[Source, Draft]]:
    """Yield, for each draft of the report and of what goes out with it, what its PDF says.

    What cannot be printed cannot be released either, and is left out.
    """
    release = review.releases.filter(state__in=OPEN, content_hash=content_hash).first()
    for page in [*drafts, *together]:
        try:
            pdf = _released(release, page) if release else _made(review, page, drafts, now)
        except TypesettingError:
            continue
        yield _read(pdf, page), page


def _read(pdf: bytes, page: Draft) -> Source:
    # Read in this very process: unlike an uploaded file, this PDF was made here.
    what = f"PDF of the {page.companion.get_kind_display().lower()}" if isinstance(page, CompanionPage) else "PDF"
    source = Source(f"{what}, {page.locale.get_display_name()}")
    read = Document(f"{page.slug}.pdf")
    read_bytes(pdf, read.name, Gathered(read, read_bytes, apart=True))
    source.take_over("PDF", read, name="")
    return source


def _released(release: Release, page: Draft) -> bytes:
    wanted = {"edition__release": release, "edition__language": page.locale.language_code, "role": EditionFile.Role.PDF}
    if isinstance(page, CompanionPage):
        file = CompanionFile.objects.get(edition__kind=page.kind, **wanted)
    else:
        file = EditionFile.objects.get(**wanted)
    with default_storage.open(stored_name(file.digest, ".pdf")) as handle:
        return handle.read()


def _made(review: Review, page: Draft, drafts: list[ReportPage], now: datetime) -> bytes:
    composition = compose(page)
    if isinstance(page, CompanionPage):
        edition = draft_companion(review, page, drafts, composition)
    else:
        edition = draft_edition(review, page, composition)
    return typeset(edition, composition, london_day(now))[0]
