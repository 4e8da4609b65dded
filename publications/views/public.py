"""What the public reads. Every answer starts from the public rule; whatever is not public never was."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pages.prepared import prepared
from publications.actions.tables import has_plan, plan_slug_of
from publications.attachments.reading import lines_of, papers_of
from publications.companions.reading import published_with
from publications.correction_notes import notes_of
from publications.first_published import day_of_release
from publications.models import Edition, EditionFile
from publications.models.releases import FileMadeOnce, MadeOnce
from publications.printing import citation, facts, public_path, what_it_is_not
from publications.related import related_to_report
from publications.states import ReviewState
from publications.views.archived import show_record

# What a page of a report does not show of its edition: it is as long as the report itself.
NOT_ON_THE_PAGE = ("text", "blocks", "footnotes")


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
    """A file of a public edition: its PDF, a picture or an attached file. Nothing else is ever served in public."""
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
    own = request.partnership
    for edition in _editions_at(slug, get_language(), own.pk):
        edition.review.partnership, edition.release.review = own, edition.review
        return edition
    raise Http404


@prepared
def _editions_at(slug: str, language: str, partnership: int) -> QuerySet[Edition]:
    found = Edition.objects.current().filter(slug=slug, language=language, review__partnership=partnership)
    return found.select_related("review", "release").defer(*NOT_ON_THE_PAGE).annotate(has_plan=has_plan())[:1]


def _public(request: HttpRequest) -> Any:
    return Edition.objects.public().filter(review__partnership=request.partnership, language=get_language())


def _show_report(request: HttpRequest, edition: Edition) -> HttpResponse:
    paper, attached = papers_of(edition)
    context = report_context(edition, day=day_of_release(edition.release), pdf=paper)
    context["plan_slug"] = plan_slug_of(edition)
    context["attached"] = lines_of(attached)
    context["together"] = published_with(edition)
    context["related"] = related_to_report(edition)
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
    suffix = {"image/png": ".png", "application/pdf": ".pdf"}.get(found.mime, ".jpg")
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
