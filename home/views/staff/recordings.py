"""The recordings of a leaflet: what is there, a form to add one, and a page on which a second person approves it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from home.models import LeafletPage, PageMedia
from home.recordings.forms import RecordingForm
from home.recordings.keeping import add_recording, approve_recording, remove_recording
from home.recordings.offering import is_overtaken
from home.recordings.sending import send_recording
from pages.attempting import attempt
from pages.days_in_words import moment_in_words
from pages.languages import name_for_staff
from pages.models import PageVersion
from pages.places import partnership_of
from pages.translating.reading import languages_of
from partnerships.models import Partnership
from people.permissions import must
from people.roles import Deed


@require_http_methods(["GET", "HEAD", "POST"])
def recordings(request: HttpRequest, number: int) -> HttpResponse:
    """The recordings of one leaflet, and the form for another."""
    leaflet, partnership = _find_leaflet(request, number)
    versions = list(leaflet.versions.all())
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RecordingForm(*sent, languages=languages_of(leaflet), versions=versions)
    if form.is_valid() and attempt(form, lambda: _add(request, leaflet, form.cleaned_data))[0]:
        messages.success(request, "Added. It is public when another person has approved it.")
        return redirect("recordings", number=number)
    lines = [_line(one, versions) for one in _rows(leaflet)]
    context = {"leaflet": leaflet, "partnership": partnership, "lines": lines, "form": form}
    return render(request, "home/staff/recordings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def recording(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """One recording, to listen to and read; pressing a button approves or removes it."""
    leaflet, partnership = _find_leaflet(request, number)
    found = get_object_or_404(_rows(leaflet), pk=key)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        verb, told = _verb(request)
        if attempt(form, lambda: verb(found, by=request.user, now=timezone.now()))[0]:
            messages.success(request, told)
            return redirect("recordings", number=number)
        found = get_object_or_404(_rows(leaflet), pk=key)
    context = {
        "leaflet": leaflet,
        "partnership": partnership,
        "recording": found,
        "line": _line(found, list(leaflet.versions.all())),
        "facts": _facts(found),
        "form": form,
        "is_waiting": found.approved_at is None,
        "is_own": found.added_by_id == request.user.pk,
    }
    return render(request, "home/staff/recording.html", context)


@require_safe
def file(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """The file, for whoever approves it; nobody else finds it before."""
    leaflet, _partnership = _find_leaflet(request, number)
    return send_recording(request, get_object_or_404(_rows(leaflet), pk=key))


def _find_leaflet(request: HttpRequest, number: int) -> tuple[LeafletPage, Partnership]:
    leaflet = get_object_or_404(LeafletPage, pk=number)
    partnership = partnership_of(leaflet)
    must(request.user, Deed.PUBLISH_PAGES, partnership)
    return leaflet, partnership


def _rows(leaflet: LeafletPage) -> Any:
    return PageMedia.objects.filter(page=leaflet).select_related("document", "added_by", "approved_by")


def _add(request: HttpRequest, leaflet: LeafletPage, typed: dict[str, Any]) -> None:
    add_recording(leaflet, **typed, by=request.user, now=timezone.now())


def _verb(request: HttpRequest) -> tuple[Any, str]:
    if "remove" in request.POST:
        return remove_recording, "The recording is removed."
    if "approve" in request.POST:
        return approve_recording, "Approved. The public finds it beside the leaflet."
    raise Http404


def _line(found: PageMedia, versions: list[PageVersion]) -> dict[str, Any]:
    state, colour = ("Public", "green") if found.approved_at else ("Waiting for approval", "purple")
    if is_overtaken(found.version, versions):
        state, colour = "Hidden: the leaflet has changed since for somebody's safety", "red"
    name = f"{found.get_kind_display()}, {name_for_staff(found.language)}"
    return {"recording": found, "name": name, "state": state, "colour": colour}


def _facts(found: PageMedia) -> list[dict[str, str]]:
    rows = [
        ("Reads version", str(found.version)),
        ("Added", f"{moment_in_words(found.added_at)}, by {found.added_by}"),
        ("Approved", f"{moment_in_words(found.approved_at)}, by {found.approved_by}" if found.approved_at else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]
