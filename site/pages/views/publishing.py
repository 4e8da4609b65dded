"""The pages of one's partnerships: what waits to be published, and the door through which it becomes public."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from pages.attempting import attempt
from pages.models import ApprovedByTwo, ContentTranslation
from pages.places import NoPartnership, partnership_of
from pages.publishing import mark_of, publish_page, take_down
from pages.staff_forms import LanguageForm, PublishForm
from pages.translating.asking import ask_for_translation, not_asked
from pages.views.lines import page_facts, page_line, translation_line
from pages.waiting import pages_in_order
from partnerships.models import Partnership
from people.permissions import NotAllowed, must, partnerships_where
from people.roles import Deed

PER_PAGE = 30


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """Every page of one's partnerships that two people publish: first those that wait for the second."""
    partnerships = partnerships_where(request.user, Deed.PUBLISH_PAGES).select_related("site__root_page", "terms")
    if not partnerships:
        raise NotAllowed
    found = Paginator(pages_in_order(partnerships), PER_PAGE).get_page(request.GET.get("page"))
    lines = [page_line(page, partnerships, request.user) for page in found.object_list]
    return render(request, "pages/pages.html", {"page_obj": found, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One page: what keeps it from being published, what to look at again, and the button."""
    found, partnership = _find(request, number)
    form = PublishForm(request.POST or None, initial=_read(found))
    if form.is_valid() and attempt(form, lambda: _publish(request, found, form.cleaned_data))[0]:
        messages.success(request, "The page is public.")
        return redirect("site_page", number=number)
    return _show(request, found, partnership, form)


@require_http_methods(["GET", "HEAD", "POST"])
def taking_down(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether a page shall leave the public site, and take it down."""
    found, partnership = _find(request, number)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: take_down(found, by=request.user, now=timezone.now()))[0]:
        messages.success(request, "The page is not public any more.")
        return redirect("site_page", number=number)
    return render(request, "pages/take_down.html", {"found": found, "partnership": partnership, "form": form})


@require_http_methods(["POST"])
def asking(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the page in a language, and for everything that it draws from."""
    found, partnership = _find(request, number)
    form = LanguageForm(request.POST)
    if form.is_valid() and attempt(form, lambda: _ask(request, found, form.cleaned_data["language"]))[0]:
        messages.success(request, "Your translators find it in their list.")
        return redirect("site_page", number=number)
    return _show(request, found, partnership, PublishForm(initial=_read(found)), languages=form)


def _find(request: HttpRequest, number: int) -> tuple[Any, Partnership]:
    found = get_object_or_404(Page, pk=number).specific
    if not isinstance(found, ApprovedByTwo):
        raise Http404
    try:
        partnership = partnership_of(found)
    except NoPartnership as error:
        # A front page in another language, below which reports alone hang.
        raise Http404 from error
    must(request.user, Deed.PUBLISH_PAGES, partnership)
    return found, partnership


def _read(found: Any) -> dict[str, str]:
    return {"read": mark_of(found.latest_revision)}


def _publish(request: HttpRequest, found: Any, typed: dict[str, Any]) -> None:
    publish_page(
        found,
        read=typed["read"],
        by=request.user,
        change_note=typed["change_note"],
        is_safety_critical=typed["is_safety_critical"],
        now=timezone.now(),
    )


def _ask(request: HttpRequest, found: Any, language: str) -> None:
    now = timezone.now()
    ask_for_translation(found, language, by=request.user, now=now)
    for content in not_asked(found.draws_from(), language):
        ask_for_translation(content, language, by=request.user, now=now)


def _show(
    request: HttpRequest, found: Any, partnership: Partnership, form: forms.Form, languages: forms.Form | None = None
) -> HttpResponse:
    translations = list(ContentTranslation.objects.filter(source_key=found.translation_key).prefetch_related("content"))
    draft = found.get_latest_revision_as_object()
    context = {
        "found": found,
        "draft": draft,
        "partnership": partnership,
        "form": form,
        "languages": languages or LanguageForm(taken=[one.language for one in translations]),
        "facts": page_facts(found),
        "refusals": draft.refusals(),
        "warnings": draft.warnings(timezone.now()),
        "translations": [translation_line(one) for one in translations],
        "has_recordings": hasattr(found, "media"),
        "is_waiting": found.has_unpublished_changes or not found.live,
        "is_own": bool(found.latest_revision and found.latest_revision.user_id == request.user.pk),
    }
    return render(request, "pages/page.html", context)
