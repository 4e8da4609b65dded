"""Contacts, support organisations and words of the glossary: adding, changing and removing one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from home.keeping.forms import RowForm
from home.keeping.rows import SORTS, add_row, keep_row, remove_row, values_of
from home.views.staff.asking import find_partnership
from pages.attempting import attempt
from partnerships.models import ContactBlock, Partnership


@dataclass(frozen=True)
class Thing:
    """How one sort is called on its pages."""

    one: str
    shared: str


THINGS = {
    "contact": Thing("a contact", "What you save is public at once, in every language."),
    "support": Thing("a support organisation", "What you save is public at once, in every language."),
    "glossary": Thing("a word of the glossary", "What you save is public at once."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, slug: str, purpose: str) -> HttpResponse:
    """Change how people reach the partnership for one purpose."""
    partnership = find_partnership(request, slug)
    found = get_object_or_404(ContactBlock, partnership=partnership, purpose=purpose)
    found.partnership = partnership
    return _change(request, partnership, "contact", found, title=found.get_purpose_display(), remove="")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str, sort: str) -> HttpResponse:
    """Ask for a new row, and add it."""
    partnership = find_partnership(request, slug)
    form = RowForm(request.POST or None, sort=sort)

    def write() -> None:
        add_row(partnership, sort, form.values(), by=request.user, now=timezone.now())

    if _is_done(form, write):
        return _back(request, partnership, "Added.")
    return _ask(request, partnership, form, title=f"Add {THINGS[sort].one}", text=THINGS[sort].shared, button="Add")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, sort: str, row: int) -> HttpResponse:
    """Show what a row says, and write over it."""
    partnership = find_partnership(request, slug)
    found = _find(partnership, sort, row)
    remove = reverse(f"{sort}_remove", args=[slug, row])
    return _change(request, partnership, sort, found, title=f"Change {THINGS[sort].one}", remove=remove)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str, sort: str, row: int) -> HttpResponse:
    """Ask once more, then take the row out."""
    partnership = find_partnership(request, slug)
    found, form = _find(partnership, sort, row), forms.Form(request.POST if request.method == "POST" else None)
    if _is_done(form, lambda: remove_row(found, sort, by=request.user, now=timezone.now())):
        return _back(request, partnership, "Removed.")
    words = {"title": f"Remove {THINGS[sort].one}", "text": f"{found}. Its translations are removed with it."}
    return _ask(request, partnership, form, **words, button="Remove it", kind="warning")


def _change(request: HttpRequest, partnership: Partnership, sort: str, found: Any, **words: str) -> HttpResponse:
    form = RowForm(request.POST or None, initial=values_of(found, sort), sort=sort)

    def write() -> None:
        keep_row(found, sort, form.values(), by=request.user, now=timezone.now())

    if _is_done(form, write):
        return _back(request, partnership, "Saved. The public reads it now.")
    return _ask(request, partnership, form, text=THINGS[sort].shared, button="Save", **words)


def _find(partnership: Partnership, sort: str, row: int) -> Any:
    found = get_object_or_404(SORTS[sort].model, partnership=partnership, pk=row)
    found.partnership = partnership
    return found


def _is_done(form: forms.Form, write: Callable[[], None]) -> bool:
    return form.is_valid() and attempt(form, write)[0]


def _back(request: HttpRequest, partnership: Partnership, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("terms", slug=partnership.slug)


def _ask(request: HttpRequest, partnership: Partnership, form: forms.Form, **words: str) -> HttpResponse:
    return render(request, "home/staff/keep.html", {"partnership": partnership, "form": form} | words)
