"""Which answers are kept whole, and what every other cache on the way to the reader is told."""

from __future__ import annotations

from hashlib import blake2b

from django.http import HttpRequest, HttpResponse

from config.whole_pages.keeping import Key

SHARED = "public, max-age=0, s-maxage=1, must-revalidate"
ASKED_EACH_TIME = "no-cache"
LARGEST = 2 * 1024 * 1024
LONGEST_ADDRESS = 2000
STORED_BY_NOBODY = {"no-store", "private"}
TEXTS = ("text/", "application/json", "application/atom+xml", "application/xml", "application/ld+json",
         "application/opensearchdescription+xml")  # fmt: skip
OF_A_BODY = ("Content-Type", "Content-Length", "Content-Language")


def key_of(request: HttpRequest) -> Key | None:
    """Return under which name a page is kept; None for what is asked in a way that is not kept."""
    asked = request.META
    path, query = asked.get("PATH_INFO", ""), asked.get("QUERY_STRING", "")
    if asked.get("CONTENT_TYPE") or len(path) + len(query) > LONGEST_ADDRESS:
        return None
    return request.scheme, request.partnership.pk, path, query


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether `response` says the same to everybody who asks this public host for this address.

    Files are read again each time; memory is for pages.
    """
    return (
        is_whole(response)
        and response.get("Content-Type", "").startswith(TEXTS)
        and not response.cookies
        and not response.has_header("Vary")
        and not response.has_header("Content-Encoding")
        and not _was_sent_to_somebody(request)
        and len(response.content) <= LARGEST
    )


def is_whole(response: HttpResponse) -> bool:
    """Whether `response` is a page as a whole that somebody may store."""
    directives = {part.strip().lower() for part in response.get("Cache-Control", "").split(",")}
    return response.status_code == 200 and not response.streaming and not directives & STORED_BY_NOBODY


def may_be_lent(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a proxy may have `response` for a second: its view has not said how long it keeps."""
    return response.get("Cache-Control", ASKED_EACH_TIME) == ASKED_EACH_TIME and may_be_kept(request, response)


def etag_of(content: bytes) -> str:
    """Return a strong ETag of these bytes."""
    return f'"{blake2b(content, digest_size=16).hexdigest()}"'


def is_held(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether who asks says that they hold the very bytes of `response` already."""
    said = request.META.get("HTTP_IF_NONE_MATCH", "")
    if not said or response.status_code != 200:
        return False
    # A proxy that compresses makes a strong mark a weak one.
    return response.get("ETag") in {one.strip().removeprefix("W/") for one in said.split(",")}


def not_modified(response: HttpResponse) -> HttpResponse:
    """Return what tells that the copy that is held says the same as `response`."""
    short = HttpResponse(status=304, headers=dict(response.items()))
    for name in OF_A_BODY:
        short.headers.pop(name, None)
    return short


def _was_sent_to_somebody(request: HttpRequest) -> bool:
    # A link with a token is one person's, whatever its page says about being stored.
    match = request.resolver_match
    return match is None or "token" in match.kwargs
