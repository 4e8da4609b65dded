"""How one signs in. It changes only within ten minutes of both factors, and then every other session ends."""

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

from family_portal import changing, recovering
from family_portal.access import own_record
from family_portal.forms import AgainForm, CodeForm, NewPassphraseForm, PlaceForm
from family_portal.models import CodeFactor
from family_portal.passkeys import passkeys_of
from family_portal.places import keep_place
from family_portal.senders import kinds_offered
from family_portal.sending_codes import send_code, use_code
from family_portal.sessions import complete, is_fresh
from family_portal.signing_in import WrongName, check_passphrase_again, check_second_factor
from family_portal.states import OPEN_RECOVERY
from family_portal.views.signing_in import SENT_TO, ways_in
from lifecycles.moves import MoveRefused
from people.factors import WrongCode, qr_code, seed_to_type
from people.models import RecoverySheet, User
from people.sessions import end_sessions, keep_this_session
from people.throttling import TooManyAttempts, address_of
from people.views.enrolling import forget_app, waiting_app

_WANTED, _PLACE = "portal_wanted", "portal_new_place"
SETTINGS = "portal:settings"
_AFTERWARDS = ("portal:new_passphrase", "portal:new_app", "portal:new_sheet", "portal:new_key", SETTINGS)


def with_both_factors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let `view` run only within ten minutes of both factors; ask for both otherwise."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request.session, timezone.now()):
            return view(request, *args, **kwargs)
        request.session[_WANTED] = request.resolver_match.view_name
        return redirect("portal:again")

    return asked


@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    sheet = RecoverySheet.objects.filter(user=request.user).first()
    member = getattr(request.user, "family_member", None)
    context = ways_in(request) | {
        "is_family": member is not None,
        "codes_left": sheet.codes_left() if sheet else 0,
        "passkeys": passkeys_of(request.user),
        "app": request.user.authenticatorapp_set.filter(confirmed=True).first(),
        "kinds": [(kind, CodeFactor.Kind(kind).label) for kind in kinds_offered()],
        "help_asked": member is not None and member.recoveries.filter(state__in=OPEN_RECOVERY).exists(),
    }
    return render(request, "portal/settings.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Ask for both factors once more; a code can be sent first."""
    form = AgainForm(request.POST or None)
    if "send" in request.POST:
        form = AgainForm()
        _send_to(request, request.POST["send"])
    elif request.method == "POST" and form.is_valid() and _proved(request, form):
        wanted = request.session.pop(_WANTED, "")
        return redirect(wanted if wanted in _AFTERWARDS else SETTINGS)
    return render(request, "portal/again.html", {"form": form} | ways_in(request))


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    account = User.objects.get(pk=request.user.pk)
    end_sessions(account)
    return _stay(request, account, _("You are signed out everywhere else."))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@with_both_factors
def new_passphrase(request: HttpRequest) -> HttpResponse:
    form = NewPassphraseForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "portal/new_passphrase.html", {"form": form})
    passphrase = form.cleaned_data["passphrase"]
    account = changing.change_passphrase(own_record(request.user), passphrase, now=timezone.now())
    return _stay(request, account, _("Your passphrase has changed. You are signed out everywhere else."))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@with_both_factors
