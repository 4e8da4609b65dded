"""Choosing a language: a plain form on every page, which leads back to the same page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from family_portal.access import own_record
from family_portal.languages import choose_language, is_offered, speak
from family_portal.sessions import Stage


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice: in this browser until it is closed or left, and in the record of who is signed in."""
    code, response = request.POST.get("language", ""), redirect(_page(request))
    if not is_offered(code):
        return response
    speak(request, code)
    if request.stage is Stage.FAMILY:
        choose_language(own_record(request.user), code, now=timezone.now())
    response.set_cookie(
        settings.PORTAL_LANGUAGE_COOKIE,
        code,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _page(request: HttpRequest) -> str:
    wanted = request.POST.get("page", "")
    if not wanted.startswith("/") or not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return "/"
    try:
        resolve(wanted.partition("?")[0], urlconf=request.urlconf)
    except Resolver404:
        return "/"
    return wanted
