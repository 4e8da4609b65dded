"""The demo's doorway: where everything is, and the mail that the demo has written."""

from __future__ import annotations

import email
from email.message import Message
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.demo.planting import demo_password
from partnerships.models import Partnership
from people.models import User

MOST_MAILS = 50


@require_safe
def doorway(request: HttpRequest) -> HttpResponse:
    """Links to all hosts, and the demo accounts."""
    context = {
        "partnerships": Partnership.objects.select_related("site"),
        "staff": settings.STAFF_ORIGIN,
        "portal": settings.STAFF_ORIGIN.replace(settings.STAFF_HOST, settings.PORTAL_HOST),
        "people": User.objects.filter(memberships__isnull=False)
        .distinct()
        .prefetch_related("memberships__partnership"),
        "password": demo_password(),
    }
    return render(request, "doorway/start.html", context)


@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """The newest mails; in the demo they go to files and nowhere else."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    letters = [_letter(path) for path in files[:MOST_MAILS]]
    return render(request, "doorway/mail.html", {"letters": letters})


def _people() -> QuerySet[User]:
    return User.objects.filter(memberships__isnull=False).distinct().prefetch_related("memberships__partnership")


def _letter(path: Path) -> dict[str, str]:
    message: Message = email.message_from_bytes(path.read_bytes().rpartition(b"\n" + b"-" * 79)[0])
    body = message.get_payload(decode=True) or b""
    return {"to": message["To"], "subject": message["Subject"], "date": message["Date"], "body": body.decode()}
