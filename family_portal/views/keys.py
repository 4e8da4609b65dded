"""Security keys and passkeys. They work with script alone; everything else works without them."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_otp_webauthn.exceptions import OTPWebAuthnApiError
from webauthn.helpers.exceptions import WebAuthnException

from family_portal import changing
from family_portal.access import own_record
from family_portal.passkeys import BlandHelper, passkeys_of
from family_portal.views.settings import keep_on, with_both_factors
from family_portal.views.signing_in import come_in

logger = logging.getLogger(__name__)
_SIGNING_IN, _ADDING = "portal_key_signing_in", "portal_key_adding"
_REFUSED = (OTPWebAuthnApiError, WebAuthnException, ValueError, KeyError, TypeError, RecursionError, IntegrityError)


def _refusing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer whatever is wrong with a key in the same way; what it was stays here."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except _REFUSED as refusal:
            logger.info("a key was refused: %s", type(refusal).__name__)
            return JsonResponse({"refused": True}, status=400)

    return asked


@require_POST
@_refusing
def begin(request: HttpRequest) -> HttpResponse:
    """What the browser asks the key: only for who has passed the passphrase."""
    if not passkeys_of(request.user).exists():
        raise ValueError
    options, state = BlandHelper(request).authenticate_begin(user=request.user, require_user_verification=False)
    request.session[_SIGNING_IN] = state
    return JsonResponse(options)


@require_POST
@_refusing
def complete(request: HttpRequest) -> HttpResponse:
    """What the key said. It is of use once, and for its owner alone."""
    state = _used_up(request, _SIGNING_IN)
    device = BlandHelper(request).authenticate_complete(user=request.user, state=state, data=_sent(request))
    if not device.confirmed:
        raise ValueError
    come_in(request, device)
    return JsonResponse({"go": "/here/"})


@require_safe
@with_both_factors
def new_key(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/new_key.html")


@require_POST
@with_both_factors
@_refusing
def add_begin(request: HttpRequest) -> HttpResponse:
    own_record(request.user)
    options, request.session[_ADDING] = BlandHelper(request).register_begin(user=request.user)
    return JsonResponse(options)


@require_POST
@with_both_factors
@_refusing
def add_complete(request: HttpRequest) -> HttpResponse:
    member, state = own_record(request.user), _used_up(request, _ADDING)
    with transaction.atomic():
        BlandHelper(request).register_complete(user=request.user, state=state, data=_sent(request))
        account = changing.add_passkey(member, now=timezone.now())
    keep_on(request, account)
    return JsonResponse({"go": "/settings/"})


def _used_up(request: HttpRequest, name: str) -> Any:
    state = request.session.pop(name, None)
    # Kept at once, so that it is never used twice, whatever comes of this answer.
    request.session.save()
    if not state:
        raise ValueError
    return state


def _sent(request: HttpRequest) -> dict[str, Any]:
    data = json.loads(request.body)
    if not isinstance(data, dict):
        raise TypeError
    return data
