"""The learning of one's partnerships on one page: briefings, training, newsletters, and what use was reported."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from partnerships.models import Partnership
from people.permissions import must, must_somewhere, partnerships_where
from people.roles import Deed
from people.scoping import in_trees
from publications.forms.early import TitleForm
from publications.learning.beginning import begin_briefing
from publications.learning.newsletters import compose_newsletter
from publications.models import BriefingPage, NewsletterPage, TrainingEvent, UseReport
from publications.views.staff.learning_lines import briefing_line, event_line, newsletter_line

USES_ON_A_PAGE = 20
MOST_LISTED = 100


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everything that is passed on, in a fixed number of queries."""
    own = must_somewhere(request.user, Deed.KEEP_LEARNING).select_related("site__root_page")
    partnerships = list(own)
    now = timezone.now()
    uses = UseReport.objects.filter(partnership__in=partnerships).select_related("partnership", "briefing", "agency")
    context = {
        "partnerships": partnerships,
        "briefings": [briefing_line(page) for page in _briefings(partnerships)],
        "newsletters": [newsletter_line(page) for page in _newsletters(partnerships)],
        "events": [event_line(event, now) for event in _events(partnerships)],
        "page_obj": Paginator(uses, USES_ON_A_PAGE).get_page(request.GET.get("page")),
        "may_clear": partnerships_where(request.user, Deed.CLEAR_EARLY_LEARNING).exists(),
    }
    return render(request, "publications/staff/learning/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_issue(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the draft of a newsletter from what was published since the last one."""
    partnership = _find(request, slug)
    form = forms.Form(request.POST if request.method == "POST" else None)

    def compose() -> NewsletterPage:
        return compose_newsletter(partnership, by=request.user, now=timezone.now())

    if form.is_valid():
        is_done, issue = attempt(form, compose)
        if is_done and issue:
            messages.success(request, "The draft is written. Change it in the editor; another person publishes it.")
            return redirect("site_page", number=issue.pk)
    lead = "The draft lists the reports, briefings and training that became public since the last issue."
    return _ask(request, form, partnership, title="New newsletter", button="Write the draft", lead=lead)


@require_http_methods(["GET", "HEAD", "POST"])
def new_briefing(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the title of a new briefing, and lead to the editor."""
    partnership = _find(request, slug)
    form = TitleForm(request.POST or None)

    def begin() -> BriefingPage:
        return begin_briefing(partnership, form.cleaned_data["title"], by=request.user, now=timezone.now())

    if form.is_valid():
        is_done, page = attempt(form, begin)
        if is_done and page:
            return redirect("wagtailadmin_pages:edit", page.pk)
    return _ask(request, form, partnership, title="New briefing", button="Write it in the editor")


def _find(request: HttpRequest, slug: str) -> Partnership:
    partnership = get_object_or_404(Partnership.objects.select_related("site__root_page"), slug=slug)
    must(request.user, Deed.KEEP_LEARNING, partnership)
    return partnership


def _ask(request: HttpRequest, form: forms.Form, partnership: Partnership, **words: Any) -> HttpResponse:
    return render(
        request, "publications/staff/learning/form.html", {"form": form, "partnership": partnership} | words
    )  # fmt: skip


def _briefings(partnerships: list[Partnership]) -> Any:
    found = in_trees(BriefingPage.objects.all(), _paths(partnerships)).filter(alias_of=None)
    counted = found.annotate(used=Count("uses"))
    return counted.defer_streamfields().order_by("-latest_revision_created_at", "-pk")[:MOST_LISTED]


def _newsletters(partnerships: list[Partnership]) -> Any:
    found = in_trees(NewsletterPage.objects.all(), _paths(partnerships)).filter(alias_of=None)
    return found.order_by("-until", "-pk")[:MOST_LISTED]


def _events(partnerships: list[Partnership]) -> Any:
    found = TrainingEvent.objects.filter(partnership__in=partnerships).select_related("partnership")
    return found.order_by("-starts_at", "-pk")[:MOST_LISTED]


def _paths(partnerships: list[Partnership]) -> list[str]:
    return [partnership.site.root_page.path for partnership in partnerships]
