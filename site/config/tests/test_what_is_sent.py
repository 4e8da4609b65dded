"""What a public host makes of a request before it looks at it, and how long an answer may be kept."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/contact/", "/reviews/", "/search/?q=x", "/reviews/feed/", "/sitemap.xml", "/robots.txt", "/never/"]


def test_what_calls_itself_anything_but_utf_8_is_refused_before_it_is_read(surrey):
    client = Client(SERVER_NAME="surrey.test")
    for charset, status in {"utf-8": 200, "UTF-8": 200, "unicode_escape": 400, "utf-16": 400}.items():
        kind = f"text/plain; charset={charset}"
        assert client.get("/search/?q=%5cud800", CONTENT_TYPE=kind).status_code == status, charset


def test_every_answer_of_a_public_host_is_asked_for_again(surrey):
    kept = {path: Client(SERVER_NAME="surrey.test").get(path).headers["Cache-Control"] for path in PUBLIC}
    assert set(kept.values()) <= {"no-cache", "no-store"}
