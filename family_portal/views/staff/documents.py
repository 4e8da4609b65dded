"""The documents of one person, for staff who work with that family; each opening is recorded."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from family_portal.access import member_for
from family_portal.forms import DocumentForm
from family_portal.uploads.serving import as_attachment
from family_portal.uploads.taking_in import content_of
from family_portal.views.documents import PER_PAGE, given, lines_of, rows_of
from family_portal.views.staff.asking import name_of


@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What this person gave and what was given for them; give something for them."""
    member = member_for(request.user, uuid, reading="documents", now=timezone.now())
    form = DocumentForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid() and given(form, member, request):
        messages.success(request, "The file was stored.")
        return redirect("cases:documents", uuid=member.uuid)
    page = Paginator(rows_of(member), PER_PAGE).get_page(request.GET.get("page"))
    may_act = member.review.case_staff.filter(user=request.user).exists()
    context = {"member": member, "name": name_of(member), "form": form, "page_obj": page, "may_act": may_act}
    return render(request, "cases/documents.html", context | {"lines": lines_of(page)})


@require_safe
def document_file(request: HttpRequest, uuid: UUID, paper: UUID) -> HttpResponse:
    """One document, as a file to save."""
    now = timezone.now()
    member = member_for(request.user, uuid, reading="document", now=now)
    document = get_object_or_404(rows_of(member), uuid=paper)
    return as_attachment(document, content_of(document, by=request.user, now=now))
