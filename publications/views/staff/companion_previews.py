"""Exactly what will go out with a report, read on the staff host before it is confirmed."""

from __future__ import annotations

from pathlib import PurePosixPath
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pages.days_in_words import moment_in_words
from people.roles import Deed
from publications.models import CompanionEdition, CompanionFile
from publications.views.companions import companion_context
from publications.views.preview import show_privately
from publications.views.staff.asking import find_open_release, find_review
from publications.views.staff.releasing import send_file


@require_safe
def preview(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """The edition, never the draft."""
    edition = _edition(request, uuid, kind)
    context = companion_context(edition, day=edition.pdf_day, pdf=_pdf_of(edition))
    moment = moment_in_words(edition.release.moment)
    context |= {
        "banner": f"Prepared for {moment}. Nobody outside the partnership can see it yet.",
        "pdf_address": f"../../{kind}.pdf?language={edition.language}",
        "report_address": f"../?language={edition.language}",
        "page_template": "publications/report/companion.html",
    }
    return show_privately(request, context)


@require_safe
def picture(request: HttpRequest, uuid: UUID, kind: str, name: str) -> HttpResponse:
    """A picture of the edition that is being read, as its text names it."""
    release = find_open_release(find_review(request, uuid, Deed.SEE_REPORTS))
    wanted = {"role": CompanionFile.Role.PICTURE, "digest": PurePosixPath(name).stem}
    return send_file(CompanionFile.objects.filter(edition__release=release, edition__kind=kind, **wanted).first())


@require_safe
def pdf(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """The PDF that will be published."""
    return send_file(_pdf_of(_edition(request, uuid, kind)))


def _edition(request: HttpRequest, uuid: UUID, kind: str) -> CompanionEdition:
    release = find_open_release(find_review(request, uuid, Deed.SEE_REPORTS))
    found = release.companion_editions.filter(kind=kind).select_related("release", "review__partnership__site")
    language = request.GET.get("language")
    edition = (found.filter(language=language) if language else found).order_by("pk").first()
    if edition is None:
        raise Http404
    return edition


def _pdf_of(edition: CompanionEdition) -> CompanionFile | None:
    return edition.files.filter(role=CompanionFile.Role.PDF).first()
