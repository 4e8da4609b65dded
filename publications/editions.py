"""An edition is made when a release is prepared: page, PDF and pictures, once, from one composition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage

from pages.pictures import public_picture
from pages.storing import store
from pages.typesetting import Printable, typeset_report
from partnerships.working_days import LONDON, london_day
from publications.attachments.making import make_attachments
from publications.companions.printing import companion_printable
from publications.composing import Composition, body_html, body_text, compose
from publications.correction_notes import DatedNote, notes_of
from publications.models import (
    CompanionEdition,
    CompanionFile,
    CompanionPage,
    Edition,
    EditionFile,
    Purpose,
    Release,
    ReportPage,
    Review,
    Term,
)
from publications.printing import printable

PDF = "application/pdf"
AnyEdition = Edition | CompanionEdition
AnyFile = EditionFile | CompanionFile


@dataclass(frozen=True)
class Made:
    """An edition with its files, not yet in the database."""

    edition: AnyEdition
    files: list[AnyFile]
    terms: list[Term] = field(default_factory=list)


def make_editions(
    review: Review, drafts: list[ReportPage], day: date, *, notes: Sequence[DatedNote] = ()
) -> list[Made]:
    """Make an edition for each language, dated `day`, with the notes of corrections; TypesettingError, CannotAttach.

    Writes only files, which nothing names yet; so it needs no transaction and holds up nobody.
    """
    return [_make(review, page, day, notes) for page in drafts]


def draft_edition(review: Review, page: ReportPage, composition: Composition) -> Edition:
    """Return an edition of what `page` says in memory, not in the database and without a text or files yet."""
    parts = {name: getattr(composition, name) for name in ("blocks", "footnotes", "contents")}
    return Edition(review=review, **_facts(page), **parts)


def keep_editions(release: Release, made: list[Made]) -> None:
    """Write down what was made, for `release`."""
    for item in made:
        item.edition.release = release
        item.edition.save()
        if item.terms:
            item.edition.terms.set(item.terms)
        for file in item.files:
            file.edition = item.edition
        item.edition.files.bulk_create(item.files)


def date_anew(release: Release, day: date | None) -> None:
    """Print the PDFs of `release` again when it goes out on another day than it was made for; None names no day."""
    notes = notes_of(release)
    is_late = release.purpose == Purpose.CORRECTION and notes[0].day != london_day(release.moment)
    unlike = release.editions.exclude(pdf_day=day) if day else release.editions.none()
    for edition in release.editions.all() if is_late else unlike:
        _print_anew(edition, day or edition.pdf_day, notes)
    for companion in release.companion_editions.exclude(pdf_day=day) if day else ():
        _print_anew(companion, day, ())


def released_page(edition: AnyEdition) -> ReportPage | CompanionPage:
    """Return the page exactly as it was when `edition` was made, whatever was edited since."""
    return edition.revision.as_object()


def released_composition(edition: AnyEdition) -> Composition:
    """Return what was composed when `edition` was made, whatever became of its pictures since."""
    return Composition(edition.language, edition.blocks, edition.footnotes, edition.contents)


def typeset(
    edition: AnyEdition,
    composition: Composition,
    day: date,
    *,
    notes: Sequence[DatedNote] = (),
    mark: str = "",
    alter: Callable[[Printable], Printable] = lambda paper: paper,
) -> tuple[bytes, int]:
    """Return the PDF of `edition` and its number of pages; `mark` is printed on every page.

    `alter` has the last word on what is printed around the report, such as to leave the partnership out.
    """
    pictures = {name: _read(name) for name in composition.picture_names()}
    midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    if isinstance(edition, CompanionEdition):
        paper = companion_printable(edition, composition, day, mark=mark)
    else:
        paper = printable(edition, composition, day, notes=notes, mark=mark)
    printed = typeset_report(alter(paper), images=pictures, fonts=settings.FONTS_DIR, date=midnight)
    return printed.pdf, printed.pages


def _make(review: Review, page: ReportPage, day: date, notes: Sequence[DatedNote]) -> Made:
    composition = compose(page)
    edition = draft_edition(review, page, composition)
    files = [*make_files(edition, composition, day, notes), *make_attachments(edition, page)]
    terms = [*page.themes.all(), *page.harms.all(), *page.agencies.all()]
    return Made(edition, files, terms)


def make_files(
    edition: AnyEdition, composition: Composition, day: date, notes: Sequence[DatedNote] = ()
) -> list[AnyFile]:
    """Write the page of `edition` and make its public pictures and its PDF; TypesettingError. Nothing is saved."""
    files: dict[str, AnyFile] = {}
    pictures = {name: _copy_picture(edition, name, files) for name in composition.picture_names()}
    edition.html = body_html(composition, pictures)
    edition.text = body_text(composition)
    return [*files.values(), _print(edition, composition, day, notes)]


def _facts(page: ReportPage) -> dict[str, Any]:
    names = ["slug", "title", "pseudonym", "introduction", "reviewer", "review_type", "age_band", "period"]
    return {name: getattr(page, name) for name in [*names, "content_warning"]} | {
        "language": page.locale.language_code,
        "revision_id": page.latest_revision_id,
        "support": [dict(block.value) for block in page.support],
    }


def _copy_picture(edition: AnyEdition, name: str, files: dict[str, AnyFile]) -> dict[str, Any]:
    copy = public_picture(_read(name))
    file = _stored(edition, EditionFile.Role.PICTURE, copy.data, copy.suffix, copy.mime)
    files[file.digest] = file
    return {"url": f"files/{file.digest}{copy.suffix}", "width": copy.width, "height": copy.height}


def _print_anew(edition: AnyEdition, day: date, notes: Sequence[DatedNote]) -> None:
    file = _print(edition, released_composition(edition), day, notes)
    edition.files.filter(role=EditionFile.Role.PDF).delete()
    file.edition = edition
    file.save()
    edition.save(update_fields=["pdf_pages", "pdf_day"])


def _print(edition: AnyEdition, composition: Composition, day: date, notes: Sequence[DatedNote]) -> AnyFile:
    pdf, edition.pdf_pages = typeset(edition, composition, day, notes=notes)
    edition.pdf_day = day
    return _stored(edition, EditionFile.Role.PDF, pdf, ".pdf", PDF)


def _stored(edition: AnyEdition, role: str, data: bytes, suffix: str, mime: str) -> AnyFile:
    digest = PurePath(store(data, suffix)).stem
    return edition.new_file(role=role, name=f"{edition.file_stem}{suffix}", digest=digest, size=len(data), mime=mime)


def _read(name: str) -> bytes:
    with default_storage.open(name) as handle:
        return handle.read()
