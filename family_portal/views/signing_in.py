"""Sign in, step by step."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp.models import Device

from family_portal.access import own_record
from family_portal.forms import CodeForm, SignInForm
from family_portal.languages import greet
from family_portal.models import CodeFactor
from family_portal.senders import kinds_offered
from family_portal.sending_codes import send_code
from family_portal.sessions import Stage, complete, kind_of, note_password
from family_portal.signing_in import (
    WrongName,
    check_passphrase_of,
    check_second_factor,
    failures_of,
    note_sign_in,
)
from people.factors import WrongCode, has_app
from people.models import User
from people.throttling import TooManyAttempts, address_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
LAST_TIME, FAILED, SENT_TO = "portal_last_time", "portal_failed", "portal_sent_to"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first step: name and passphrase."""
    form = SignInForm(request.POST or None)
    user = _person(request, form) if request.method == "POST" and form.is_valid() else None
    if user is None:
        return render(request, "portal/sign_in.html", {"form": form})
    login(request, user, backend=BACKEND)
    note_password(request.session, timezone.now())
    request.session[FAILED] = failures_of(form.cleaned_data["name"], user)
    return redirect("portal:code")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the app, one that was sent, or one of the sheet."""
    form = CodeForm(request.POST or None)
    device = _device(request, form) if request.method == "POST" and form.is_valid() else None
    if device is None:
        return render(request, "portal/code.html", {"form": form} | ways_in(request))
    come_in(request, device)
    return redirect("portal:here")


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send a code to one of the person's own places."""
    place = get_object_or_404(places_for(request.user), pk=_number(request.POST.get("place")))
    form = CodeForm()
    try:
        send_code(place, request.session, address=address_of(request), now=timezone.now())
    except TooManyAttempts as refusal:
        form = CodeForm({})
        form.errors.clear()
        form.add_error(None, str(refusal))
        return render(request, "portal/code.html", {"form": form} | ways_in(request))
    request.session[SENT_TO] = place.kind
    return redirect("portal:code")


def come_in(request: HttpRequest, device: Device) -> None:
    """Let the session pass the second factor, and note what the person is to see of it."""
    now = timezone.now()
    complete(request, device, now)
    before = note_sign_in(request.user, now=now)
    request.session[LAST_TIME] = before.timestamp() if before else None
    request.session.pop(SENT_TO, None)
    greet(request, own_record(request.user) if kind_of(request.user) is Stage.FAMILY else None)


def places_for(user: User) -> Any:
    """Return the places to which a code can be sent to `user` now."""
    return CodeFactor.objects.filter(user=user, confirmed=True, kind__in=kinds_offered()).select_related("key")


def ways_in(request: HttpRequest) -> dict[str, Any]:
    """Return, for a page, by what this person can prove themselves."""
    return {
        "has_app": has_app(request.user),
        "places": list(places_for(request.user).order_by("pk")),
        "sent_to": request.session.get(SENT_TO, ""),
    }


def _person(request: HttpRequest, form: Form) -> User | None:
    name, passphrase = form.cleaned_data["name"], form.cleaned_data["passphrase"]
    try:
        return check_passphrase_of(request, name, passphrase, now=timezone.now())
    except WrongName:
        form.add_error(None, _("The name or the passphrase is not right."))
    except TooManyAttempts as refusal:
        form.add_error(None, str(refusal))
    return None


def _device(request: HttpRequest, form: Form) -> Device | None:
    try:
        return check_second_factor(request, request.user, form.cleaned_data["code"], now=timezone.now())
    except WrongCode:
        form.add_error("code", _("The code is not right, is too old, or was used before."))
    except TooManyAttempts as refusal:
        form.add_error(None, str(refusal))
    return None


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isdecimal() and len(typed) < 15 else 0
