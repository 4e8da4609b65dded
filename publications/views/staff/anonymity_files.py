"""Files of a review are checked together and cleaned; nothing of them is kept."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from pages.forms import Problem
from publications.anonymity.checking_files import check_files
from publications.anonymity.cleaning_files import CannotClean, Cleaned, clean_file
from publications.models import Review, Severity
from publications.views.staff.anonymity import find_named_review

MOST_FILES = 8
MOST_SHOWN = 200
ROUND_THE_FILES = 64 * 1024
TOO_MUCH = "These files are too large. Together they may have up to 25 MB."


class SeveralFiles(forms.FileField):
    """A field that takes several files at once."""

    widget = forms.ClearableFileInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        clean_one = super().clean
        return [clean_one(item, initial) for item in data] if data else [clean_one(data, initial)]


class _ManyInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesForm(forms.Form):
    files = SeveralFiles(
        label="Files",
        help_text="Up to 8 files, 25 MB together: a Word file, a PDF, a press line, a leaflet, a photograph.",
        widget=_ManyInput,
    )

    def clean_files(self) -> list[Any]:
        chosen = self.cleaned_data["files"]
        if len(chosen) > MOST_FILES:
            raise forms.ValidationError(f"Choose up to {MOST_FILES} files")
        return chosen


# Exempt only from the check before the view, which would read the whole body; the view checks the token itself.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take files, check or clean them, and answer with the result; what is too long is refused before it is read."""
    review = find_named_review(request, uuid)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > settings.REPORT_UPLOAD_MAX_BYTES + ROUND_THE_FILES:
        context = {"review": review, "form": FilesForm(), "problems": [Problem(TOO_MUCH, "id_files")]}
        return render(request, "publications/staff/anonymity_files.html", context, status=413)
    return _take(request, review)


@csrf_protect
@sensitive_variables()
def _take(request: HttpRequest, review: Review) -> HttpResponse:
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    context: dict[str, Any] = {"review": review, "form": form}
    if form.is_valid():
        sent = [(file.name, file.read()) for file in form.cleaned_data["files"]]
        context |= _cleaned(sent) if "clean" in request.POST else _checked(review, sent, request)
    return render(request, "publications/staff/anonymity_files.html", context)


def _checked(review: Review, sent: list[tuple[str, bytes]], request: HttpRequest) -> dict[str, Any]:
    checked, jigsaw = check_files(review, sent, by=request.user)
    return {
        "checked": [
            {
                "name": file.name,
                "counts": [(level.label, sum(line.severity == level for line in file.lines)) for level in Severity],
                "lines": file.lines[:MOST_SHOWN],
                "more": max(0, len(file.lines) - MOST_SHOWN),
            }
            for file in checked
        ],
        "jigsaw": jigsaw,
    }


def _cleaned(sent: list[tuple[str, bytes]]) -> dict[str, Any]:
    return {"cleaned": [_offered(name, data) for name, data in sent]}


def _offered(name: str, data: bytes) -> dict[str, Any]:
    try:
        cleaned = clean_file(data, name)
    except CannotClean as refused:
        return {"name": name, "refusal": str(refused)}
    return {
        "name": name,
        "cleaned": cleaned,
        "removed": cleaned.removed[:MOST_SHOWN],
        "more": max(0, len(cleaned.removed) - MOST_SHOWN),
        "address": _address(cleaned),
    }


def _address(cleaned: Cleaned) -> str:
    return f"data:{cleaned.mime};base64,{base64.b64encode(cleaned.data).decode()}"
