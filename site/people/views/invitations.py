"""Following an invitation: password, authenticator app, recovery codes."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from people import inviting
from people.factors import WrongCode
from people.forms import NewAppForm, NewPasswordForm
from people.inviting import InvitationOver
from people.models import AuthenticatorApp, Invitation, User
from people.sessions import complete, note_password
from people.signing_in import note_sign_in
from people.views.enrolling import app_page, forget_app, waiting_app

_INVITATION = "invitation"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_safe
def invitation_link(request: HttpRequest, token: str) -> HttpResponse:
    """Note which invitation this is, and go on under an address without the secret. Nothing is used up."""
    try:
        invitation = inviting.find_by_token(token, now=timezone.now())
    except InvitationOver:
        return _over(request)
    request.session.cycle_key()
    request.session[_INVITATION] = invitation.pk
    return redirect("people:invitation")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """The first step: a password."""
    try:
        found = _invitation(request)
    except InvitationOver:
        return _over(request)
    form = NewPasswordForm(found.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        inviting.choose_password(found, form.password)
        return redirect("people:invitation_app")
    return render(request, "people/invitation.html", {"form": form, "invitation": found})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation_app(request: HttpRequest) -> HttpResponse:
    """The second step: an authenticator app. With its first code the account opens."""
    try:
        found = _invitation(request)
        if not found.chosen_password:
            return redirect("people:invitation")
        app, form = waiting_app(request, found.user), NewAppForm(request.POST or None)
        codes = _accepted(found, app, form) if request.method == "POST" and form.is_valid() else None
    except InvitationOver:
        return _over(request)
    if codes is None:
        return app_page(request, app, form)
    _sign_in(request, app)
    return render(request, "people/recovery_codes.html", {"codes": codes})


def _invitation(request: HttpRequest) -> Invitation:
    return inviting.find_open(request.session.get(_INVITATION), now=timezone.now())


def _accepted(found: Invitation, app: AuthenticatorApp, form: NewAppForm) -> list[str] | None:
    try:
        return inviting.accept(found, app, form.cleaned_data["code"], now=timezone.now())
    except WrongCode:
        form.add_error("code", _("The code is not right. Wait for the next one and type that."))
        return None


def _sign_in(request: HttpRequest, app: AuthenticatorApp) -> None:
    now = timezone.now()
    forget_app(request)
    request.session.pop(_INVITATION, None)
    login(request, User.objects.get(pk=app.user_id), backend=_BACKEND)
    note_password(request.session, now)
    complete(request, app, now)
    note_sign_in(request.user, now=now)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "people/invitation_over.html", status=404)
