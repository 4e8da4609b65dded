"""The host decides which doors exist; on a public host nobody is known."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/reviews/", "/search/?q=x", "/reviews/feed/", "/sitemap.xml", "/robots.txt", "/look.css", "/never/"]
STRANGE = [
    "elsewhere.example",
    "surrey.test.elsewhere.example",
    "elsewhere.surrey.test",
    "surrey.test.",
    "localhost",
    "127.0.0.1",
    "[::1]",
    "staff.test.",
    "",
    "surrey.test@elsewhere.example",
    "surrey_test",
    "a b",
    "%00",
]


def _ask(host, path="/"):
    return Client(headers={"host": host}).get(path)


def test_a_host_that_is_not_known_is_refused_whatever_is_asked(surrey):
    assert _ask("surrey.test").status_code == 200
    for host in STRANGE:
        for path in ("/", "/reviews/", "/sign-in/", "/cms/"):
            assert _ask(host, path).status_code == 400, (host, path)


def test_the_case_of_a_host_and_its_port_make_no_difference(surrey):
    assert [_ask(host).status_code for host in ("SURREY.test", "surrey.test:80", "Surrey.Test:8443")] == [200] * 3


def test_each_kind_of_host_has_its_own_doors_and_none_of_the_others(surrey):
    staff = "/sign-in/"
    assert _ask(settings.STAFF_HOST, staff).status_code == 200
    assert _ask("surrey.test", staff).status_code == 404
    assert _ask(settings.STAFF_HOST, "/look.css").status_code != 200
    assert _ask(settings.PORTAL_HOST, "/reviews/").headers["Location"] == "/account/"
    assert _ask("surrey.test", "/cms/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/_util/login/", "/_util/authenticate_with_password/1/1/", "/accounts/login/", "/admin/"]
)
def test_nobody_can_sign_in_on_a_public_host(path, surrey, a_person):
    person = a_person(surrey, "business_manager")
    client = Client(SERVER_NAME="surrey.test")
    never = client.get("/never-was/")
    assert (client.get(path).status_code, client.get(path).content) == (404, never.content)
    answer = client.post(path, {"username": person.email, "password": "correct horse staple"})
    assert answer.status_code in (403, 404)
    assert not Session.objects.exists()


def test_no_public_answer_sets_a_cookie_or_reads_a_session(surrey, a_person, signed_in):
    client = signed_in(a_person(surrey, "business_manager"))
    client.defaults["SERVER_NAME"] = "surrey.test"
    plain = Client(SERVER_NAME="surrey.test")
    for path in PUBLIC:
        known, unknown = client.get(path), plain.get(path)
        assert not known.cookies, path
        assert not unknown.cookies, path
        assert "Cookie" not in known.headers.get("Vary", ""), path
        assert known.status_code == unknown.status_code, path


def test_what_private_hosts_answer_is_kept_by_nobody(surrey):
    for host in (settings.STAFF_HOST, settings.PORTAL_HOST):
        for path in ("/", "/sign-in/", "/never/"):
            headers = _ask(host, path).headers
            assert "no-store" in headers["Cache-Control"], (host, path)
            assert "noindex" in headers["X-Robots-Tag"], (host, path)


def test_every_answer_keeps_others_from_framing_and_reading_it(surrey):
    for host in ("surrey.test", settings.STAFF_HOST, settings.PORTAL_HOST):
        headers = _ask(host).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] in ("no-referrer", "same-origin")
        assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_there_is_no_doorway_but_in_the_demo(surrey, settings):
    settings.DOORWAY_HOST = "doorway.test"
    assert _ask("doorway.test").status_code == 400
    settings.DEMO = True
    assert _ask("doorway.test").status_code == 200


def test_what_never_was_is_answered_alike_on_every_public_host(surrey, solihull):
    answers = [_ask(host, "/never-was/") for host in ("surrey.test", "solihull.test")]
    assert answers[0].content == answers[1].content
    assert answers[0].headers == answers[1].headers
