"""Nothing of a report can be had or inferred before its hour, in any state, anywhere, by anybody on a public host."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from config.testing.reports import SECRET, T0
from people.roles import Role
from publications.models import EditionFile, Review
from publications.releasing import release_due
from publications.tests.embargo import (
    NAME,
    SLUG,
    TellingReports,
    addresses,
    answer,
    lists,
    never_was,
    speaks_of,
    without_the_time,
)
from publications.vocabulary import CompanionKind

pytestmark = [
    pytest.mark.usefixtures("indexed"),
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of a rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

HOUR = T0 + timedelta(days=1)
HIDDEN = ["draft", "prepared", "scheduled", "closed"]
GONE = {"paused": 503, "archived": 200, "removed": 410}
COMPANIONS = [f"{prefix}/reviews/{SLUG}/{kind}/" for prefix in ("", "/pl") for kind in CompanionKind.values]
REPORTS = [f"/reviews/{SLUG}/", f"/pl/reviews/{SLUG}/"]
RECORDS = ["ask/", "asked/"]


@pytest.fixture
def telling(a_person):
    return TellingReports(a_person)


@pytest.fixture
def at(at_host):
    return lambda partnership, path, **headers: answer(at_host(partnership), path, **headers)


def _listed(at, partnership):
    return {path: without_the_time(at(partnership, path)) for path in lists()}


def _make(telling, partnership, state):
    review = getattr(telling, state)(partnership)
    release_due(HOUR - timedelta(seconds=1))
    return Review.objects.get(pk=review.pk)


def _assert_never_was(at, partnership, paths):
    for path in paths:
        here, nowhere = at(partnership, path), at(partnership, never_was(path))
        assert here == nowhere, path
        assert here[0] in (404, 403, 400), path
        assert not speaks_of(here, SECRET, NAME), path


def test_when_it_is_published_there_is_something_to_leak_everywhere(telling, surrey, at):
    before = _listed(at, surrey)
    review = telling.published(surrey)
    after = _listed(at, surrey)
    for path in COMPANIONS:
        assert speaks_of(at(surrey, path), SECRET), path
        assert at(surrey, f"{path}{path.split('/')[-2]}.pdf")[2].startswith(b"%PDF"), path
    for path in REPORTS:
        assert speaks_of(at(surrey, path), SECRET), path
        assert at(surrey, f"{path}report.pdf")[2].startswith(b"%PDF"), path
    telling_lists = {path for path, whole in after.items() if speaks_of(whole, NAME)}
    silent = {"/", "/pl/", "/robots.txt", "/look.css", "/opensearch.xml", "/reviews/archive/", "/pl/reviews/archive/"}
    # There is no recommendation in it, and what a picture shows is no text that could be shown with the hit.
    silent |= {path for path in lists() if "recommendations" in path or "q=chart" in path}
    assert set(lists()) - telling_lists == silent
    assert {path for path in lists() if before[path] != after[path]} == telling_lists
    assert all(address in after["/sitemap.xml"][2].decode() for address in REPORTS)
    for file in EditionFile.objects.filter(edition__review=review, role="picture", edition__language="en"):
        assert at(surrey, f"/reviews/{SLUG}/files/{file.digest}.png")[2].startswith(b"\x89PNG")


@pytest.mark.parametrize("state", HIDDEN)
def test_before_its_hour_every_answer_is_that_of_a_report_that_never_was(state, telling, surrey, solihull, at):
    empty = _listed(at, surrey)
    review = _make(telling, surrey, state)
    assert review.state == {"draft": "preparing", "prepared": "preparing"}.get(state, state)
    _assert_never_was(at, surrey, addresses(review))
    _assert_never_was(at, solihull, REPORTS)
    assert _listed(at, surrey) == empty


@pytest.mark.parametrize("state", ["published", *GONE])
def test_another_partnership_knows_nothing_of_a_report_in_any_state(state, telling, surrey, solihull, at):
    empty = _listed(at, solihull)
    review = getattr(telling, state)(surrey)
    _assert_never_was(at, solihull, addresses(review) if state == "published" else REPORTS)
    listed = _listed(at, solihull)
    changed = {path for path in lists() if listed[path] != empty[path]}
    # Where nothing is found here, the page says how much there is in all partnerships: what is public there.
    assert changed == ({"/search/?q=learned", "/pl/search/?q=learned"} if state == "published" else set())
    assert not any(speaks_of(listed[path], SECRET, NAME) for path in changed)


@pytest.mark.parametrize(("state", "status"), GONE.items())
def test_what_was_published_and_is_not_any_more_leaves_only_what_its_state_allows(state, status, telling, surrey, at):
    empty = _listed(at, surrey)
    review = getattr(telling, state)(surrey)
    shown = {*REPORTS, *(f"{path}?preview=1" for path in REPORTS)}
    if state != "archived":
        shown |= set(COMPANIONS)
    else:
        shown |= {f"{path}{part}" for path in REPORTS for part in RECORDS}
    for path in shown:
        here = at(surrey, path)
        assert here[0] == (200 if path.endswith(tuple(RECORDS)) else status), path
        assert not speaks_of(here, SECRET), path
        assert speaks_of(here, NAME) is (state == "archived" and not path.endswith("asked/")), path
        assert ("X-Robots-Tag", "noindex") in here[1], path
    _assert_never_was(at, surrey, [path for path in addresses(review) if path not in shown])
    archive = {"/reviews/archive/", "/pl/reviews/archive/"} if state == "archived" else set()
    now = _listed(at, surrey)
    assert {path for path in lists() if now[path] != empty[path]} == archive
    assert all(speaks_of(now[path], NAME) and not speaks_of(now[path], SECRET) for path in archive)


def test_a_paused_report_says_nothing_but_that_it_is_away_for_now(telling, surrey, at):
    telling.paused(surrey)
    status, headers, body = at(surrey, REPORTS[0])
    assert (status, dict(headers)["Retry-After"]) == (503, "86400")
    assert "temporarily unavailable" in body.decode()


def test_a_removed_report_and_its_file_tell_nothing_of_what_they_were(telling, surrey, at):
    telling.removed(surrey)
    assert at(surrey, REPORTS[0])[0] == 410
    assert at(surrey, f"{REPORTS[0]}report.pdf") == at(surrey, "/reviews/never-was/report.pdf")


@pytest.mark.parametrize("state", ["scheduled", "paused", "archived"])
def test_no_session_makes_a_difference_on_a_public_host(state, telling, surrey, solihull, signed_in, a_person, at):
    review = getattr(telling, state)(surrey)
    people = [a_person(), *(a_person(surrey, role) for role in Role), a_person(solihull, "business_manager")]
    page = review.pages.first()
    paths = [*REPORTS, f"{REPORTS[0]}report.pdf", "/reviews/", "/sitemap.xml", f"/cms/pages/{page.pk}/view_draft/"]
    for person in people:
        client = signed_in(person)
        client.defaults["SERVER_NAME"] = surrey.site.hostname
        for path in paths:
            assert answer(client, path) == at(surrey, path), (path, list(person.memberships.all()))


HEADERS = [
    {"HTTP_RANGE": "bytes=0-99"},
    {"HTTP_ACCEPT_LANGUAGE": "pl"},
    {"HTTP_X_FORWARDED_HOST": "staff.test"},
    {"HTTP_X_ORIGINAL_URL": "/cms/"},
    {"HTTP_AUTHORIZATION": "Basic eDp5"},
    {"HTTP_COOKIE": "session=x; wagtail_preview=1"},
    {"HTTP_ACCEPT": "application/json"},
]


def test_no_header_opens_what_is_under_embargo(telling, surrey, at):
    review = telling.scheduled(surrey)
    for path in [*REPORTS, f"{REPORTS[0]}report.pdf", f"/cms/pages/{review.pages.first().pk}/view_draft/"]:
        for headers in HEADERS:
            assert at(surrey, path, **headers) == at(surrey, never_was(path), **headers), (path, headers)


def test_knowing_the_hash_of_a_file_does_not_show_that_it_is_there(telling, surrey, at):
    review = telling.scheduled(surrey)
    for digest in EditionFile.objects.filter(edition__review=review).values_list("digest", flat=True):
        known = {"HTTP_IF_NONE_MATCH": f'"{digest}"'}
        for path in (f"/reviews/{SLUG}/report.pdf", f"/reviews/{SLUG}/files/{digest}.png"):
            assert at(surrey, path, **known) == at(surrey, never_was(path), **known)


def test_no_method_tells_a_report_under_embargo_from_none(telling, surrey, at_host):
    telling.scheduled(surrey)
    client = at_host(surrey)
    for path in [REPORTS[0], *(f"{REPORTS[0]}{part}" for part in ("report.pdf", "ask/", "asked/"))]:
        for method in ("head", "post", "put", "delete", "options", "patch"):
            here, nowhere = (getattr(client, method)(each) for each in (path, never_was(path)))
            assert (here.status_code, here.headers, here.content) == (
                nowhere.status_code,
                nowhere.headers,
                nowhere.content,
            ), (method, path)


def test_a_second_before_its_hour_nothing_and_at_its_hour_everything(telling, surrey, at):
    telling.scheduled(surrey, moment=HOUR)
    release_due(HOUR - timedelta(seconds=1))
    for path in (REPORTS[0], *COMPANIONS):
        assert at(surrey, path) == at(surrey, never_was(path))
    release_due(HOUR)
    assert all(speaks_of(at(surrey, path), SECRET) for path in [*REPORTS, *COMPANIONS])


def test_a_report_in_another_language_is_not_found_under_the_first(telling, surrey, at):
    review = telling.published(surrey)
    polish = EditionFile.objects.get(edition__review=review, edition__language="pl", role="pdf")
    assert at(surrey, f"/pl/reviews/{SLUG}/report.pdf")[0] == 200
    assert at(surrey, f"/reviews/{SLUG}/files/{polish.digest}.png")[0] == 404
    assert at(surrey, f"/ro/reviews/{SLUG}/")[0] == 404


def _staff_paths(review):
    page = review.pages.first()
    return [f"/cms/pages/{page.pk}/view_draft/", f"/cms/pages/{page.pk}/edit/", f"/reviews/{review.uuid}/draft/"]


def test_on_the_staff_host_only_staff_of_the_partnership_see_a_draft(telling, surrey, solihull, signed_in, a_person):
    review = telling.scheduled(surrey)
    own = signed_in(telling.team(surrey).preparer)
    strangers = [signed_in(a_person(solihull, "business_manager")), signed_in(a_person())]
    strangers += [signed_in(a_person(surrey, role)) for role in ("lead_reviewer", "platform_admin")]
    for path in _staff_paths(review):
        assert speaks_of(answer(own, path), SECRET), path
        for stranger in strangers:
            here, nowhere = answer(stranger, path), answer(stranger, never_was(path))
            assert here[0] == nowhere[0] == 404, path
            assert not speaks_of(here, SECRET, NAME), path
        unknown = answer(Client(SERVER_NAME=settings.STAFF_HOST), path)
        assert unknown[0] == 302, path
        assert not speaks_of(unknown, SECRET, NAME), path
