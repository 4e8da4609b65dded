"""What the public meets below a leaflet: a recording with its words in writing, and its file."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from home.composing import compose
from home.recordings.offering import Offered, public_recordings
from home.recordings.sending import send_recording
from pages.languages import words_language


def play(request: HttpRequest, page: Any, number: str) -> HttpResponse:
    """A page with the recording `number` of `page`, to be played where it stands and read in full."""
    offered = _find(page, number)
    recording = offered.recording
    context = {
        "page": page,
        "leaflet": compose(page, recording.language, now=timezone.now()),
        "main_language": recording.language,
        "words_language": words_language(recording.language),
        "offered": offered,
        "recording": recording,
        "size": _size_of(recording),
        "leaflet_path": request.path.removesuffix(f"recordings/{recording.pk}/"),
    }
    return render(request, "home/recording_page.html", context)


def send(request: HttpRequest, page: Any, number: str) -> HttpResponse:
    """The file of the recording `number` of `page`."""
    return send_recording(request, _find(page, number).recording)


def _find(page: Any, number: str) -> Offered:
    for offered in public_recordings(page, get_language()):
        if str(offered.recording.pk) == number:
            return offered
    raise Http404


def _size_of(recording: Any) -> int:
    name = recording.document.file.name
    if not default_storage.exists(name):
        raise Http404
    return default_storage.size(name)
