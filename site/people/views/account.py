"""One's own account. What protects it changes only just after both factors were shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.factors import WrongCode, confirm_app, new_recovery_codes
from people.forgetting import set_new_password
from people.forms import BothFactorsForm, NewAppForm, NewPasswordForm
from people.models import RecoverySheet, User
from people.sessions import complete, end_sessions, is_fresh, keep_this_session
from people.signing_in import WrongPassword, check_code, check_password
from people.throttling import TooManyAttempts
from people.views.enrolling import app_page, forget_app, waiting_app
from people.writing import write_to

View = Callable[..., HttpResponse]
_WANTED = "wanted"
_CONFIRMED_PAGES = ("people:change_password", "people:replace_app", "people:recovery_codes")


def with_both_factors(view: View) -> View:
    """Let `view` run only within ten minutes of password and code; ask for both otherwise."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request, timezone.now()):
            return view(request, *args, **kwargs)
        request.session[_WANTED] = request.resolver_match.view_name
        return redirect("people:confirm")

    return asked


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    sheet = RecoverySheet.objects.filter(user=request.user).first()
    roles = request.user.memberships.select_related("partnership").order_by("partnership__name", "role")
    context = {"codes_left": sheet.codes_left() if sheet else 0, "memberships": roles}
    return render(request, "people/account.html", context)


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for both factors once more."""
    form = BothFactorsForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _confirmed(request, form):
        wanted = request.session.pop(_WANTED, "")
        return redirect(wanted if wanted in _CONFIRMED_PAGES else "people:account")
    return render(request, "people/confirm.html", {"form": form})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@with_both_factors
def change_password(request: HttpRequest) -> HttpResponse:
    form = NewPasswordForm(request.user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/change_password.html", {"form": form})
    user = User.objects.get(pk=request.user.pk)
    set_new_password(user, form.password, now=timezone.now())
    keep_this_session(request, user, request.user.otp_device)
    messages.success(request, _("Your password has changed. You are signed out everywhere else."))
    return redirect("people:account")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@with_both_factors
def replace_app(request: HttpRequest) -> HttpResponse:
    app, form = waiting_app(request, request.user), NewAppForm(request.POST or None)
    if request.method != "POST" or not form.is_valid() or not _replaced(request, app, form):
        return app_page(request, app, form)
    messages.success(request, _("Your new authenticator app is in use. You are signed out everywhere else."))
    return redirect("people:account")


@require_http_methods(["GET", "POST"])
@with_both_factors
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ask whether to make new codes; make and show them once."""
    if request.method != "POST":
        return render(request, "people/new_recovery_codes.html")
    now, user = timezone.now(), User.objects.get(pk=request.user.pk)
    codes = new_recovery_codes(user, now=now)
    end_sessions(user)
    sheet = RecoverySheet.objects.get(user=user)
    device = request.user.otp_device
    keep_this_session(request, user, sheet if isinstance(device, RecoverySheet) else device)
    write_to(user, "factor_changed", now=now)
    return render(request, "people/recovery_codes.html", {"codes": codes})


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    user = User.objects.get(pk=request.user.pk)
    end_sessions(user)
    keep_this_session(request, user, request.user.otp_device)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("people:account")


def _confirmed(request: HttpRequest, form: BothFactorsForm) -> bool:
    now = timezone.now()
    try:
        check_password(request, request.user.email, form.cleaned_data["password"], now=now)
        complete(request, check_code(request, request.user, form.cleaned_data["code"], now=now), now)
    except (WrongPassword, WrongCode):
        form.add_error(None, _("The password or the code is not right."))
    except TooManyAttempts as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def _replaced(request: HttpRequest, app: Any, form: NewAppForm) -> bool:
    now = timezone.now()
    try:
        confirm_app(app, form.cleaned_data["code"], now=now)
    except WrongCode:
        form.add_error("code", _("The code is not right. Wait for the next one and type that."))
        return False
    forget_app(request)
    keep_this_session(request, User.objects.get(pk=app.user_id), app)
    write_to(request.user, "factor_changed", now=now)
    return True
