"""An issue is made from what was published since the last, and shows of it only what is public when it is read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.testing.briefings import edit, publish, write_briefing
from config.testing.reports import T0
from pages.publishing import NotFit, take_down
from people.permissions import NotAllowed
from publications.learning.newsletters import EMPTY, DraftWaits, NothingSince, compose_newsletter
from publications.learning.training import add_event, cancel_event
from publications.models import NewsletterPage
from publications.withdrawing import confirm, pause, propose

pytestmark = pytest.mark.django_db
HOUR = T0 + timedelta(days=1)
NOW = T0 + timedelta(days=5)


@pytest.fixture
def team(reports, surrey):
    return reports.team(surrey)


@pytest.fixture
def published(surrey, solihull, reports, team):
    """A report, a briefing and an event of Surrey, and a report of another partnership."""
    review = reports.published(surrey)
    reports.published(solihull, pseudonym="Quarrystone")
    briefing = publish(write_briefing(surrey, by=team.preparer, now=HOUR), by=team.confirmer, now=HOUR)
    ahead = {"starts_at": NOW + timedelta(days=3000), "ends_at": NOW + timedelta(days=3000, hours=1)}
    values = {"title": "A workshop", "summary": "", "place": "", "audience": "", "booking_url": "", "themes": []}
    event = add_event(surrey, values | ahead, by=team.preparer, now=NOW)
    return review, briefing, event


@pytest.fixture
def issue(surrey, team, published):
    return publish(compose_newsletter(surrey, by=team.preparer, now=NOW), by=team.confirmer, now=NOW)


def _read(client, path="/briefings/newsletter-2026-03/"):
    return client.get(path).content.decode()


def test_an_issue_keeps_keys_of_what_is_public_and_no_title(surrey, team, published):
    review, briefing, event = published
    draft = compose_newsletter(surrey, by=team.preparer, now=NOW)
    assert draft.items == [f"review:{review.pk}/report", f"page:{briefing.pk}", f"event:{event.pk}"]
    stored = str(NewsletterPage.objects.get().latest_revision.content)
    assert not [title for title in ("Robin", "Seeing the child", "A workshop", "Quarrystone") if title in stored]


def test_a_draft_is_not_public_and_its_issue_is_listed_once_a_second_person_published_it(
    surrey, team, published, at_host
):
    client = at_host(surrey)
    assert "No newsletter has been published here yet." in _read(client, "/newsletters/")
    draft = compose_newsletter(surrey, by=team.preparer, now=NOW)
    assert client.get("/briefings/newsletter-2026-03/").status_code == 404
    publish(draft, by=team.confirmer, now=NOW)
    text = _read(client)
    for shown in ("Newsletter, March 2026", "Review: Robin", "Seeing the child", "A workshop"):
        assert shown in text
    assert "Quarrystone" not in text
    assert 'href="/briefings/newsletter-2026-03/"' in _read(client, "/newsletters/")


def test_what_is_not_public_any_more_is_silently_left_out_and_comes_back_with_it(
    surrey, team, published, issue, at_host
):
    review, briefing, event = published
    client = at_host(surrey)
    pause(review, by=team.preparer, reason="A name.", now=NOW + timedelta(days=1))
    take_down(briefing, by=team.preparer, now=NOW)
    cancel_event(event, words="", by=team.preparer, now=NOW)
    text = _read(client)
    assert not [title for title in ("Robin", "Seeing the child", "A workshop") if title in text]
    proposal = propose(review, "restore", by=team.preparer, reason="None.", now=NOW + timedelta(days=2))
    confirm(proposal, by=team.confirmer, now=NOW + timedelta(days=2))
    assert "Review: Robin" in _read(client)


def test_the_next_issue_holds_only_what_is_new(surrey, team, issue):
    with pytest.raises(NothingSince):
        compose_newsletter(surrey, by=team.preparer, now=NOW)
    draft = write_briefing(surrey, by=team.preparer, now=NOW, slug="later", title="Later")
    later = publish(draft, by=team.confirmer, now=NOW)
    following = compose_newsletter(surrey, by=team.preparer, now=NOW + timedelta(hours=1))
    assert (following.items, following.slug) == ([f"page:{later.pk}"], "newsletter-2026-03-2")


def test_one_issue_is_written_at_a_time_and_by_who_may(surrey, solihull, team, published, a_person):
    for person in (a_person(surrey, "legal"), a_person(solihull, "business_manager")):
        with pytest.raises(NotAllowed):
            compose_newsletter(surrey, by=person, now=NOW)
    compose_newsletter(surrey, by=team.preparer, now=NOW)
    with pytest.raises(DraftWaits):
        compose_newsletter(surrey, by=team.preparer, now=NOW)


def test_an_issue_that_would_show_nothing_is_refused_until_news_are_written(surrey, team, published):
    review, briefing, event = published
    draft = compose_newsletter(surrey, by=team.preparer, now=NOW)
    assert draft.refusals() == []
    pause(review, by=team.preparer, reason="A name.", now=NOW)
    take_down(briefing, by=team.preparer, now=NOW)
    cancel_event(event, words="", by=team.preparer, now=NOW)
    assert draft.refusals() == [EMPTY]
    with pytest.raises(NotFit):
        publish(draft, by=team.confirmer, now=NOW)
    written = edit(NewsletterPage.objects.get(), by=team.preparer, body="<p>We have a new office.</p>")
    assert written.refusals() == []


@pytest.mark.parametrize("many", [1, 3])
def test_an_issue_asks_the_database_as_often_for_three_as_for_one(
    surrey, team, at_host, many, django_assert_num_queries
):
    now = timezone.now()
    for number in range(many):
        draft = write_briefing(surrey, by=team.preparer, now=now, slug=f"briefing-{number}")
        publish(draft, by=team.confirmer, now=now)
    issue = publish(compose_newsletter(surrey, by=team.preparer, now=now), by=team.confirmer, now=now)
    client = at_host(surrey)
    assert client.get(f"/briefings/{issue.slug}/").content.decode().count("Seeing the child") == many
    with django_assert_num_queries(13):
        client.get(f"/briefings/{issue.slug}/")
