"""Handing out a document: as a file to be saved, under a name that says nothing, and as nothing that could act."""

from __future__ import annotations

from csp.constants import NONE
from django.http import HttpResponse

from family_portal.models import UploadedDocument

TYPES = {
    "pdf": ("pdf", "application/pdf"),
    "jpeg": ("jpg", "image/jpeg"),
    "png": ("png", "image/png"),
    "text": ("txt", "text/plain; charset=utf-8"),
}
POLICY = {
    "sandbox": True,
    "default-src": [NONE],
    "script-src": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
}


def plain_name(document: UploadedDocument) -> str:
    """Return the name under which it is saved, like document-1.pdf."""
    return f"document-{document.number}.{TYPES[document.kind][0]}"


def as_attachment(document: UploadedDocument, content: bytes) -> HttpResponse:
    """Return an answer that carries the file; family_portal.headers adds the rest."""
    answer = HttpResponse(content, content_type=TYPES[document.kind][1])
    answer.headers["Content-Disposition"] = f'attachment; filename="{plain_name(document)}"'
    answer.own_policy = POLICY
    return answer
