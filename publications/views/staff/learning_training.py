"""Staff add, change and cancel training and events."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pages.attempting import attempt
from partnerships.models import Partnership
from partnerships.working_days import london_day
from people.permissions import must
from people.roles import Deed
from publications.forms.training import CancelForm, EventForm, values_of
from publications.learning.training import add_event, cancel_event, change_event
from publications.models import TrainingEvent


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a new event, and add it."""
    partnership = get_object_or_404(Partnership, slug=slug)
    must(request.user, Deed.KEEP_LEARNING, partnership)
    now = timezone.now()
    form = EventForm(request.POST or None, today=london_day(now))
    if (
        form.is_valid()
        and attempt(form, lambda: add_event(partnership, form.cleaned_data, by=request.user, now=now))[0]
    ):
        messages.success(request, "The event is public.")
        return redirect("learning")
    return _ask(request, form, partnership, title="Add an event", button="Publish it")


@require_http_methods(["GET", "HEAD", "POST"])
def event(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what an event says, and write over it."""
    found, now = _find(request, uuid), timezone.now()
    form = EventForm(request.POST or None, initial=values_of(found), today=london_day(now))
    if form.is_valid() and attempt(form, lambda: change_event(found, form.cleaned_data, by=request.user, now=now))[0]:
        messages.success(request, "Saved. Readers see it now.")
        return redirect("learning")
    more = {} if found.cancelled_at or found.ends_at <= now else {"cancel": found.uuid}
    return _ask(request, form, found.partnership, title="Change an event", button="Save", **more)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask once more, then tell readers that the event does not take place."""
    found, now = _find(request, uuid), timezone.now()
    form = CancelForm(request.POST if request.method == "POST" else None)

    def write() -> None:
        cancel_event(found, words=form.cleaned_data["words"], by=request.user, now=now)

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "The event is cancelled. Readers see that until it would have been over.")
        return redirect("learning")
    return _ask(request, form, found.partnership, title=f"Cancel: {found.title}", button="Cancel it", kind="warning")


def _find(request: HttpRequest, uuid: UUID) -> TrainingEvent:
    found = get_object_or_404(TrainingEvent.objects.select_related("partnership"), uuid=uuid)
    must(request.user, Deed.KEEP_LEARNING, found.partnership)
    return found


def _ask(request: HttpRequest, form: forms.Form, partnership: Partnership, **words: Any) -> HttpResponse:
    context = {"form": form, "partnership": partnership} | words
    return render(request, "publications/staff/learning/form.html", context)
