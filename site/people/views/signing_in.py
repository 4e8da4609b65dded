"""Sign in, step by step, and sign out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login, logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp.models import Device

from people.factors import WrongCode
from people.forms import CodeForm, SignInForm
from people.models import RecoverySheet, User
from people.sessions import complete, note_password
from people.signing_in import WrongPassword, check_code, check_password, note_sign_in
from people.throttling import TooManyAttempts

_NEXT = "next"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first step: e-mail address and password."""
    form = SignInForm(request.POST or None)
    user = _person(request, form) if request.method == "POST" and form.is_valid() else None
    if user is None:
        return render(request, "people/sign_in.html", {"form": form, "next": _own_path(request)})
    login(request, user)
    note_password(request.session, timezone.now())
    request.session[_NEXT] = _own_path(request)
    return redirect("people:code_step")


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code_step(request: HttpRequest) -> HttpResponse:
    """The second step: the code of the authenticator app, or a recovery code."""
    if request.user.is_verified():
        return redirect("/")
    form = CodeForm(request.POST or None)
    device = _device(request, form) if request.method == "POST" and form.is_valid() else None
    if device is None:
        return render(request, "people/code_step.html", {"form": form})
    target = request.session.pop(_NEXT, "") or "/"
    complete(request, device, timezone.now())
    _greet(request, device)
    return redirect(target)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here and tell the browser to keep nothing."""
    logout(request)
    response = redirect("people:sign_in")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _person(request: HttpRequest, form: Form) -> User | None:
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    try:
        return check_password(request, email, password, now=timezone.now())
    except WrongPassword:
        form.add_error(None, _("The e-mail address or the password is not right."))
    except TooManyAttempts as refusal:
        form.add_error(None, str(refusal))
    return None


def _device(request: HttpRequest, form: Form) -> Device | None:
    try:
        return check_code(request, request.user, form.cleaned_data["code"], now=timezone.now())
    except WrongCode:
        form.add_error("code", _("The code is not right, or was used before."))
    except TooManyAttempts as refusal:
        form.add_error(None, str(refusal))
    return None


def _greet(request: HttpRequest, device: Device) -> None:
    before, failed = note_sign_in(request.user, now=timezone.now())
    if before:
        moment = date_format(timezone.localtime(before), "DATETIME_FORMAT")
        messages.info(request, _("You last signed in on %(moment)s.") % {"moment": moment})
    if failed:
        messages.warning(request, _("Somebody tried lately to sign in to your account and did not succeed."))
    if isinstance(device, RecoverySheet):
        messages.warning(request, _codes_left(device.codes_left()))


def _codes_left(left: int) -> str:
    text = ngettext(
        "You have %(left)d recovery code left. You can make new ones under Account.",
        "You have %(left)d recovery codes left. You can make new ones under Account.",
        left,
    )
    return text % {"left": left}


def _own_path(request: HttpRequest) -> str:
    wanted = request.POST.get(_NEXT) or request.GET.get(_NEXT) or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else ""
