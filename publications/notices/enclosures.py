"""The PDFs of a pack: this very text in every language, with attached files, under names that say nothing (R8, R25)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings

from pages.storing import store, stored_name
from pages.typesetting import Printable
from partnerships.working_days import london_day
from publications.attachments.making import BETWEEN_PAGES, make_attachments
from publications.attachments.marking import marked
from publications.attachments.reading import read_attached
from publications.composing import Composition, compose
from publications.content_hash import hash_of
from publications.editions import PDF, draft_edition, released_composition, typeset
from publications.models import Edition, EditionFile, Release, ReportPage, Review
from publications.models.releases import OPEN
from publications.notices.letters import moment_in_letters
from publications.notices.unnaming import without_partnership

INK = "#16181c"


def make_copies(review: Review, moment: datetime | None, now: datetime) -> tuple[str, list[dict[str, Any]]]:
    """Return the hash of the present text and its PDFs, each marked as sent under embargo.

    They are made from the release that waits, when it holds this text; otherwise from the drafts. TypesettingError,
    CannotAttach.
    """
    digest, drafts = hash_of(review), review.drafts()
    release = Release.objects.filter(review=review, state__in=OPEN, content_hash=digest).first()
    made = _released(release) if release else [_drafted(review, page) for page in drafts]
    attached = _attached_to(release) if release else _attachments_of(review, drafts)
    until = f" until {moment_in_letters(moment)}" if moment else ""
    mark = f"Under embargo{until}. Not for publication."
    day = london_day(moment or now)
    printed = [_print(*item, day, "report-under-embargo", mark=mark) for item in made]
    return digest, [*printed, *_beside(attached, mark)]


def public_copies(review: Review) -> tuple[str, list[dict[str, Any]]]:
    """Return the hash and the PDFs of what the public reads now."""
    editions = Edition.objects.filter(release=review.public_release).order_by("pk")
    files = EditionFile.objects.filter(edition__in=editions, role=EditionFile.Role.PDF).select_related("edition")
    found = [
        _file(_name("report", file.edition.language), file.digest, file.size, file.edition.pdf_pages)
        for file in files.order_by("edition_id")
    ]
    return review.public_release.content_hash, [*found, *_beside(_attached_to(review.public_release), "")]


def unnamed_copies(review: Review, now: datetime) -> tuple[str, list[dict[str, Any]]]:
    """Return the hash and the PDFs of the present text without the partnership's name, for the repository (R18)."""
    digest, drafts, partnership = hash_of(review), review.drafts(), review.partnership

    def unnamed(paper: Printable) -> Printable:
        return replace(without_partnership(paper, partnership), colour=INK)

    made = [_drafted(review, page) for page in drafts]
    printed = [_print(*item, london_day(now), "report", alter=unnamed) for item in made]
    return digest, [*printed, *_beside(_attachments_of(review, drafts), "")]


def _released(release: Release) -> list[tuple[Edition, Composition]]:
    return [(edition, released_composition(edition)) for edition in release.editions.order_by("pk")]


def _drafted(review: Review, page: Any) -> tuple[Edition, Composition]:
    composition = compose(page)
    return draft_edition(review, page, composition), composition


def _attached_to(release: Release) -> list[EditionFile]:
    found = EditionFile.objects.filter(edition__release=release, role=EditionFile.Role.ATTACHMENT)
    return list(found.order_by("edition_id", "pk"))


def _attachments_of(review: Review, drafts: list[ReportPage]) -> list[EditionFile]:
    return [file for page in drafts for file in make_attachments(Edition(review=review), page)]


def _beside(attached: list[EditionFile], mark: str) -> list[dict[str, Any]]:
    """The attached files in all languages, each once, under numbers: their titles stay inside."""
    files = {file.digest: file for file in attached}.values()
    return [_numbered(number, file, mark) for number, file in enumerate(files, 1)]


def _numbered(number: int, file: EditionFile, mark: str) -> dict[str, Any]:
    data = read_attached(file)
    copy = marked(data, mark) if mark else data
    store(copy, ".pdf")
    pages = file.text.count(BETWEEN_PAGES) + 1
    return _file(f"attached-{number}.pdf", hashlib.sha256(copy).hexdigest(), len(copy), pages)


def _print(edition: Edition, composition: Composition, day: date, name: str, **more: Any) -> dict[str, Any]:
    pdf, pages = typeset(edition, composition, day, **more)
    store(pdf, ".pdf")
    return _file(_name(name, edition.language), hashlib.sha256(pdf).hexdigest(), len(pdf), pages)


def _file(name: str, digest: str, size: int, pages: int) -> dict[str, Any]:
    stored = stored_name(digest, ".pdf")
    return {"name": name, "digest": digest, "size": size, "pages": pages, "mime": PDF, "stored": stored}


def _name(name: str, language: str) -> str:
    return f"{name}.pdf" if language == settings.LANGUAGE_CODE else f"{name}-{language}.pdf"
