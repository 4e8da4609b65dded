"""What the public finds beside a report: only what went out with it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from pages.prepared import prepared
from publications.companions.printing import companion_path
from publications.models import CompanionEdition, CompanionFile, Edition
from publications.vocabulary import CompanionKind

_LATER = [f"edition__{name}" for name in CompanionEdition.LONG]


def published_with(edition: Edition) -> list[dict[str, Any]]:
    """Return what went out with `edition`, one line for each kind, asked of the database once.

    A line: label, title, url, pdf, size, pages, language; in the reader's language where there is one, otherwise in
    the first. The caller has asked the public rule for `edition`.
    """
    found = sorted(_printed(edition.release_id), key=lambda file: _rank(file.edition, edition))
    files = {file.edition.kind: file for file in found}
    return [_line(files[kind]) for kind in CompanionKind.values if kind in files]


@prepared
def _printed(release: int) -> QuerySet[CompanionFile]:
    found = CompanionFile.objects.filter(edition__release=release, role=CompanionFile.Role.PDF)
    return found.select_related("edition").defer(*_LATER)


def _rank(companion: CompanionEdition, report: Edition) -> tuple[bool, int]:
    # The last one stays in the dictionary: the reader's language, and else the first that was made.
    return companion.language == report.language, -companion.pk


def _line(file: CompanionFile) -> dict[str, Any]:
    edition = file.edition
    path = companion_path(edition)
    return {
        "label": edition.get_kind_display(),
        "title": edition.title,
        "url": path,
        "pdf": f"{path}{edition.kind}.pdf",
        "size": file.size,
        "pages": edition.pdf_pages,
        "language": edition.language,
    }
