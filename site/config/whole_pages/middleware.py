"""Whoever asks a public host for a page that nothing has changed is given it from memory."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.hosts import HostKind
from config.whole_pages.asking import AsOf
from config.whole_pages.keeping import Copy, KeptPages, Key
from config.whole_pages.moments import may_be_shared
from config.whole_pages.rules import SHARED, etag_of, is_held, is_whole, key_of, may_be_kept, may_be_lent, not_modified


class WholePages:
    """Second of all: behind what says whose host it is, before everything that costs time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages = KeptPages(settings.WHOLE_PAGES_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.host_kind is not HostKind.PUBLIC or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        key = key_of(request) if request.as_of else None
        response = self._answer(request, key, request.as_of) if key else self._render(request)
        return not_modified(response) if is_held(request, response) else response

    def _answer(self, request: HttpRequest, key: Key, as_of: AsOf) -> HttpResponse:
        found = self.pages.find(key)
        if found is not None and found.is_good(as_of):
            return _lent(found.answer(), as_of) if found.is_lent else found.answer()
        response = self._render(request)
        is_lent = may_be_lent(request, response)
        if request.method == "GET" and may_be_kept(request, response):
            # As of before it was rendered: whatever has changed meanwhile makes the copy old at once.
            self.pages.keep(key, Copy.of(response, as_of, is_lent=is_lent))
        return _lent(response, as_of) if is_lent else response

    def _render(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_whole(response) and not response.has_header("ETag"):
            response.headers["ETag"] = etag_of(response.content)
        return response


def _lent(response: HttpResponse, as_of: AsOf) -> HttpResponse:
    if may_be_shared(as_of):
        response.headers["Cache-Control"] = SHARED
    return response
