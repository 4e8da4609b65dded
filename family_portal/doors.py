"""The families' host opens nothing before both factors, and then only what is meant for the person.

A page belongs to whom its name says: `family:…` to people of a family, `cases:…` and `back:…` to staff who work with
them. What is named otherwise stands in one of the lists below, or it is not there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, get_resolver, resolve, reverse
from django.utils import timezone

from family_portal.sessions import Stage, stage_of, touch
from people.permissions import NotAllowed

SIGN_IN, CODE_STEP, LANDING = "portal:sign_in", "portal:code", "portal:here"
OPEN_TO_ALL = {"portal:leave", "portal:left"}
# By its button alone: whoever only opens the address is sent where everything else sends them.
OPEN_AT_EVERY_STEP = {"portal:words"}
OPEN_TO_NOBODY = {
    SIGN_IN,
    "portal:start",
    "portal:start_name",
    "portal:start_second",
    "portal:start_app",
    "portal:start_place",
    "portal:start_code",
    "portal:help",
    "portal:help_asked",
}
OPEN_TO_A_PASSWORD = {
    CODE_STEP,
    "portal:send_code",
    "portal:key_begin",
    "portal:key_complete",
    "portal:help",
    "portal:help_asked",
}
OPEN_TO_BOTH = {
    "portal:front",
    LANDING,
    "portal:stay",
    "portal:time_left",
    "portal:settings",
    "portal:again",
    "portal:end_others",
}
OPEN_TO_FAMILY = {
    "portal:inside",
    "portal:words",
    "portal:new_passphrase",
    "portal:new_app",
    "portal:new_place",
    "portal:confirm_place",
    "portal:new_sheet",
    "portal:new_key",
    "portal:add_key_begin",
    "portal:add_key_complete",
    "portal:remove_factor",
    "portal:call_off",
}
NAMESPACES = {Stage.FAMILY: {"family"}, Stage.STAFF: {"cases", "back"}}
# What a page asks by itself while nobody sits before it.
NOT_THE_PERSON = {"portal:time_left"}


class PortalDoor:
    """Asked before every view of the families' host; whatever it does not know stays shut."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.host_kind != "portal":
            return self.get_response(request)
        match = _match(request)
        request.stage = Stage.NOBODY
        name = match.view_name if match else ""
        if name in OPEN_TO_ALL:
            return self.get_response(request)
        refusal = _refusal(request, name, timezone.now())
        return self.get_response(request) if refusal is None else refusal


def _refusal(request: HttpRequest, name: str, now: datetime) -> HttpResponse | None:
    request.stage = stage = stage_of(request, now)
    is_choice = name in OPEN_AT_EVERY_STEP and request.method == "POST"
    if stage is Stage.NOBODY:
        return None if name in OPEN_TO_NOBODY or is_choice else redirect(_path(request, SIGN_IN))
    if stage is Stage.PASSWORD:
        return None if name in OPEN_TO_A_PASSWORD or is_choice else redirect(_path(request, CODE_STEP))
    if name in OPEN_TO_NOBODY | OPEN_TO_A_PASSWORD:
        return redirect(_path(request, LANDING))
    if not is_meant_for(stage, name):
        return not_there(request)
    if name not in NOT_THE_PERSON:
        touch(request.session, now)
    return None


def is_meant_for(stage: Stage, name: str) -> bool:
    """Return whether the page `name` is one for who has come to `stage` with both factors."""
    own = name.partition(":")[0] in NAMESPACES[stage]
    return name in OPEN_TO_BOTH or own or (stage is Stage.FAMILY and name in OPEN_TO_FAMILY)


def not_there(request: HttpRequest) -> HttpResponse:
    """Answer as if there were nothing."""
    return get_resolver(request.urlconf).resolve_error_handler(404)(request, exception=NotAllowed())


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info, urlconf=request.urlconf)
    except Resolver404:
        return None


def _path(request: HttpRequest, name: str) -> str:
    return reverse(name, urlconf=request.urlconf)
