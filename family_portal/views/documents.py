"""A person's own documents and pictures: what they gave, giving another, and taking back what nobody has read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from family_portal.access import own_record
from family_portal.forms import DocumentForm
from family_portal.models import FamilyMember, UploadedDocument
from family_portal.states import DocumentState
from family_portal.uploads.serving import as_attachment, plain_name
from family_portal.uploads.taking_in import content_of, remove, take_in
from family_portal.views.staff.asking import GONE, words_of
from lifecycles.moves import MoveRefused
from people.sealing import CannotOpen

PER_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest) -> HttpResponse:
    """What the person gave; give another one."""
    member = own_record(request.user)
    form = DocumentForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid() and given(form, member, request):
        messages.success(request, _("We have your file. It was stored safely."))
        return redirect("family:documents")
    page = Paginator(rows_of(member), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/documents.html", {"form": form, "page_obj": page, "lines": lines_of(page)})


@require_safe
def document_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One of their own documents, as a file to save."""
    document = get_object_or_404(rows_of(own_record(request.user)), uuid=uuid)
    return as_attachment(document, content_of(document, by=request.user, now=timezone.now()))


@require_POST
def remove_document(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back what nobody has read yet."""
    document = get_object_or_404(rows_of(own_record(request.user)), uuid=uuid)
    try:
        remove(document, by=request.user, now=timezone.now())
        messages.success(request, _("It was removed."))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect("family:documents")


def given(form: DocumentForm, member: FamilyMember, request: HttpRequest) -> bool:
    """Take in what the form brought; a refusal is written at its field."""
    file = form.cleaned_data["file"]
    try:
        take_in(member, name=file.name, content=form.content(), by=request.user, now=timezone.now())
    except MoveRefused as refused:
        form.add_error("file", str(refused))
        return False
    except CannotOpen:
        # Its key was destroyed: nothing can be sealed for this person any more.
        form.add_error("file", GONE)
        return False
    return True


def rows_of(member: FamilyMember) -> QuerySet[UploadedDocument]:
    """Return the documents of `member`, the latest first, without what was removed."""
    found = member.documents.exclude(state=DocumentState.REMOVED)
    return found.select_related("key", "given_by", "member__review__partnership")


def lines_of(rows: Iterable[UploadedDocument]) -> list[dict[str, Any]]:
    """Return what a list shows of each document."""
    return [
        {"document": row, "file": plain_name(row), "name": words_of(row).get("name", ""), "is_read": bool(row.read_at)}
        for row in rows
    ]
