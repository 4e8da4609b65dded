"""Three kinds of host, three URL confs: the host decides which doors exist at all."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.context_processors import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.urls import get_resolver
from django.utils import timezone, translation
from django_otp.middleware import OTPMiddleware

from config.whole_pages.asking import Memory, ask, keeps_pages
from family_portal.languages import language_of
from home.leading_on import LeadOn
from pages.languages import language_of_path
from pages.remembering import remembered
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
    if host == settings.STAFF_HOST:
        return HostKind.STAFF
    if host == settings.PORTAL_HOST:
        return HostKind.PORTAL
    is_doorway = settings.DEMO and settings.DOORWAY_HOST and host == settings.DOORWAY_HOST
    return HostKind.DOORWAY if is_doorway else None


class HostRouting:
    """Give each request its kind of host, its URL conf and its partnership; refuse every other host with 400.

    A request of a public host also learns as of when it is answered: `request.as_of` (config.whole_pages).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.memory = Memory()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = bare_host(request)
        kind = fixed_kind(host)
        request.as_of = None if kind or not keeps_pages() else ask(timezone.now(), self.memory)
        request.partnership = None if kind else _served_at(host, request)
        if kind is None and request.partnership is None:
            return HttpResponse("This address is not served here.", status=400, content_type="text/plain")
        request.host_kind = kind or HostKind.PUBLIC
        request.urlconf = URL_CONFS[request.host_kind]
        return self.get_response(request)


class NobodyKnown:
    """A page of a public host says the same to everyone, so it can be kept for everyone: nothing behind knows who asks.

    It also lets nothing be said in what a thread spoke last.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        translation.activate(settings.LANGUAGE_CODE)
        if request.host_kind is HostKind.PUBLIC:
            _forget_who_asks(request)
        return self.get_response(request)


def _served_at(host: str, request: HttpRequest) -> Partnership | None:
    # Threads share it, so nobody changes it. Of hosts that are not known there are endless many: none is remembered.
    known = remembered(request, "hosts", dict)
    found = known.get(host)
    if found is None:
        # The front page comes along: its alert stands above every page.
        found = Partnership.objects.select_related("site__root_page__homepage").at_host(host)
    if found is not None:
        known[host] = found
    return found


def _forget_who_asks(request: HttpRequest) -> None:
    for header in ("HTTP_COOKIE", "HTTP_AUTHORIZATION"):
        request.META.pop(header, None)
    if request.method in ("GET", "HEAD"):
        # A port of somebody's own making, or capitals, reach no page and no copy. A form asks whence it was sent.
        request.META["HTTP_HOST"] = urlsplit(request.partnership.origin).netloc


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

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.host_kind is not HostKind.PUBLIC:
            return super().process_response(request, response)
        # What the browser asks for makes no difference here, so no cache has to tell answers apart by it.
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


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
