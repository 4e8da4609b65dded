"""A year in public, and every day offline on top of it (R4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.testing.reports import T0
from lifecycles.guards import GuardsRefused
from partnerships.working_days import london_day
from publications.ledger import close_spell, earliest_archive_day, open_spell
from publications.models import PublicSpell
from publications.withdrawing import archive, confirm, pause, propose

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
FAR = date(2030, 1, 1)


@pytest.fixture
def review(surrey, reports):
    return reports.draft(surrey)


def _at(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def _ledger(review, *spells):
    """Write down stretches of time in London, like ("2026-03-02 10:00", "2026-04-01 09:00"), the last one open."""
    for begun, *ended in spells:
        open_spell(review, _at(begun))
        if ended:
            close_spell(review, _at(ended[0]))


VECTORS = {
    "an ordinary year": ([("2026-03-18 10:00",)], date(2027, 3, 18)),
    "published on 29 February": ([("2028-02-29 10:00",)], date(2029, 3, 1)),
    "a year that has a 29 February in it": ([("2027-03-01 10:00",)], date(2028, 3, 1)),
    "the last day of a year": ([("2026-12-31 23:59",)], date(2027, 12, 31)),
    "part of one day offline": (
        [("2026-03-02 10:00", "2026-04-01 09:00"), ("2026-04-01 15:00",)],
        date(2027, 3, 3),
    ),
    "two pauses on one day": (
        [
            ("2026-03-02 10:00", "2026-04-01 09:00"),
            ("2026-04-01 10:00", "2026-04-01 11:00"),
            ("2026-04-01 12:00",),
        ],
        date(2027, 3, 3),
    ),
    "over midnight": ([("2026-03-02 10:00", "2026-04-01 23:59"), ("2026-04-02 00:01",)], date(2027, 3, 4)),
    "from one day to the day after the next": (
        [("2026-03-02 10:00", "2026-04-01 09:00"), ("2026-04-03 09:00",)],
        date(2027, 3, 5),
    ),
    "two pauses that share a day": (
        [
            ("2026-03-02 10:00", "2026-04-01 09:00"),
            ("2026-04-02 09:00", "2026-04-02 18:00"),
            ("2026-04-03 09:00",),
        ],
        date(2027, 3, 5),
    ),
    "just after midnight in summer, which is the day before in UTC": (
        [("2026-07-02 00:30",)],
        date(2027, 7, 2),
    ),
    "a pause over the night in which the clocks go forward": (
        [("2026-03-02 10:00", "2026-03-29 00:30"), ("2026-03-29 02:30",)],
        date(2027, 3, 3),
    ),
    "a pause over the night in which the clocks go back": (
        [("2026-03-02 10:00", "2026-10-25 00:10"), ("2026-10-25 23:50",)],
        date(2027, 3, 3),
    ),
    "a pause just after midnight in summer": (
        [("2026-03-02 10:00", "2026-07-02 00:10"), ("2026-07-02 00:50",)],
        date(2027, 3, 3),
    ),
}


def test_the_earliest_day_of_the_archive(review):
    for what, (spells, expected) in VECTORS.items():
        PublicSpell.objects.all().delete()
        _ledger(review, *spells)
        assert earliest_archive_day(review, FAR) == expected, what


def test_while_it_is_paused_each_day_moves_the_earliest_day_on(review):
    _ledger(review, ("2026-03-02 10:00", "2026-04-01 09:00"))
    days = [earliest_archive_day(review, date(2026, 4, 1) + timedelta(days=n)) for n in range(3)]
    assert days == [date(2027, 3, 3), date(2027, 3, 4), date(2027, 3, 5)]


def test_what_was_never_public_has_no_earliest_day(review):
    assert earliest_archive_day(review, FAR) is None


def test_the_day_in_london_counts_and_not_that_of_the_server():
    assert london_day(datetime.fromisoformat("2026-06-30T23:30:00+00:00")) == date(2026, 7, 1)
    assert london_day(datetime.fromisoformat("2026-12-31T23:30:00+00:00")) == date(2026, 12, 31)


def test_a_report_is_archived_on_the_day_and_not_on_the_day_before(surrey, reports):
    review = reports.published(surrey, moment=_at("2026-03-18 10:00"))
    by = reports.team(surrey).preparer
    reports.tell_of_archiving(review, now=_at("2027-03-01 10:00"))
    with pytest.raises(GuardsRefused, match="It has to stay public until 18 March 2027"):
        archive(review, by=by, reason="Year over", now=_at("2027-03-17 23:59"))
    archive(review, by=by, reason="Year over", now=_at("2027-03-18 00:00"))
    assert review.state == "archived"


def test_each_day_offline_is_added_before_it_can_be_archived(surrey, reports):
    review = reports.published(surrey, moment=_at("2026-03-18 10:00"))
    team = reports.team(surrey)
    pause(review, by=team.preparer, reason="Urgent", now=_at("2026-05-01 10:00"))
    proposal = propose(review, "restore", by=team.preparer, reason="Checked", now=_at("2026-05-02 10:00"))
    confirm(proposal, by=team.confirmer, now=_at("2026-05-03 10:00"))
    review.refresh_from_db()
    reports.tell_of_archiving(review, now=_at("2027-03-01 10:00"))
    with pytest.raises(GuardsRefused, match="21 March 2027"):
        archive(review, by=team.preparer, reason="Year over", now=_at("2027-03-20 10:00"))
    archive(review, by=team.preparer, reason="Year over", now=_at("2027-03-21 10:00"))
    assert review.state == "archived"


def test_the_year_does_not_begin_again_when_a_report_is_put_back(surrey, reports):
    review = reports.archived(surrey)
    team, now = reports.team(surrey), T0 + timedelta(days=450)
    confirm(propose(review, "reinstate", by=team.preparer, reason="x", now=now), by=team.confirmer, now=now)
    review.refresh_from_db()
    reports.tell_of_archiving(review, now=T0 + timedelta(days=450, hours=1))
    archive(review, by=team.preparer, reason="Back", now=T0 + timedelta(days=451))
    assert review.spells.count() == 2


def test_days_in_the_archive_are_not_added_to_the_year(surrey, reports):
    review = reports.archived(surrey)
    team, much_later = reports.team(surrey), T0 + timedelta(days=2000)
    before = earliest_archive_day(review, london_day(T0 + timedelta(days=400)))
    confirm(
        propose(review, "reinstate", by=team.preparer, reason="x", now=much_later), by=team.confirmer, now=much_later
    )
    review.refresh_from_db()
    assert earliest_archive_day(review, london_day(much_later)) == before == date(2027, 3, 3)


def test_days_of_a_pause_after_the_archive_are_added_to_the_year(surrey, reports):
    review = reports.archived(surrey)
    team, later = reports.team(surrey), T0 + timedelta(days=500)
    confirm(propose(review, "reinstate", by=team.preparer, reason="x", now=later), by=team.confirmer, now=later)
    review.refresh_from_db()
    pause(review, by=team.preparer, reason="Urgent", now=later)
    assert earliest_archive_day(review, london_day(later)) == date(2027, 3, 4)


def test_a_report_is_not_archived_before_the_family_was_told(surrey, reports):
    review = reports.published(surrey)
    by, over = reports.team(surrey).preparer, T0 + timedelta(days=400)
    with pytest.raises(GuardsRefused, match="The family was not told that it will be archived"):
        archive(review, by=by, reason="Year over", now=over)
    reports.tell_of_archiving(review, now=over)
    archive(review, by=by, reason="Year over", now=over)
    assert review.state == "archived"


def test_the_family_is_told_anew_before_a_report_is_archived_a_second_time(surrey, reports):
    review = reports.archived(surrey)
    team, later = reports.team(surrey), T0 + timedelta(days=500)
    confirm(propose(review, "reinstate", by=team.preparer, reason="x", now=later), by=team.confirmer, now=later)
    review.refresh_from_db()
    with pytest.raises(GuardsRefused, match="The family was not told"):
        archive(review, by=team.preparer, reason="Again", now=later)


def test_the_ledger_has_one_open_stretch_at_most(surrey, reports):
    review = reports.published(surrey)
    assert review.spells.get().ended_at is None
    pause(review, by=reports.team(surrey).preparer, reason="x", now=T0 + timedelta(days=2))
    assert review.spells.get().ended_at == T0 + timedelta(days=2)
