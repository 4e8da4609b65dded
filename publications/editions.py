"""An edition is made when a release is prepared: page, PDF and pictures, once, from one composition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.storage import default_storage

from pages.pictures import public_picture
from pages.storing import store
from pages.typesetting import typeset_report
from publications.composing import Composition, body_html, body_text, compose
from publications.models import Edition, EditionFile, Release, ReportPage, Review, Term
from publications.printing import printable

LONDON = ZoneInfo("Europe/London")
PDF = "application/pdf"


@dataclass(frozen=True)
class Made:
    """An edition with its files, not yet in the database."""

    edition: Edition
    files: list[EditionFile]
    terms: list[Term]


def make_editions(review: Review, drafts: list[ReportPage], day: date) -> list[Made]:
    """Make an edition for each language, dated `day`; TypesettingError when one cannot be made.

    Writes only files, which nothing names yet; so it needs no transaction and holds up nobody.
    """
    return [_make(review, page, day) for page in drafts]


def draft_edition(review: Review, page: ReportPage, composition: Composition) -> Edition:
    """Return an edition of what `page` says in memory, not in the database and without a text or files yet."""
    parts = {name: getattr(composition, name) for name in ("blocks", "footnotes", "contents")}
    return Edition(review=review, **_facts(page), **parts)


def keep_editions(release: Release, made: list[Made]) -> None:
    """Write down what was made, for `release`."""
    for item in made:
        item.edition.release = release
        item.edition.save()
        item.edition.terms.set(item.terms)
        for file in item.files:
            file.edition = item.edition
        EditionFile.objects.bulk_create(item.files)


def date_anew(release: Release, day: date) -> None:
    """Print the PDFs of `release` again when it goes out on another day than it was made for."""
    for edition in release.editions.exclude(pdf_day=day):
        file = _print(edition, released_composition(edition), day)
        edition.files.filter(role=EditionFile.Role.PDF).delete()
        file.edition = edition
        file.save()
        edition.save(update_fields=["pdf_pages", "pdf_day"])


def released_page(edition: Edition) -> ReportPage:
    """Return the report exactly as it was when `edition` was made, whatever was edited since."""
    return edition.revision.as_object()


def released_composition(edition: Edition) -> Composition:
    """Return what was composed when `edition` was made, whatever became of its pictures since."""
    return Composition(edition.language, edition.blocks, edition.footnotes, edition.contents)


def london_day(moment: datetime) -> date:
    """Return the calendar day of a moment in Europe/London."""
    return moment.astimezone(LONDON).date()


def typeset(edition: Edition, composition: Composition, day: date, *, mark: str = "") -> tuple[bytes, int]:
    """Return the PDF of `edition` and its number of pages; `mark` is printed on every page."""
    pictures = {name: _read(name) for name in composition.picture_names()}
    midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    paper = printable(edition, composition, day, mark=mark)
    printed = typeset_report(paper, images=pictures, fonts=settings.FONTS_DIR, date=midnight)
    return printed.pdf, printed.pages


def _make(review: Review, page: ReportPage, day: date) -> Made:
    composition = compose(page)
    edition = draft_edition(review, page, composition)
    files: dict[str, EditionFile] = {}
    pictures = {name: _copy_picture(edition, name, files) for name in composition.picture_names()}
    edition.html = body_html(composition, pictures)
    edition.text = body_text(composition)
    printed = _print(edition, composition, day)
    terms = [*page.themes.all(), *page.harms.all(), *page.agencies.all()]
    return Made(edition, [*files.values(), printed], terms)


def _facts(page: ReportPage) -> dict[str, Any]:
    names = ["slug", "title", "pseudonym", "introduction", "reviewer", "review_type", "age_band", "period"]
    return {name: getattr(page, name) for name in [*names, "content_warning"]} | {
        "language": page.locale.language_code,
        "revision_id": page.latest_revision_id,
        "support": [dict(block.value) for block in page.support],
    }


def _copy_picture(edition: Edition, name: str, files: dict[str, EditionFile]) -> dict[str, Any]:
    copy = public_picture(_read(name))
    file = _stored(edition, EditionFile.Role.PICTURE, copy.data, copy.suffix, copy.mime)
    files[file.digest] = file
    return {"url": f"files/{file.digest}{copy.suffix}", "width": copy.width, "height": copy.height}


def _print(edition: Edition, composition: Composition, day: date) -> EditionFile:
    pdf, edition.pdf_pages = typeset(edition, composition, day)
    edition.pdf_day = day
    return _stored(edition, EditionFile.Role.PDF, pdf, ".pdf", PDF)


def _stored(edition: Edition, role: str, data: bytes, suffix: str, mime: str) -> EditionFile:
    digest = PurePath(store(data, suffix)).stem
    return EditionFile(role=role, name=f"{edition.slug}{suffix}", digest=digest, size=len(data), mime=mime)


def _read(name: str) -> bytes:
    with default_storage.open(name) as handle:
        return handle.read()
