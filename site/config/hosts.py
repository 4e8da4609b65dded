"""Three kinds of host, three URL confs: the host decides which doors exist at all."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.context_processors import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.urls import get_resolver
from django.utils import translation
from django_otp.middleware import OTPMiddleware

from family_portal.languages import language_of
from home.leading_on import LeadOn
from pages.languages import language_of_path
from partnerships.models import Partnership

GetResponse = Callable[[HttpRequest], HttpResponse]


class HostKind(StrEnum):
    PUBLIC = "public"
    PORTAL = "portal"
    STAFF = "staff"
    DOORWAY = "doorway"


URL_CONFS = {kind: f"config.urls.{kind}" for kind in HostKind}
UTF_8 = "utf-8"
PRIVATE_KINDS = {HostKind.STAFF, HostKind.PORTAL}


def bare_host(request: HttpRequest) -> str:
    """Return the host name that was asked for, in lower case and without its port."""
    return request.get_host().partition(":")[0].lower()


def fixed_kind(host: str) -> HostKind | None:
    """Return the kind of a host that the settings name, or None."""
    named = {settings.STAFF_HOST: HostKind.STAFF, settings.PORTAL_HOST: HostKind.PORTAL}
    if settings.DEMO and settings.DOORWAY_HOST:
        named[settings.DOORWAY_HOST] = HostKind.DOORWAY
    return named.get(host)


class HostRouting:
    """Give each request its kind of host, its URL conf and its partnership; refuse every other host with 400."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # What a thread spoke last is nobody's business in the next request.
        translation.activate(settings.LANGUAGE_CODE)
        host = bare_host(request)
        kind = fixed_kind(host)
        request.partnership = None if kind else _served_at(host)
        if kind is None and request.partnership is None:
            return HttpResponse("This address is not served here.", status=400, content_type="text/plain")
        request.host_kind = kind or HostKind.PUBLIC
        request.urlconf = URL_CONFS[request.host_kind]
        return self.get_response(request)


def _served_at(host: str) -> Partnership | None:
    # The front page comes along: its alert stands above every page.
    return Partnership.objects.select_related("site__root_page__homepage").at_host(host)


class Utf8Only:
    """Browsers send UTF-8. What is read by another name that a request gives can be text that nothing can write."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        understood = (request.encoding or UTF_8).lower() == UTF_8
        if understood:
            return self.get_response(request)
        return get_resolver(request.urlconf).resolve_error_handler(400)(request, exception=None)


class PlainHeaders:
    """Headers that every answer carries; what private hosts answer is stored by nobody.

    What a public host answers is asked for again each time, unless the view has said otherwise.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if request.host_kind in PRIVATE_KINDS:
            response.headers["Cache-Control"] = "no-store, private"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response


def only_on(kinds: set[HostKind], middleware: type) -> type:
    """Return `middleware` as one that runs on hosts of these kinds and is passed by elsewhere."""

    class OnlyThere:
        def __init__(self, get_response: GetResponse) -> None:
            self.get_response = get_response
            self.inner = middleware(get_response)

        def __call__(self, request: HttpRequest) -> HttpResponse:
            return (self.inner if request.host_kind in kinds else self.get_response)(request)

    return OnlyThere


private_only = partial(only_on, PRIVATE_KINDS)


class HostLanguage(LocaleMiddleware):
    """Public addresses say their language, families choose one; staff work in English, whatever their browser asks."""

    def process_request(self, request: HttpRequest) -> None:
        # Not as Django finds it: it knows no language for which neither it nor we have a catalogue.
        if request.host_kind is HostKind.PUBLIC:
            request.LANGUAGE_CODE = language_of_path(request.path_info)
        elif request.host_kind is HostKind.PORTAL:
            request.LANGUAGE_CODE = language_of(request)
        else:
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        translation.activate(request.LANGUAGE_CODE)


class OwnSessions(SessionMiddleware):
    """A cookie that holds no key of ours is none: some of what it could hold, the database cannot even be asked for."""

    def process_request(self, request: HttpRequest) -> None:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not (key.isascii() and key.isalnum()):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        super().process_request(request)


PublicLeadOn = only_on({HostKind.PUBLIC}, LeadOn)
PrivateSessions = private_only(OwnSessions)
PrivateSecondFactor = private_only(OTPMiddleware)
PrivateMessages = private_only(MessageMiddleware)
_PrivateAuthentication = private_only(AuthenticationMiddleware)


class PrivateAuthentication(_PrivateAuthentication):
    """Nobody is ever known on a public host: no session is read there and no cookie is set."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = AnonymousUser()
        return super().__call__(request)


def private_messages(request: HttpRequest) -> dict[str, object]:
    """Context processor: the messages of the session, where there is one."""
    return messages(request) if hasattr(request, "_messages") else {}
