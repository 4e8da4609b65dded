"""Whole pages of public hosts are kept in memory; what they may be, and for how long (docs/public-cache.md)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as own
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from config.hosts import HostKind
from config.whole_pages import asking
from config.whole_pages.asking import AsOf, ask
from config.whole_pages.keeping import OVERHEAD, Copy, KeptPages, Shelf
from config.whole_pages.middleware import WholePages
from config.whole_pages.moments import LONGEST, good_until, may_be_shared
from config.whole_pages.rules import LARGEST, SHARED
from pages.changing import note_public_change
from partnerships.models import Partnership
from publications.models import Release
from publications.releasing import next_moment

pytestmark = pytest.mark.django_db

KEPT = ["/", "/contact/", "/pl/contact/", "/reviews/", "/search/?q=x", "/reviews/feed/", "/sitemap.xml", "/robots.txt"]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def as_of(moment=NOON, number=1, next_release=None):
    return AsOf(moment, (number, None), next_release)


def a_copy(size=10, **given):
    return Copy.of(HttpResponse(b"x" * size), as_of(**given), is_lent=True)


@pytest.mark.parametrize("path", KEPT)
def test_a_page_that_is_kept_costs_no_query_of_django_and_is_the_same_to_the_byte(
    path, surrey, keeping, django_assert_num_queries
):
    client = keeping()
    first = client.get(path)
    with django_assert_num_queries(0):
        again = client.get(path)
    assert (first.status_code, again.content, again.headers) == (200, first.content, first.headers)


def test_an_address_a_host_and_a_query_are_each_their_own_page(surrey, solihull, keeping):
    client = keeping()
    asked = ["/", "/contact/", "/?a=1", "/pl/"]
    said = [client.get(path).content for path in asked]
    assert [client.get(path).content for path in asked] == said
    assert client.get("/", headers={"host": "solihull.test"}).content != said[0]
    assert client.get("/", headers={"host": "surrey.test:8443"}).content == said[0]


def test_whoever_asks_is_told_the_same_and_nothing_of_them_reaches_the_page(surrey, keeping):
    client = keeping()
    named = {"cookie": "session=abc; words=pl", "authorization": "Basic YTpi", "accept-language": "pl"}
    plain = keeping().get("/")
    for headers in (named, {}):
        answer = client.get("/", headers=headers)
        assert (answer.content, answer.headers) == (plain.content, plain.headers)
    made_anew = client.get("/contact/", headers=named).wsgi_request
    assert not made_anew.COOKIES
    assert "Authorization" not in made_anew.headers


@pytest.mark.parametrize("kind", ["staff", "portal", "doorway"])
def test_nothing_of_another_kind_of_host_is_ever_kept(kind, surrey, keeping, settings):
    settings.DEMO, settings.DOORWAY_HOST = True, "doorway.test"
    host = {"staff": own.STAFF_HOST, "portal": own.PORTAL_HOST, "doorway": "doorway.test"}[kind]
    client = keeping(host)
    answers = [client.get(path) for path in ("/", "/sign-in/", "/account/", "/contact/", "/mail/")]
    assert {answer.status_code for answer in answers} & {200}, "there was something to keep"
    assert _kept_by(client) == 0
    assert client.get("/", headers={"host": "surrey.test"}).status_code == 200
    assert _kept_by(client) == 1


def test_what_a_view_wants_stored_by_nobody_is_kept_by_nobody(surrey, keeping, reports):
    review = reports.archived(surrey)
    slug = f"/reviews/{review.editions.get().slug}/"
    client = keeping()
    for path in (slug, "/reviews/archive/", f"{slug}asked/", "/ask-for-another-format/", "/never-was/"):
        assert client.get(path).headers["Cache-Control"] == "no-store", path
    assert _kept_by(client) == 0


REFUSED = {
    "a cookie": lambda r: r.set_cookie("a", "b"),
    "no-store": lambda r: r.headers.__setitem__("Cache-Control", "no-store"),
    "private": lambda r: r.headers.__setitem__("Cache-Control", "max-age=3, private"),
    "what varies": lambda r: r.headers.__setitem__("Vary", "Accept"),
    "what is packed": lambda r: r.headers.__setitem__("Content-Encoding", "gzip"),
    "a file": lambda r: r.headers.__setitem__("Content-Type", "application/pdf"),
    "what is not there": lambda r: setattr(r, "status_code", 404),
    "what is too large": lambda r: setattr(r, "content", b"x" * (LARGEST + 1)),
}


@pytest.mark.parametrize("why", [None, *REFUSED])
def test_an_answer_is_kept_only_when_nothing_speaks_against_it(why, settings):
    settings.WHOLE_PAGES_BYTES = 1024 * 1024

    def view(request):
        response = HttpResponse("said")
        REFUSED.get(why, lambda _: None)(response)
        return response

    pages = WholePages(view)
    pages(_asked())
    assert len(pages.pages) == (0 if why else 1)


def test_a_link_that_was_sent_to_one_person_is_never_kept(settings):
    settings.WHOLE_PAGES_BYTES = 1024 * 1024
    pages = WholePages(lambda _: HttpResponse("said"))
    pages(_asked(kwargs={"token": "abc"}))
    assert len(pages.pages) == 0


def test_memory_answers_who_reads_and_nobody_else(settings):
    settings.WHOLE_PAGES_BYTES = 1024 * 1024
    made = []
    pages = WholePages(lambda request: made.append(request.method) or HttpResponse("said"))
    for method in ("GET", "HEAD", "GET", "POST", "PUT", "OPTIONS"):
        pages(_asked(method=method))
    assert made == ["GET", "POST", "PUT", "OPTIONS"]


def test_a_page_that_was_asked_for_without_its_words_is_not_kept(settings):
    settings.WHOLE_PAGES_BYTES = 1024 * 1024
    pages = WholePages(lambda _: HttpResponse("said"))
    pages(_asked(method="HEAD"))
    assert len(pages.pages) == 0


def test_who_holds_the_page_already_is_told_so_whether_it_is_kept_or_not(surrey, keeping, settings):
    for size in (0, 1024 * 1024):
        settings.WHOLE_PAGES_BYTES = size
        client = Client(SERVER_NAME="surrey.test")
        etag = client.get("/contact/").headers["ETag"]
        for held in (etag, f'W/{etag}, "other"'):
            again = client.get("/contact/", headers={"if-none-match": held})
            assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
            assert "Content-Security-Policy" in again.headers
        assert client.get("/contact/", headers={"if-none-match": '"other"'}).status_code == 200


def test_a_proxy_may_have_a_page_for_a_second_and_a_browser_asks_again(surrey, keeping, reports):
    review = reports.published(surrey)
    client = keeping()
    for path in (*KEPT, f"/reviews/{review.editions.get().slug}/"):
        for _ in range(2):
            assert client.get(path).headers["Cache-Control"] == SHARED, path
    file = client.get(f"/reviews/{review.editions.get().slug}/report.pdf")
    file.close()
    assert file.headers["Cache-Control"] == "no-cache"


def test_an_answer_says_in_no_case_that_it_varies(surrey, keeping):
    client = keeping()
    assert [path for path in (*KEPT, "/never-was/") if "Vary" in client.get(path).headers] == []


def test_a_copy_is_good_until_something_has_changed_or_its_minute_is_over():
    copy = a_copy()
    assert copy.is_good(as_of(NOON + LONGEST - SECOND))
    assert not copy.is_good(as_of(NOON + LONGEST))
    assert not copy.is_good(as_of(number=2))
    assert not copy.is_good(as_of(NOON - SECOND)), "the clock was put back"
    assert not copy.is_good(AsOf(NOON, (1, "later"), None)), "numbers begin anew after a restored backup"


def test_no_copy_outlives_the_next_release():
    waits = as_of(next_release=NOON + 5 * SECOND)
    assert good_until(waits) == NOON + 5 * SECOND
    assert [may_be_shared(as_of(next_release=NOON + n * SECOND)) for n in (-3, 0, 1, 2, 60)] == [False] * 3 + [True] * 2


def test_no_copy_outlives_the_day_in_london():
    in_summer, midnight = datetime(2026, 7, 1, 22, 59, 30, tzinfo=UTC), datetime(2026, 7, 1, 23, tzinfo=UTC)
    assert good_until(as_of(in_summer)) == midnight
    assert not may_be_shared(as_of(midnight - SECOND))


def test_the_next_release_is_what_the_worker_waits_for(surrey, reports, keeping):
    moment = timezone.now() + timedelta(minutes=5)
    assert ask(timezone.now()).next_release is None
    release = reports.scheduled(surrey).releases.get()
    Release.objects.filter(pk=release.pk).update(next_attempt_at=moment)
    assert ask(timezone.now()).next_release == next_moment() == moment


def test_a_copy_of_what_was_rendered_while_something_changed_is_never_given_out(surrey, settings):
    settings.WHOLE_PAGES_BYTES = 1024 * 1024
    said = ["old"]

    def view(request):
        answer = HttpResponse(said[0])
        said[0] = "new"
        note_public_change("page:1", now=timezone.now())
        return answer

    pages = WholePages(view)
    assert [pages(_asked()).content for _ in range(2)] == [b"old", b"new"]


def test_a_change_that_was_rolled_back_leaves_no_copy_behind(surrey, keeping):
    client = keeping()
    before = client.get("/contact/").content
    with transaction.atomic():
        partnership = Partnership.objects.get(pk=surrey.pk)
        partnership.name = "Quillfeather"
        partnership.save()
        assert b"Quillfeather" in client.get("/contact/").content
        transaction.set_rollback(True)
    assert client.get("/contact/").content == before
    note_public_change("page:1", now=timezone.now())
    assert client.get("/contact/").content == before


@pytest.mark.django_db(transaction=True)
def test_a_database_that_cannot_say_what_is_public_says_so(monkeypatch):
    note_public_change("page:1", now=timezone.now())
    monkeypatch.setattr(asking, "_question", lambda _: "SELECT nothing FROM nowhere")
    assert ask(timezone.now()) is None
    monkeypatch.undo()
    assert ask(timezone.now()).generation[0] > 0


def test_as_of_nobody_knows_when_nothing_is_given_out_from_memory(settings):
    settings.WHOLE_PAGES_BYTES = 1024 * 1024
    made = []
    pages = WholePages(lambda request: made.append(request) or HttpResponse("said"))
    for is_known in (True, True, False):
        request = _asked()
        request.as_of = request.as_of if is_known else None
        answer = pages(request)
    assert len(made) == 2
    assert answer.headers.get("Cache-Control") != SHARED


def test_memory_is_bounded_by_bytes_and_the_longest_unasked_leaves_first():
    shelf = Shelf(3 * (OVERHEAD + 10))
    for name in "abc":
        shelf.keep(("http", 1, name, ""), a_copy())
    shelf.find(("http", 1, "a", ""))
    shelf.keep(("http", 1, "d", ""), a_copy())
    assert [bool(shelf.find(("http", 1, name, ""))) for name in "abcd"] == [True, False, True, True]
    shelf.keep(("http", 1, "d", ""), a_copy(size=20))
    assert (len(shelf), shelf.bytes) == (2, 2 * OVERHEAD + 30)


def test_whoever_invents_queries_pushes_out_nothing_that_others_read():
    pages = KeptPages(1024 * 1024)
    plain = ("http", 1, "/", "")
    pages.keep(plain, a_copy())
    for number in range(1000):
        pages.keep(("http", 1, "/", f"x={number}"), a_copy())
    assert pages.find(plain)
    assert pages.asked.bytes <= 256 * 1024


def test_attack_53_ports_and_capitals_push_no_page_out_of_memory(surrey, keeping):
    client = keeping()
    usual = client.get("/sitemap.xml").content
    for port in range(1000, 1003):
        assert client.get("/sitemap.xml", headers={"host": f"Surrey.test:{port}"}).content == usual
    assert _kept_by(client) == 1


def test_an_address_that_is_too_long_is_not_kept(surrey, keeping):
    client = keeping()
    assert client.get(f"/search/?q={'x' * 3000}").status_code == 200
    assert _kept_by(client) == 0


def _asked(path="/", kwargs=None, method="GET"):
    request = RequestFactory().generic(method, path)
    request.host_kind, request.as_of = HostKind.PUBLIC, ask(timezone.now())
    request.partnership = Partnership(pk=1)
    request.resolver_match = type("Match", (), {"kwargs": kwargs or {}})
    return request


def _kept_by(client):
    """How many pages the process of this client has in memory."""
    present = client.handler._middleware_chain
    while not isinstance(present, WholePages):
        present = _behind(present)
    return len(present.pages)


def _behind(middleware):
    inner = getattr(middleware, "__wrapped__", middleware)
    return inner if inner is not middleware else middleware.get_response