def new_app(request: HttpRequest) -> HttpResponse:
    waiting, form = waiting_app(request, request.user), CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = own_record(request.user)
            account = changing.replace_app(member, waiting, form.cleaned_data["code"], now=timezone.now())
            forget_app(request)
            return _stay(request, account, _("Your app is in use. You are signed out everywhere else."), device=waiting)
        except WrongCode:
            form.add_error("code", _("The code is not right. Wait for the next one and type that."))
    picture = qr_code(waiting, issuer=_("Account"), account=_("Sign in"))
    context = {"form": form, "picture": picture, "seed": seed_to_type(waiting), "back": SETTINGS}
    return render(request, "portal/add_app.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@with_both_factors
def new_place(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in kinds_offered():
        return redirect(SETTINGS)
    form, now = PlaceForm(kind, request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        key = own_record(request.user).key
        place = keep_place(request.user, key, kind, form.cleaned_data["address"], now=now)
        try:
            send_code(place, request.session, address=address_of(request), now=now)
            request.session[_PLACE] = place.pk
            return redirect("portal:confirm_place")
        except TooManyAttempts as refusal:
            form.add_error("address", str(refusal))
    return render(request, "portal/add_place.html", {"form": form, "kind": kind, "back": SETTINGS})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@with_both_factors
def confirm_place(request: HttpRequest) -> HttpResponse:
    waiting = CodeFactor.objects.filter(user=request.user, pk=request.session.get(_PLACE), confirmed=False).first()
    if waiting is None:
        return redirect(SETTINGS)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            typed, now = form.cleaned_data["code"], timezone.now()
            use_code(request.user.pk, typed, request.session, now=now, place=waiting)
            account = changing.confirm_place(own_record(request.user), waiting, now=now)
            request.session.pop(_PLACE)
            used = waiting if isinstance(request.user.otp_device, CodeFactor) else None
            words = _("Codes can be sent there now. You are signed out everywhere else.")
            return _stay(request, account, words, device=used)
        except WrongCode:
            form.add_error("code", _("The code is not right, or is too old."))
    return render(request, "portal/confirm_place.html", {"form": form, "back": SETTINGS})


@require_http_methods(["GET", "POST"])
@with_both_factors
def new_sheet(request: HttpRequest) -> HttpResponse:
    """Ask whether to make new codes; make and show them once."""
    if request.method != "POST":
        return render(request, "portal/new_sheet.html")
    account, codes = changing.new_sheet(own_record(request.user), now=timezone.now())
    sheet = RecoverySheet.objects.get(user=account)
    keep_on(request, account, sheet if isinstance(request.user.otp_device, RecoverySheet) else None)
    return render(request, "portal/sheet.html", {"codes": codes, "user_name": ""})


@require_POST
@with_both_factors
def remove_factor(request: HttpRequest) -> HttpResponse:
    kind, number = request.POST.get("kind", ""), request.POST.get("number", "")
    if kind in changing.FACTORS and number.isdecimal():
        try:
            account = changing.remove_factor(own_record(request.user), kind, int(number[:12]), now=timezone.now())
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(SETTINGS)
        return _stay(request, account, _("That is taken away. You are signed out everywhere else."))
    return redirect(SETTINGS)


@require_POST
def call_off(request: HttpRequest) -> HttpResponse:
    recovering.call_off(own_record(request.user), now=timezone.now())
    messages.success(request, _("The request for help is called off."))
    return redirect(SETTINGS)


def keep_on(request: HttpRequest, account: User, device: Any = None) -> None:
    """Let this session outlive the end of all sessions of `account`; by `device` when its own one was replaced."""
    keep_this_session(request, account, device or request.user.otp_device)


def _stay(request: HttpRequest, account: User, words: str, device: Any = None) -> HttpResponse:
    keep_on(request, account, device)
    messages.success(request, words)
    return redirect(SETTINGS)


def _proved(request: HttpRequest, form: AgainForm) -> bool:
    now, typed = timezone.now(), form.cleaned_data
    try:
        check_passphrase_again(request, request.user, typed["passphrase"], now=now)
        complete(request, check_second_factor(request, request.user, typed["code"], now=now), now)
    except (WrongName, WrongCode):
        form.add_error(None, _("The passphrase or the code is not right."))
    except TooManyAttempts as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def _send_to(request: HttpRequest, number: str) -> None:
    place = next((one for one in ways_in(request)["places"] if str(one.pk) == number), None)
    try:
        if place is not None:
            send_code(place, request.session, address=address_of(request), now=timezone.now())
            request.session[SENT_TO] = place.kind
    except TooManyAttempts as refusal:
        messages.error(request, str(refusal))
