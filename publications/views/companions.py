"""What went out with a report, in public under the address of the report; the same public rule, asked the same way."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from publications.actions.tables import has_plan, plan_slug_of
from publications.companions.printing import caption_of, companion_facts, companion_path
from publications.models import CompanionEdition, CompanionFile
from publications.models.releases import EditionQuerySet
from publications.printing import public_path, what_it_is_not
from publications.states import ReviewState
from publications.views.public import revalidated, send_file, show_pause, show_removal


@require_safe
def companion(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A companion, or what the state of its review lets the public see instead; of an archived one, nothing."""
    edition = _mine(request, CompanionEdition.objects.current(), slug, kind).annotate(has_plan=has_plan()).first()
    view = _BY_STATE.get(edition.review.state) if edition else None
    if view is None:
        raise Http404
    return view(request, edition)


@require_safe
def companion_pdf(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The PDF of a public companion, under an address that stays the same."""
    return _send(request, slug, kind, role=CompanionFile.Role.PDF)


@require_safe
def companion_file(request: HttpRequest, slug: str, kind: str, digest: str) -> HttpResponse:
    """A picture of a public companion."""
    return _send(request, slug, kind, digest=digest)


def companion_context(edition: CompanionEdition, *, day: date, pdf: CompanionFile | None) -> dict[str, Any]:
    """Return what the page of a companion is rendered with; `day` is the London day of its publication."""
    return {
        "edition": edition,
        "caption": caption_of(edition),
        "facts": [{"key": label, "value": value} for label, value in companion_facts(edition, day)],
        "pdf": pdf,
        "pdf_address": f"{edition.kind}.pdf",
        "report_address": public_path(edition),
        "what_it_is_not": what_it_is_not(),
        "address": f"{edition.review.partnership.origin}{companion_path(edition)}",
    }


def _mine(request: HttpRequest, editions: EditionQuerySet, slug: str, kind: str) -> EditionQuerySet:
    found = editions.filter(review__partnership=request.partnership, language=get_language(), slug=slug, kind=kind)
    return found.select_related("review__partnership__site")


def _send(request: HttpRequest, slug: str, kind: str, **which: str) -> HttpResponse:
    public = _mine(request, CompanionEdition.objects.public(), slug, kind)
    found = CompanionFile.objects.filter(edition__in=public, **which).first()
    if found is None:
        raise Http404
    return send_file(request, found)


def _show(request: HttpRequest, edition: CompanionEdition) -> HttpResponse:
    pdf = edition.files.filter(role=CompanionFile.Role.PDF).first()
    context = companion_context(edition, day=edition.pdf_day, pdf=pdf)
    context["plan_slug"] = plan_slug_of(edition)
    return revalidated(render(request, "publications/report/companion.html", context))


_BY_STATE = {
    ReviewState.PUBLISHED: _show,
    ReviewState.PAUSED: show_pause,
    ReviewState.REMOVED: show_removal,
}
