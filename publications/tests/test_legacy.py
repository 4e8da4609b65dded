"""Old reports: what is not asked of them, from when their year counts, and what readers are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from config.testing.anonymity import pass_anonymity
from config.testing.reports import T0
from lifecycles.guards import GuardsRefused
from lifecycles.stepping import steps_of
from partnerships.working_days import london_day
from people.permissions import NotAllowed
from people.roles import DEEDS, Deed, Role
from publications.ledger import earliest_archive_day
from publications.legacy import (
    DayIsTooLate,
    NotAnOldReport,
    NotInPreparation,
    StatementMissing,
    state_earlier_publication,
    withdraw_statement,
)
from publications.models import Edition, Review
from publications.releasing import confirm_release, prepare_release, release_due
from publications.tests.correcting import edit
from publications.withdrawing import archive

pytestmark = pytest.mark.django_db

KNOWN = date(2012, 5, 14)
HOUR = T0 + timedelta(days=1)
PAGE = "/reviews/robin-surrey/"
KIND = "serious_case_review"


def state(review, by, *, day=KNOWN, statement="It stood on the earlier website.", kind=KIND, now=T0):
    state_earlier_publication(review, kind=kind, published_on=day, statement=statement, by=by, now=now)


def released(reports, partnership, *, day=KNOWN, moment=HOUR, **fields):
    team = reports.team(partnership)
    review = reports.draft(partnership, **fields)
    state(review, team.preparer, day=day)
    pass_anonymity(review, team.preparer, team.confirmer, now=T0)
    release = prepare_release(review, moment=moment, by=team.preparer, now=T0, conflict_reason="Agreed.")
    confirm_release(release, by=team.confirmer, now=T0)
    assert [outcome.result for outcome in release_due(moment)] == ["released"]
    return Review.objects.get(pk=review.pk)


def test_what_was_never_recorded_is_not_asked_of_an_old_report(surrey, reports, at_host):
    review = released(reports, surrey)
    assert review.releases.get().purpose == "legacy"
    assert at_host(surrey).get(PAGE).status_code == 200


def test_its_anonymity_and_its_text_are_looked_at_like_those_of_a_new_one(surrey, reports):
    review, team = reports.draft(surrey), reports.team(surrey)
    state(review, team.preparer)
    edit(review, pseudonym="")
    with pytest.raises(GuardsRefused) as refused:
        prepare_release(review, moment=HOUR, by=team.preparer, now=T0)
    failing = {c.guard.name for c in refused.value.checked if not c.answer.holds}
    assert {"pseudonym_is_set", "anonymity_is_passed"} <= failing
    assert not failing & {"partners_have_approved", "publication_is_decided", "quality_is_checked"}


def test_the_year_counts_from_the_known_day(surrey, reports):
    review = released(reports, surrey)
    assert earliest_archive_day(review, london_day(HOUR)) == date(2013, 5, 14)


@pytest.mark.parametrize("day", [KNOWN, None], ids=["known", "unknown"])
def test_it_may_be_archived_at_once_and_its_record_says_when_it_was_published(day, surrey, reports, at_host):
    review = released(reports, surrey, day=day)
    reports.tell_of_archiving(review, now=HOUR)
    archive(review, by=reports.team(surrey).preparer, reason="Old", now=HOUR + timedelta(hours=1))
    said = "first published in May 2012" if day else "published before our records began"
    assert f"{said[0].upper()}{said[1:]}." in at_host(surrey).get(PAGE).content.decode()
    assert said in at_host(surrey).get("/reviews/archive/").content.decode()


@pytest.mark.parametrize(
    ("day", "said", "cited"),
    [(KNOWN, "In May 2012", "(2012)"), (None, "Before our records began", "(no date)")],
    ids=["known", "unknown"],
)
def test_readers_are_told_when_it_was_first_published(day, said, cited, surrey, reports, at_host):
    released(reports, surrey, day=day)
    words = at_host(surrey).get(PAGE).content.decode()
    assert said in words
    assert cited in words
    assert "3 March 2026" not in words


def test_lists_and_feeds_put_the_newest_first_and_the_unknown_last(surrey, reports, at_host):
    released(reports, surrey, day=None, slug="unknown-day", title="Of an unknown day")
    released(reports, surrey, slug="known-day", title="Of a known day")
    reports.published(surrey, slug="new-report", title="A new one")
    for address in ("/reviews/", "/reviews/feed/"):
        words = at_host(surrey).get(address).content.decode()
        assert words.index("A new one") < words.index("Of a known day") < words.index("Of an unknown day")
    narrowed = at_host(surrey).get("/reviews/?year=2012").content.decode()
    assert "Of a known day" in narrowed
    assert "Of an unknown day" not in narrowed


def test_the_type_of_the_old_report_stands_on_its_page(surrey, reports):
    released(reports, surrey)
    assert Edition.objects.get().review_type == KIND


def test_who_stated_it_stands_in_the_record(surrey, reports):
    review, by = reports.draft(surrey), reports.team(surrey).preparer
    state(review, by, day=None)
    step = steps_of(review).get(move="state_earlier_publication")
    assert (step.actor, step.facts["published_on"]) == (f"user:{by.pk}", "")


def test_a_statement_says_how_it_is_known(surrey, reports):
    with pytest.raises(StatementMissing):
        state(reports.draft(surrey), reports.team(surrey).preparer, statement=" ")


def test_what_was_first_public_lately_is_no_old_report(surrey, reports):
    review, by = reports.draft(surrey), reports.team(surrey).preparer
    with pytest.raises(DayIsTooLate):
        state(review, by, day=london_day(T0) - timedelta(days=365))
    state(review, by, day=london_day(T0) - timedelta(days=366))


def test_information_about_improvements_is_no_old_report(surrey, reports):
    with pytest.raises(NotAnOldReport):
        state(reports.draft(surrey), reports.team(surrey).preparer, kind="improvements")


@pytest.mark.parametrize("made", ["prepared", "scheduled", "published", "archived"])
def test_what_is_on_its_way_or_public_is_not_made_an_old_report(made, surrey, reports):
    review = getattr(reports, made)(surrey)
    with pytest.raises(NotInPreparation):
        state(review, reports.team(surrey).preparer)


def test_a_statement_that_is_taken_back_lets_everything_be_asked_again(surrey, reports):
    review, team = reports.draft(surrey), reports.team(surrey)
    state(review, team.preparer)
    withdraw_statement(review, by=team.confirmer, now=T0)
    with pytest.raises(GuardsRefused, match="Not approved yet"):
        prepare_release(review, moment=HOUR, by=team.preparer, now=T0)


def test_only_who_records_decisions_about_publication_may_state_it(surrey, solihull, reports, a_person):
    review = reports.draft(surrey)
    people = [(a_person(surrey, role), Deed.DECIDE_PUBLICATION in DEEDS[role]) for role in Role]
    for person, may in [*people, (a_person(solihull, "business_manager"), False)]:
        if may:
            state(review, person)
        else:
            with pytest.raises(NotAllowed):
                state(review, person)
