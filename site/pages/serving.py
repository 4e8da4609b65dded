"""Private files on the staff host: only for the people of the partnership whose collection names them."""

from __future__ import annotations

import mimetypes
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pages.models import PrivateDocument, PrivateImage, PrivateRendition
from people.permissions import partnerships_where
from people.roles import Deed

PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}


@require_safe
def private_file(request: HttpRequest, name: str) -> HttpResponse:
    """The file stored under `name`; 404 unless something that the person may see is stored there."""
    collections = _collections_of(request.user)
    if PrivateDocument.objects.filter(file=name, collection__in=collections).exists():
        return _send(name, as_attachment=True)
    images = PrivateImage.objects.filter(file=name, collection__in=collections)
    smaller = PrivateRendition.objects.filter(file=name, image__collection__in=collections)
    if images.exists() or smaller.exists():
        return _send(name, as_attachment=False)
    raise Http404


@require_safe
def private_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """A document at the address that the editor gives it."""
    collections = _collections_of(request.user)
    found = get_object_or_404(PrivateDocument, pk=document_id, collection__in=collections)
    if found.filename != document_filename:
        raise Http404
    return _send(found.file.name, as_attachment=True)


def _collections_of(user: Any) -> Any:
    return partnerships_where(user, Deed.SEE_REPORTS).values("collection")


def _send(name: str, *, as_attachment: bool) -> HttpResponse:
    if not default_storage.exists(name):
        raise Http404
    kind = mimetypes.guess_type(name)[0]
    # What is no picture of a known kind is never opened by the browser itself.
    shown = not as_attachment and kind in PICTURES
    response = FileResponse(
        default_storage.open(name), as_attachment=not shown, content_type=kind if shown else "application/octet-stream"
    )
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
