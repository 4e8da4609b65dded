"""A Word report is brought in, and what the import has to say about it stays to be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from pages.forms import Problem
from pages.storing import CannotStore
from people.permissions import must_somewhere
from people.roles import Deed
from publications.forms import UploadForm
from publications.importing import import_report
from publications.models import Review
from publications.views.staff.asking import deeds_in, find_review
from publications.word import UnreadableReport
from publications.word.manuscripts import REFUSALS
from publications.word.noting import MESSAGES

# What a form adds round the file that it sends.
ROUND_THE_FILE = 64 * 1024


# Exempt only from the check before the view, which would read the whole body; the view checks the token itself.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a .docx and make the draft of a new review; what is too long is refused before it is read."""
    partnerships = must_somewhere(request.user, Deed.IMPORT_REPORT)
    if is_too_long(request):
        context = {"form": UploadForm(partnerships=partnerships), "problems": [Problem(REFUSALS["too_big"], "id_file")]}
        return render(request, "publications/staff/import.html", context, status=413)
    return _take(request, partnerships)


@require_safe
def notes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything that the import left out, changed or noticed."""
    review = find_review(request, uuid, Deed.SEE_REPORTS)
    page = review.source_page()
    context = {
        "review": review,
        "page": page,
        "groups": _grouped(review.import_notes),
        "may_edit": page is not None and Deed.EDIT_REPORT in deeds_in(request.user, review.partnership),
    }
    return render(request, "publications/staff/notes.html", context)


def is_too_long(request: HttpRequest) -> bool:
    """Return whether the file that is being sent is too large, by its length alone."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > settings.REPORT_UPLOAD_MAX_BYTES + ROUND_THE_FILE


@csrf_protect
def _take(request: HttpRequest, partnerships: Any) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, partnerships=partnerships)
    review = _made(form, request) if form.is_valid() else None
    if review is None:
        return render(request, "publications/staff/import.html", {"form": form})
    messages.success(request, "The report was brought in as a draft. Nothing is public.")
    return redirect("review_notes", uuid=review.uuid)


def _made(form: UploadForm, request: HttpRequest) -> Review | None:
    chosen = form.cleaned_data
    try:
        imported = import_report(
            source_of(chosen["file"]),
            partnership=chosen["partnership"],
            by=request.user,
            now=timezone.now(),
            accept_changes=chosen["accept_changes"],
        )
    except (UnreadableReport, CannotStore) as refused:
        form.add_error("file", str(refused))
        return None
    return imported.page.review


def source_of(file: UploadedFile) -> Path | bytes:
    """Return where the file lies, or what it holds when it lies nowhere."""
    return Path(file.temporary_file_path()) if hasattr(file, "temporary_file_path") else file.read()


def _grouped(import_notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for note in import_notes:
        group = groups.setdefault(
            note["kind"], {"title": MESSAGES.get(note["kind"], note["message"]), "notes": [], "count": 0}
        )
        said = note["message"]
        group["notes"].append(note | {"words": "" if said == group["title"] else said.partition(": ")[2]})
        group["count"] += note["count"]
    return list(groups.values())
