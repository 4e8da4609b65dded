"""Asks the whole site for a page in this process, as a web server would."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

Environ = dict[str, Any]


class Site:
    """One web process, asked at the host of one partnership."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.handler = WSGIHandler()
        self.asked = 0

    def get(self, address: str) -> bytes:
        """Return the bytes of the page at `address`; RuntimeError when it is not answered with 200."""
        said: list[str] = []
        response = self.handler(_environ(self.host, address), lambda status, _headers: said.append(status))
        content = b"".join(response)
        response.close()
        if said[0][:3] != "200":
            raise RuntimeError(f"{address} was answered with {said[0]}.")
        return content

    def get_anew(self, address: str) -> bytes:
        """Return the page at `address` as it is made when no copy of it is kept: under an address of its own."""
        self.asked += 1
        return self.get(f"{address}{'&' if '?' in address else '?'}anew={self.asked}")

    def queries_of(self, address: str) -> int:
        """Return how many queries a page costs that is made anew."""
        with CaptureQueriesContext(connection) as queries:
            self.get_anew(address)
        return len(queries)

    def queries_of_copy(self, address: str) -> int:
        """Return how many queries a page costs that is kept."""
        self.get(address)
        with CaptureQueriesContext(connection) as queries:
            self.get(address)
        return len(queries)


def _environ(host: str, address: str) -> Environ:
    parts = urlsplit(address)
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": host,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "SCRIPT_NAME": "",
    }
