"""Follows one link as a polite stranger: no cookie, no referrer, an honest name, seldom more than once a second."""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from home.links.connecting import GuardedHTTP, GuardedHTTPS, PrivateAddress

USER_AGENT = "PracticeReviews-LinkCheck/1.0 (looks once a night whether links on a public site still work)"
HEADERS = {"User-Agent": USER_AGENT, "Accept": "*/*", "Connection": "close"}
MOST_HOPS = 5
SECONDS = 10.0
PAUSE = 1.0
_CONNECTIONS = {"http": GuardedHTTP, "https": GuardedHTTPS}
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


class LeadsNowhere(Exception):
    """A link leads round in circles, or to something that is no web page."""


@dataclass(frozen=True)
class Outcome:
    """`reason` says in plain words what is wrong, "" when it works; `answered` whether any site was reached."""

    reason: str = ""
    answered: bool = True


class Follower:
    """Asks other sites. It waits `pause` seconds before it asks the same host again."""

    def __init__(self, *, pause: float = PAUSE, seconds: float = SECONDS) -> None:
        self.pause, self.seconds = pause, seconds
        self._asked: dict[str, float] = {}

    def follow(self, url: str) -> Outcome:
        """Return whether `url` still leads somewhere, after its redirects."""
        try:
            return _judged(self._last_status(url))
        except PrivateAddress:
            return Outcome("The address is not on the open internet.", answered=False)
        except LeadsNowhere:
            return Outcome("It is led on again and again, or to something that is no web page.")
        except ssl.SSLError:
            return Outcome("The site's certificate is not in order.")
        except TimeoutError:
            return Outcome("The site does not answer in time.", answered=False)
        except (OSError, HTTPException, ValueError):
            return Outcome("The site cannot be reached.", answered=False)

    def _last_status(self, url: str) -> int:
        for _ in range(MOST_HOPS + 1):
            status, led_on = self._ask_gently(url)
            if not led_on:
                return status
            url = urljoin(url, led_on)
        raise LeadsNowhere

    def _ask_gently(self, url: str) -> tuple[int, str]:
        """Ask for the headers alone first; many sites answer that wrongly."""
        try:
            status, led_on = self._ask("HEAD", url)
        except (HTTPException, ConnectionResetError):
            return self._ask("GET", url)
        return self._ask("GET", url) if status >= HTTPStatus.BAD_REQUEST else (status, led_on)

    def _ask(self, method: str, url: str) -> tuple[int, str]:
        parts = urlsplit(iri_to_uri(url))
        if parts.scheme not in _CONNECTIONS or not parts.hostname:
            raise LeadsNowhere
        self._wait_for(parts.hostname)
        path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        connection = self._connection(parts.scheme, parts.hostname, parts.port)
        try:
            connection.request(method, path, headers=HEADERS)
            answer = connection.getresponse()
            is_led_on = HTTPStatus.MULTIPLE_CHOICES <= answer.status < HTTPStatus.BAD_REQUEST
            return answer.status, answer.headers.get("Location", "") if is_led_on else ""
        finally:
            connection.close()

    def _connection(self, scheme: str, host: str, port: int | None) -> HTTPConnection:
        may = settings.LINK_CHECK_MAY_REACH_PRIVATE
        return _CONNECTIONS[scheme](host, port, timeout=self.seconds, may_reach_private=may)

    def _wait_for(self, host: str) -> None:
        since = time.monotonic() - self._asked.get(host, -self.pause)
        time.sleep(max(0.0, self.pause - since))
        self._asked[host] = time.monotonic()


def _judged(status: int) -> Outcome:
    # A site that keeps machines out (401, 403, 429) lets people in.
    if status in _GONE:
        return Outcome(f"The page is not there ({status}).")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Outcome(f"The site has a fault ({status}).")
    return Outcome()
