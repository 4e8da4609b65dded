"""Coming in with a letter: code and second proof, passphrase, second factor, recovery codes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import login
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from family_portal import joining
from family_portal.forms import CodeForm, NameForm, PaperForm, PlaceForm
from family_portal.joining import CodeRefused, Joined, JoiningOver
from family_portal.languages import greet
from family_portal.models import CodeFactor, Joining
from family_portal.places import keep_place
from family_portal.senders import kinds_offered
from family_portal.sending_codes import send_code, use_code
from family_portal.sessions import begin_joining, end_joining, joining_of, note_password
from family_portal.views.signing_in import BACKEND, come_in
from people.factors import WrongCode, qr_code, seed_to_type
from people.models import User
from people.throttling import TooManyAttempts, address_of
from people.views.enrolling import forget_app, waiting_app

_PLACE = "portal_new_place"


def on_the_way(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give `view` the joining of this session; without one, begin at the beginning."""

    @wraps(view)
    def found(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            own = joining.find(joining_of(request.session, timezone.now()), now=timezone.now())
            return view(request, own, *args, **kwargs)
        except JoiningOver:
            end_joining(request.session)
            return redirect("portal:start")

    return found


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The code on the letter and the second proof, both at once."""
    form = PaperForm(request.POST or None)
    own = _redeemed(request, form) if request.method == "POST" and form.is_valid() else None
    if own is None:
        return render(request, "portal/start.html", {"form": form})
    begin_joining(request.session, own.pk, timezone.now())
    greet(request, own.member)
    return redirect("portal:start_name")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@on_the_way
def name(request: HttpRequest, own: Joining) -> HttpResponse:
    form = NameForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "portal/start_name.html", {"form": form, "is_back": own.recovery_id})
    joining.choose(own, form.cleaned_data["name"], form.cleaned_data["passphrase"])
    return redirect("portal:start_second")


@require_http_methods(["GET", "HEAD"])
@on_the_way
def second(request: HttpRequest, own: Joining) -> HttpResponse:
    """Which second factor."""
    if not own.password:
        return redirect("portal:start_name")
    return render(request, "portal/start_second.html", {"kinds": kinds_offered()})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@on_the_way
def app(request: HttpRequest, own: Joining) -> HttpResponse:
    """An authenticator app. With its first code the account opens."""
    if not own.password:
        return redirect("portal:start_name")
    waiting, form = waiting_app(request, own.account), CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            joined = joining.finish_with_app(own, waiting, form.cleaned_data["code"], now=timezone.now())
            return _welcome(request, joined, waiting)
        except WrongCode:
            form.add_error("code", _("The code is not right. Wait for the next one and type that."))
    picture = qr_code(waiting, issuer=_("Account"), account=_("Sign in"))
    context = {"form": form, "picture": picture, "seed": seed_to_type(waiting), "back": "portal:start_second"}
    return render(request, "portal/add_app.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@on_the_way
def place(request: HttpRequest, own: Joining, kind: str) -> HttpResponse:
    """Where codes are sent; the first one goes there at once."""
    if kind not in kinds_offered() or not own.password:
        return redirect("portal:start_second")
    form = PlaceForm(kind, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "portal/add_place.html", {"form": form, "kind": kind, "back": "portal:start_second"})
    now = timezone.now()
    new = keep_place(own.account, own.member.key, kind, form.cleaned_data["address"], now=now)
    try:
        send_code(new, request.session, address=address_of(request), now=now)
    except TooManyAttempts as refusal:
        form.add_error("address", str(refusal))
        return render(request, "portal/add_place.html", {"form": form, "kind": kind, "back": "portal:start_second"})
    request.session[_PLACE] = new.pk
    return redirect("portal:start_code")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@on_the_way
def code(request: HttpRequest, own: Joining) -> HttpResponse:
    """The code that was sent there. With it the account opens."""
    sent_to = CodeFactor.objects.filter(pk=request.session.get(_PLACE), user=own.account, confirmed=False).first()
    if sent_to is None:
        return redirect("portal:start_second")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            use_code(own.account_id, form.cleaned_data["code"], request.session, now=timezone.now(), place=sent_to)
            return _welcome(request, joining.finish_with_place(own, sent_to, now=timezone.now()), sent_to)
        except WrongCode:
            form.add_error("code", _("The code is not right, or is too old."))
    return render(request, "portal/confirm_place.html", {"form": form, "back": "portal:start_second"})


def _redeemed(request: HttpRequest, form: Form) -> Joining | None:
    code, proof = form.cleaned_data["code"], form.cleaned_data["proof"]
    try:
        return joining.redeem(request, code, proof, now=timezone.now())
    except CodeRefused:
        form.add_error(None, _("The code and the 8 digits do not go together, or they are no longer in use."))
    except TooManyAttempts as refusal:
        form.add_error(None, str(refusal))
    return None


def _welcome(request: HttpRequest, joined: Joined, device: Any) -> HttpResponse:
    forget_app(request)
    end_joining(request.session)
    request.session.pop(_PLACE, None)
    login(request, User.objects.get(pk=joined.account.pk), backend=BACKEND)
    note_password(request.session, timezone.now())
    come_in(request, type(device).objects.get(pk=device.pk))
    return render(request, "portal/sheet.html", {"codes": joined.recovery_codes, "user_name": joined.user_name})
