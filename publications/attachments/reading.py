"""What readers find beside a report: its PDF, and the files that are attached to it."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Length, Replace

from pages.prepared import prepared
from pages.storing import stored_name
from publications.attachments.choosing import chosen_in
from publications.attachments.making import BETWEEN_PAGES
from publications.models import Edition, EditionFile, ReportPage

Role = EditionFile.Role


def papers_of(edition: Edition) -> tuple[EditionFile | None, list[EditionFile]]:
    """Return the PDF of `edition` and its attached files with their number of `pages`, asked of the database once."""
    found = _papers(edition.pk)
    pdf = next((file for file in found if file.role == Role.PDF), None)
    return pdf, [file for file in found if file.role == Role.ATTACHMENT]


@prepared
def _papers(edition: int) -> QuerySet[EditionFile]:
    breaks = Length("text") - Length(Replace(F("text"), Value(BETWEEN_PAGES), Value("")))
    found = EditionFile.objects.filter(edition=edition).exclude(role=Role.PICTURE)
    return found.defer("text").annotate(pages=breaks + 1).order_by("pk")


def lines_of(attached: list[EditionFile], *, folder: str = "files/") -> list[dict[str, Any]]:
    """Return what a page lists of `attached`: title, url, size and pages; their addresses begin with `folder`."""
    return [
        {"title": file.title, "url": f"{folder}{file.digest}.pdf", "size": file.size, "pages": file.pages}
        for file in attached
    ]


def lines_of_draft(page: ReportPage) -> list[dict[str, Any]]:
    """Return what a draft attaches, as it was uploaded, at the staff host's own door."""
    return [
        {"title": one.title, "url": default_storage.url(one.stored), "size": default_storage.size(one.stored)}
        for one in chosen_in(page)
        if one.stored and default_storage.exists(one.stored)
    ]


def read_attached(file: EditionFile) -> bytes:
    """Return the content of an attached file."""
    with default_storage.open(stored_name(file.digest, ".pdf")) as handle:
        return handle.read()
