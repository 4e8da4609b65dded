"""Questions taken to supervision, and word of what was used: nobody's name is asked for, and none is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.testing.briefings import QUESTIONS, publish, write_briefing
from config.testing.reports import T0
from pages.publishing import take_down
from partnerships.working_days import LONDON
from people.asking_often import LIMITS
from publications.learning.training import ahead, over
from publications.learning.using import MayNameSomebody, NotPublicAnyMore, Used, names_somebody, report_use
from publications.models import Term, TrainingEvent, UseReport

pytestmark = pytest.mark.django_db
ADDRESS = "/briefings/seeing-the-child/supervision/"
SAID = {"setting": "supervision"}


@pytest.fixture
def team(reports, surrey):
    return reports.team(surrey)


@pytest.fixture
def page(surrey, team):
    return publish(write_briefing(surrey, by=team.preparer, now=T0), by=team.confirmer, now=T0)


@pytest.fixture
def client(surrey, at_host, page):
    return at_host(surrey)


def test_the_page_has_the_questions_with_room_to_write_and_an_empty_plan_and_sets_no_cookie(client):
    response = client.get(ADDRESS)
    text = response.content.decode()
    assert [text.count(question) for question in QUESTIONS] == [1] * 3
    assert text.count("<line ") == 3 * 5
    assert text.count('<td class="govuk-table__cell">') == 4 * 4
    assert "Do not write names or anything about a family." in text
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in text


def test_a_use_is_written_down_and_the_way_leads_to_thanks_at_an_address_that_tells_nothing(client, page):
    agency = Term.objects.get(kind="agency", slug="maternity")
    sent = SAID | {"agency": agency.pk, "people": "12", "changed": "We ask each child alone from 1 June."}
    response = client.post(ADDRESS, sent)
    assert (response.status_code, response.headers["Location"]) == (302, f"{ADDRESS}thanks/")
    assert not response.cookies
    use = UseReport.objects.get()
    assert (use.briefing, use.review, use.setting, use.agency, use.people) == (page, None, "supervision", agency, 12)
    assert "Nobody will ask you about it." in client.get(f"{ADDRESS}thanks/").content.decode()


def test_the_public_never_reads_what_was_reported(client):
    client.post(ADDRESS, SAID | {"changed": "Marigold words."})
    assert UseReport.objects.get().changed == "Marigold words."
    for path in (ADDRESS, f"{ADDRESS}thanks/", "/briefings/", "/briefings/seeing-the-child/"):
        assert "Marigold" not in client.get(path).content.decode()


@pytest.mark.parametrize(
    "text",
    ["Ring 07700 900123.", "robin@example.org", "NHS number 943 476 5919", "born 3/4/2019", "They live at GU1 2AB."],
)
def test_what_looks_like_somebody_is_refused_and_nothing_is_kept(client, text):
    assert names_somebody(text)
    response = client.post(ADDRESS, SAID | {"changed": text})
    assert "Leave out telephone numbers" in response.content.decode()
    assert not UseReport.objects.exists()


def test_ordinary_sentences_are_taken():
    for text in ("", "We meet again on 12 March 2027 at 10.", "All 12 of us read it.", "More time for Section 47."):
        assert not names_somebody(text)


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ({}, "Choose where you used it"),
        (SAID | {"people": "0"}, "greater than or equal to 1"),
        (SAID | {"people": "99999"}, "less than or equal to 2000"),
        (SAID | {"changed": "x" * 1001}, "1000 characters or fewer"),
        ({"setting": "elsewhere"}, "Select a valid choice"),
    ],
)
def test_what_does_not_fit_is_asked_again(client, sent, asked):
    response = client.post(ADDRESS, sent)
    assert (response.status_code, asked in response.content.decode()) == (200, True)
    assert not UseReport.objects.exists()


def test_an_organisation_that_has_ended_is_no_choice(client):
    text = client.get(ADDRESS).content.decode()
    assert ("Maternity services" in text, "Clinical commissioning group" in text) == (True, False)
    client.post(ADDRESS, SAID | {"agency": Term.objects.get(kind="agency", slug="ccg").pk})
    assert not UseReport.objects.exists()


def test_it_is_taken_only_so_often_from_one_place(client):
    for _ in range(LIMITS.account.free + 1):
        last = client.post(ADDRESS, SAID)
    while last.status_code == 302:
        last = client.post(ADDRESS, SAID)
    assert last.status_code == 429
    assert UseReport.objects.count() < LIMITS.account.free + 3


def test_another_site_cannot_send_it_through_a_readers_browser(client):
    assert client.post(ADDRESS, SAID, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert not UseReport.objects.exists()


def test_what_is_not_public_is_neither_shown_nor_reported(client, page, surrey, team):
    take_down(page, by=team.preparer, now=T0)
    for answer in (client.get(ADDRESS), client.post(ADDRESS, SAID), client.get(f"{ADDRESS}thanks/")):
        assert answer.status_code == 404
    with pytest.raises(NotPublicAnyMore):
        report_use(Used(briefing=page), surrey, **SAID, agency=None, people=None, changed="", now=T0)
    assert not UseReport.objects.exists()


def test_the_verb_itself_refuses_what_looks_like_somebody(page, surrey):
    with pytest.raises(MayNameSomebody):
        report_use(Used(briefing=page), surrey, **SAID, agency=None, people=None, changed="a@b.org", now=T0)


def test_the_training_of_a_partnership_is_its_own_and_an_empty_list_says_so(surrey, solihull, at_host):
    now = timezone.now()
    TrainingEvent.objects.create(
        partnership=surrey, title="Seeing babies", starts_at=now + timedelta(1), ends_at=now + timedelta(2)
    )
    assert "Seeing babies" in at_host(surrey).get("/training/").content.decode()
    text = at_host(solihull).get("/training/").content.decode()
    assert ("Seeing babies" in text, "Nothing is planned at the moment." in text) == (False, True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.integers(-5000, 5000), length=st.integers(1, 3000), is_cancelled=st.booleans())
def test_an_event_is_either_ahead_or_over_and_never_both(surrey, minutes, length, is_cancelled):
    TrainingEvent.objects.all().delete()
    starts = T0 + timedelta(minutes=minutes)
    event = TrainingEvent.objects.create(
        partnership=surrey,
        title="An event",
        starts_at=starts.astimezone(LONDON),
        ends_at=starts + timedelta(minutes=length),
        cancelled_at=T0 if is_cancelled else None,
    )
    lists = (event in ahead(surrey, T0), event in over(surrey, T0))
    is_ahead = event.ends_at > T0
    assert lists == (is_ahead, not is_ahead and not is_cancelled)


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_training_asks_as_often_for_three_as_for_one(surrey, at_host, many, django_assert_num_queries):
    now = timezone.now()
    for days in (1, -3):
        for number in range(many):
            TrainingEvent.objects.create(
                partnership=surrey,
                title=f"Event {number}",
                starts_at=now + timedelta(days=days),
                ends_at=now + timedelta(days=days, hours=1),
            )
    client = at_host(surrey)
    client.get("/training/")
    with django_assert_num_queries(7):
        client.get("/training/")
