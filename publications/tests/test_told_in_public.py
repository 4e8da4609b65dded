"""Whatever becomes of a report: no list, feed, table, map, mail or machine tells of it unless it is public then."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.testing.reports import T0, ReportMaker
from lifecycles.moves import MoveRefused
from people.permissions import NotAllowed
from people.posting import send_due_mail
from publications.alerting.spreading import send_weekly, spread_announcements
from publications.models import Term
from publications.tests.subscribed import a_reader
from publications.tests.test_lives import ROLES, Life

SLUG = "robin-surrey"
DEEDS = ["go_public", "pause", "come_back", "correct", "wait_a_year"]
DEEDS += ["tell_of_archiving", "archive", "order", "agree_all"]
THEME = "/themes/theme/supervision/"
PLACES = [
    *("/reviews/feed/", f"{THEME}feed/", "/search/feed/?q=Robin", "/sitemap.xml"),
    *("/api/v2/reports/", "/api/v2/recommendations/", "/reviews/reports.csv", "/recommendations.csv"),
    *("/reviews/", "/search/?q=Robin&kind=report", "/reviews/other/"),
]


def _do(life: Life, name: str) -> None:
    by = life.people[0]
    try:
        with transaction.atomic():
            life.adviser_agrees(by) if name == "agree_all" else getattr(life, name)(by)
    except (MoveRefused, NotAllowed):
        pass


def _text(client, place: str) -> str:
    answer = client.get(place)
    assert answer.status_code == 200, place
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def _check(life: Life) -> None:
    state = life.fresh().state
    telling = {place for place in PLACES if SLUG in _text(life.client, place)}
    assert telling == (set(PLACES) if state == "published" else set()), state
    whole = life.client.get(f"/api/v2/reports/{life.review.uuid}/")
    assert whole.status_code == (200 if state == "published" else 404)
    page = _text(life.client, THEME)
    assert (SLUG in page) is (state in ("published", "archived"))
    assert ("#recommendation-" in page.replace("/reviews/other/#recommendation-", "")) is (state == "published")


def _work(life: Life) -> None:
    """Let the worker tell readers; nothing leaves of what is not public at that moment."""
    before = len(mail.outbox)
    for duty in (spread_announcements, send_weekly, send_due_mail):
        duty(life.now)
    told = [letter for letter in mail.outbox[before:] if SLUG in letter.body]
    assert not told or life.fresh().state == "published"


@pytest.mark.django_db
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.booleans()), min_size=3, max_size=8))
def test_nothing_tells_of_a_report_that_is_not_public(deeds, surrey, a_person, at_host, monkeypatch):
    with transaction.atomic():
        maker, theme = ReportMaker(a_person), Term.objects.get(kind="theme", slug="supervision")
        maker.published(surrey, slug="other", title="Another", themes=[theme])
        life = Life(maker.draft(surrey, themes=[theme]), [a_person(surrey, role) for role in ROLES], at_host(surrey))
        for frequency in ("immediate", "weekly"):
            a_reader(surrey, T0, email=f"{frequency}@example.org", frequency=frequency)
        mail.outbox.clear()
        # Nothing here counts how often it was asked.
        monkeypatch.setattr("publications.api.often.TablesSoOften.rate", "999/min")
        for name, works in [("go_public", True), *deeds]:
            _do(life, name)
            _check(life)
            if works:
                _work(life)
        told = [letter.to[0] for letter in mail.outbox if SLUG in letter.body]
        assert len(told) == len(set(told))
        transaction.set_rollback(True)
