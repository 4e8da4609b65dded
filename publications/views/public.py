"""What the public reads. Every answer starts from the public rule; whatever is not public never was."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from publications.companions.reading import published_with
from publications.correction_notes import notes_of
from publications.finding import filter_groups, narrowed, public_reports, wanted_from, with_words
from publications.first_published import day_of_release
from publications.models import Edition, EditionFile
from publications.models.releases import FileMadeOnce, MadeOnce
from publications.printing import citation, facts, public_path, what_it_is_not
from publications.states import ReviewState
from publications.views.archived import show_record

PER_PAGE = 20


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The report, or what its state lets the public see instead of it."""
    edition = _current_edition(request, slug)
    view = _BY_STATE.get(edition.review.state)
    if view is None:
        raise Http404
    return view(request, edition)


@require_safe
def file(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """A file of a public edition: its PDF or a picture. Nothing else is ever served from a public host."""
    found = (
        EditionFile.objects.filter(digest=digest, edition__in=_public(request).filter(slug=slug)).order_by("pk").first()
    )
    if found is None:
        raise Http404
    return send_file(request, found)


@require_safe
def pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The PDF of a public report, under an address that stays the same."""
    found = EditionFile.objects.filter(
        role=EditionFile.Role.PDF, edition__in=_public(request).filter(slug=slug)
    ).first()
    if found is None:
        raise Http404
    return send_file(request, found)


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The list of published reports, newest first, narrowed by year, theme and type."""
    everything = public_reports(request.partnership, get_language())
    wanted = wanted_from(request.GET)
    found = narrowed(everything, wanted).select_related("review")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "groups": filter_groups(everything, wanted),
        "clear_url": request.path,
        "is_narrowed": bool(wanted.years or wanted.themes or wanted.types),
    }
    return revalidated(render(request, "publications/reports.html", context))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Reports that hold every word that was asked for."""
    words = request.GET.get("q", "")[:200].strip()
    found = with_words(public_reports(request.partnership, get_language()), words).select_related("review")
    page = Paginator(found if words else found.none(), PER_PAGE).get_page(request.GET.get("page"))
    return revalidated(render(request, "publications/search.html", {"words": words, "page_obj": page}))


def report_context(edition: Edition, *, day: date, pdf: EditionFile | None) -> dict[str, Any]:
    """Return what the page of a report is rendered with; `day` is the London day of its publication."""
    return {
        "edition": edition,
        "facts": [{"key": label, "value": value} for label, value in facts(edition, day)],
        "notes": notes_of(edition.release if edition.release_id else None),
        "pdf": pdf,
        "what_it_is_not": what_it_is_not(),
        "citation": citation(edition, day),
        "address": f"{edition.review.partnership.origin}{public_path(edition)}",
    }


def _current_edition(request: HttpRequest, slug: str) -> Edition:
    found = (
        Edition.objects.current()
        .filter(slug=slug, language=get_language(), review__partnership=request.partnership)
        .select_related("review__partnership__site", "release__review")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _public(request: HttpRequest) -> Any:
    return Edition.objects.public().filter(review__partnership=request.partnership, language=get_language())


def _show_report(request: HttpRequest, edition: Edition) -> HttpResponse:
    context = report_context(
        edition,
        day=day_of_release(edition.release),
        pdf=edition.files.filter(role=EditionFile.Role.PDF).first(),
    )
    context["together"] = published_with(edition)
    return revalidated(render(request, "publications/report/page.html", context))


def show_pause(request: HttpRequest, edition: MadeOnce) -> HttpResponse:  # noqa: ARG001
    """Say that what was here is away for now."""
    response = render(request, "publications/report/paused.html", status=503)
    response.headers["Retry-After"] = "86400"
    return _never_indexed(response)


def show_removal(request: HttpRequest, edition: MadeOnce) -> HttpResponse:  # noqa: ARG001
    """Say that what was here is gone for good."""
    return _never_indexed(render(request, "410.html", status=410))


def _never_indexed(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return revalidated(response)


def revalidated(response: HttpResponse) -> HttpResponse:
    """Let every copy of `response` be asked for again before it is used."""
    # A copy that was not asked for again could outlive a pause or an archive.
    patch_cache_control(response, no_cache=True)
    return response


def send_file(request: HttpRequest, found: FileMadeOnce) -> HttpResponse:
    """Send a file of which the public rule was asked."""
    suffix = ".pdf" if found.role == EditionFile.Role.PDF else {"image/png": ".png"}.get(found.mime, ".jpg")
    if request.headers.get("If-None-Match") == quote_etag(found.digest):
        return revalidated(HttpResponse(status=304))
    handle = default_storage.open(f"{found.digest[:2]}/{found.digest}{suffix}")
    response = FileResponse(handle, content_type=found.mime, filename=found.name)
    response.headers["ETag"] = quote_etag(found.digest)
    return revalidated(response)


_BY_STATE = {
    ReviewState.PUBLISHED: _show_report,
    ReviewState.PAUSED: show_pause,
    ReviewState.ARCHIVED: show_record,
    ReviewState.REMOVED: show_removal,
}
