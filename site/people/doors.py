"""The staff host opens nothing before the second factor, and then only what is meant for the person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, ResolverMatch, get_resolver, resolve, reverse
from django.utils import timezone

from people import editor_doors
from people.permissions import NotAllowed, is_staff_anywhere
from people.sessions import Stage, stage_of, touch

SIGN_IN = "people:sign_in"
CODE_STEP = "people:code_step"

OPEN_TO_NOBODY = {
    SIGN_IN,
    "people:sign_out",
    "people:forgotten",
    "people:forgotten_sent",
    "people:new_password",
    "people:new_password_done",
    "people:invitation_link",
    "people:invitation",
    "people:invitation_app",
}
OPEN_TO_A_PASSWORD = {CODE_STEP, "people:sign_out"}

# What a page does by itself while nobody sits before it.
NOT_THE_PERSON = {"wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"}


class StaffDoor:
    """Asked before every view of the staff host; whatever it does not know stays shut."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.host_kind != "staff":
            return self.get_response(request)
        match = _match(request)
        refusal = _refusal(request, match, timezone.now())
        if refusal is not None:
            return refusal
        response = self.get_response(request)
        return editor_doors.with_editor_headers(response) if editor_doors.leads_to_editor(match) else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what a person may not do as if it were not there."""
        return _not_there(request) if isinstance(exception, NotAllowed) else None


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form whose token is missing or old; nothing of what was typed is repeated."""
    page = "portal/expired.html" if request.host_kind == "portal" else "403_csrf.html"
    return render(request, page, status=403)


def _refusal(request: HttpRequest, match: ResolverMatch | None, now: datetime) -> HttpResponse | None:
    stage = stage_of(request, now)
    name = match.view_name if match else None
    if stage is Stage.NOBODY:
        return None if name in OPEN_TO_NOBODY else _to_sign_in(request)
    if stage is Stage.PASSWORD:
        return None if name in OPEN_TO_A_PASSWORD else redirect(_path(request, CODE_STEP))
    return _refusal_within(request, match, now)


def _refusal_within(request: HttpRequest, match: ResolverMatch | None, now: datetime) -> HttpResponse | None:
    if match is None or not is_staff_anywhere(request.user):
        return _not_there(request)
    if editor_doors.leads_to_editor(match) and not editor_doors.may_pass(request, match):
        return _not_there(request)
    if match.view_name not in NOT_THE_PERSON:
        touch(request, now)
    return None


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info, urlconf=request.urlconf)
    except Resolver404:
        return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = _path(request, SIGN_IN)
    wanted = request.get_full_path()
    if request.method != "GET" or wanted == "/":
        return redirect(address)
    return redirect(f"{address}?{urlencode({'next': wanted})}")


def _path(request: HttpRequest, name: str) -> str:
    return reverse(name, urlconf=request.urlconf)


def _not_there(request: HttpRequest) -> HttpResponse:
    answer = get_resolver(request.urlconf).resolve_error_handler(404)
    return answer(request, exception=NotAllowed())
