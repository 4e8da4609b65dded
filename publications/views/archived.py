"""The short record of an archived report, the request for a copy, and the copy itself."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.quiet import quiet
from pages.same_origin import same_origin_form
from partnerships.working_days import UnknownCalendar
from people.asking_often import AskedTooOften, count_request
from publications.copies import LINK_DAYS, ask_for_copy, edition_of, find_by_link, open_copy
from publications.forms import CopyForm
from publications.models import Edition
from publications.printing import public_path

PER_PAGE = 50


def show_record(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What is left in public of an archived report: 200, never indexed, and how to ask for a copy."""
    return _record(request, edition, CopyForm())


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """The records of all archived reports of this partnership."""
    newest_first = F("review__first_published_at").desc(nulls_last=True)
    page = Paginator(_archived(request).order_by(newest_first, "-pk"), PER_PAGE)
    context = {"page_obj": page.get_page(request.GET.get("page"))}
    return quiet(render(request, "publications/archive/index.html", context))


@same_origin_form
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a request for a copy of an archived report."""
    edition = _archived(request).filter(slug=slug).first()
    if edition is None:
        raise Http404
    form = CopyForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _record(request, edition, form)
    return _take(request, edition, form)


@require_safe
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that the request has arrived."""
    edition = _archived(request).filter(slug=slug).first()
    if edition is None:
        raise Http404
    return quiet(render(request, "publications/archive/asked.html", {"edition": edition}))


@same_origin_form
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a recipient's link; only pressing its button hands out the copy and counts."""
    now = timezone.now()
    found = find_by_link(token, partnership_id=request.partnership.pk, now=now)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _hand_out(open_copy(found, now=now))
    context = {"copy_request": found, "edition": edition_of(found), "days": LINK_DAYS}
    return quiet(render(request, "publications/archive/copy.html", context))


def _take(request: HttpRequest, edition: Edition, form: CopyForm) -> HttpResponse:
    now, typed = timezone.now(), form.cleaned_data
    try:
        count_request(request, "copies", recipient=typed["email"] or typed["address"], now=now)
    except AskedTooOften:
        form.add_error(None, _too_often(edition))
        return _record(request, edition, form, status=429)
    try:
        ask_for_copy(edition, **typed, now=now)
    except UnknownCalendar:
        form.add_error(None, _not_now(edition))
        return _record(request, edition, form, status=503)
    return redirect(f"{public_path(edition)}asked/")


def _not_now(edition: Edition) -> str:
    words = _("We cannot take your request here at the moment. What you wrote is still here. Write to %(mailbox)s.")
    return words % {"mailbox": edition.review.partnership.mailbox}


def _too_often(edition: Edition) -> str:
    words = _(
        "We have had many requests in a short time and could not take this one. What you wrote is still here. "
        "Try again later today, or write to %(mailbox)s."
    )
    return words % {"mailbox": edition.review.partnership.mailbox}


def _hand_out(pdf: bytes | None) -> HttpResponse:
    if pdf is None:
        raise Http404
    disposition = {"Content-Disposition": 'attachment; filename="report.pdf"'}
    return quiet(HttpResponse(pdf, content_type="application/pdf", headers=disposition))


def _record(request: HttpRequest, edition: Edition, form: CopyForm, *, status: int = 200) -> HttpResponse:
    themes = edition.terms.filter(kind="theme")
    context = {"edition": edition, "themes": themes, "form": form}
    return quiet(render(request, "publications/archive/record.html", context, status=status))


def _archived(request: HttpRequest) -> object:
    return (
        Edition.objects.archived()
        .filter(review__partnership=request.partnership, language=get_language())
        .select_related("review__partnership__site")
        .defer(*Edition.LONG)
    )
