"""Staff are warned while something can still be done; each cause once, and not any longer than it stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.clockwork import patient_duties
from config.testing.reports import SECRET, T0
from config.testing.words import said
from people.alarm_kinds import KINDS, kind_of
from people.alarms import raise_alarm
from people.daily import note_heartbeat
from people.models import Alarm, OutgoingMail
from people.posting import try_again
from publications.alarming import WATCHED, settle_what_is_over, watch
from publications.carrying_out import release_due
from publications.models import Comment, Recipient, Release, Review, Submission
from publications.vocabulary import ReviewType

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MOMENT = T0 + DAY


def open_alarms(kind, now):
    watch(kind, now)
    return list(Alarm.objects.filter(kind=kind, settled_at=None))


def decided(partnership, day, **fields):
    return Review.objects.create(partnership=partnership, created_at=T0, decided_on=day, **fields)


def a_comment(review, received_on):
    recipient = Recipient.objects.get(partnership=review.partnership, kind=Recipient.Kind.PANEL)
    person = review.partnership.memberships.first().user
    comment = Comment(
        review=review, recipient=recipient, content_hash="", received_on=received_on, recorded_by=person, recorded_at=T0
    )
    comment.keep({"text": SECRET})
    comment.save()
    return comment


def test_everything_that_is_watched_has_its_kind_and_its_duty():
    duties = {duty.name for duty in patient_duties()}
    assert set(WATCHED) <= set(KINDS)
    assert {f"watch {kind}" for kind in WATCHED} | {"watch content", "settle alarms", "digest", "heartbeat"} <= duties
    assert all(kind_of(kind).is_watched for kind in WATCHED)


@pytest.mark.parametrize(("late", "raised"), [(0 * MINUTE, 0), (1 * MINUTE, 0), (2 * MINUTE, 1)])
def test_a_release_is_overdue_more_than_a_minute_after_its_moment(surrey, reports, late, raised):
    reports.scheduled(surrey, moment=MOMENT)
    assert len(open_alarms("overdue_release", MOMENT + late)) == raised


def test_an_overdue_release_settles_when_it_is_out(surrey, reports):
    reports.scheduled(surrey, moment=MOMENT)
    assert open_alarms("overdue_release", MOMENT + 5 * MINUTE)
    release_due(MOMENT + 6 * MINUTE)
    assert not open_alarms("overdue_release", MOMENT + 7 * MINUTE)
    assert Alarm.objects.get(kind="overdue_release").settled_itself


def test_the_dashboard_says_that_a_release_is_overdue_even_while_no_worker_runs(surrey, solihull, reports, signed_in):
    reports.scheduled(surrey, moment=MOMENT)
    assert timezone.now() > MOMENT
    assert "has passed, and it is not out" in said(signed_in(reports.team(surrey).preparer).get("/"))
    assert "is not out" not in said(signed_in(reports.team(solihull).preparer).get("/"))


def test_the_dashboard_says_that_the_worker_is_silent(surrey, reports, signed_in):
    client = signed_in(reports.team(surrey).preparer)
    note_heartbeat(timezone.now() - DAY)
    assert "The worker has not been heard of" in said(client.get("/"))
    note_heartbeat(timezone.now())
    assert "The worker has not been heard of" not in said(client.get("/"))


def test_a_sound_plan_raises_nothing(surrey, reports):
    reports.scheduled(surrey, moment=MOMENT)
    for kind in WATCHED:
        if kind != "recipient_stale":
            assert not open_alarms(kind, T0), kind


def test_a_release_whose_text_was_edited_would_stop_and_the_alarm_names_the_guard(surrey, reports):
    review = reports.scheduled(surrey, moment=T0 + 5 * DAY)
    page = review.source_page().get_latest_revision_as_object()
    page.title = SECRET
    page.save_revision()
    [alarm] = open_alarms("release_would_stop", T0)
    assert "Nothing was edited since the release was prepared" in alarm.message
    assert SECRET not in alarm.message
    assert "Robin" not in alarm.message
    assert alarm.link == f"/reviews/{review.uuid}/"


def test_it_is_said_again_in_the_last_day(surrey, reports):
    review = reports.scheduled(surrey, moment=T0 + 5 * DAY)
    Review.objects.filter(pk=review.pk).update(media_contact="")
    open_alarms("release_would_stop", T0)
    open_alarms("release_would_stop", T0 + 4 * DAY)
    assert Alarm.objects.filter(kind="release_would_stop").count() == 2
    Review.objects.filter(pk=review.pk).update(media_contact="Press office")
    assert not open_alarms("release_would_stop", T0 + 4 * DAY + MINUTE)


@pytest.mark.parametrize(("before", "raised"), [(25, 0), (24, 1), (1, 1)])
def test_in_the_last_day_proceedings_have_to_be_checked(surrey, reports, before, raised):
    review = reports.scheduled(surrey, moment=T0 + 5 * DAY)
    for row in review.milestones.filter(kind="proceedings"):
        from publications.milestones import take_back

        take_back(row, by=reports.team(surrey).preparer, reason="Recorded too early.", now=T0)
    reports.affirm(review, now=T0)
    assert len(open_alarms("proceedings_unchecked", T0 + 5 * DAY - timedelta(hours=before))) == raised
    assert not open_alarms("release_would_stop", T0 + 5 * DAY - timedelta(hours=before))


def test_checking_proceedings_settles_it(surrey, reports):
    review = reports.scheduled(surrey, moment=MOMENT)
    from publications.milestones import take_back

    for row in review.milestones.filter(kind="proceedings"):
        take_back(row, by=reports.team(surrey).preparer, reason="Recorded too early.", now=T0)
    assert open_alarms("proceedings_unchecked", T0 + MINUTE)
    reports.affirm(review, now=T0 + 2 * MINUTE)
    assert not open_alarms("proceedings_unchecked", T0 + 3 * MINUTE)


@pytest.mark.parametrize(
    ("kind", "decided_on", "today", "raised"),
    [
        # Six months from 2 October are over on 2 April; 28 days before that is 5 March.
        (ReviewType.LCSPR, date(2025, 10, 2), date(2026, 3, 4), None),
        (ReviewType.LCSPR, date(2025, 10, 2), date(2026, 3, 5), "clock_near"),
        (ReviewType.LCSPR, date(2025, 10, 2), date(2026, 4, 2), "clock_near"),
        (ReviewType.LCSPR, date(2025, 10, 2), date(2026, 4, 3), "clock_over"),
        # 31 August has no counterpart in February.
        (ReviewType.LCSPR, date(2025, 8, 31), date(2026, 3, 1), "clock_over"),
        # Three months from 2 January.
        (ReviewType.THEMATIC, date(2026, 1, 2), date(2026, 4, 2), "clock_near"),
        (ReviewType.THEMATIC, date(2026, 1, 2), date(2026, 4, 3), "clock_over"),
    ],
)
def test_a_clock_is_near_within_its_days_of_warning_and_then_over(surrey, kind, decided_on, today, raised):
    decided(surrey, decided_on, kind=kind)
    now = T0.replace(year=today.year, month=today.month, day=today.day)
    for each in ("clock_near", "clock_over"):
        assert bool(open_alarms(each, now)) is (each == raised)


def test_a_clock_that_is_near_and_then_over_is_said_twice_and_the_first_settles(surrey):
    decided(surrey, date(2025, 10, 2))
    for days in (10, 40):
        for kind in ("clock_near", "clock_over"):
            watch(kind, T0 + days * DAY)
    found = Alarm.objects.order_by("pk")
    assert [(alarm.kind, alarm.settled_itself) for alarm in found] == [("clock_near", True), ("clock_over", False)]


def test_what_is_published_or_from_before_or_without_a_decision_has_no_clock(surrey, reports):
    review = reports.published(surrey)
    Review.objects.filter(pk=review.pk).update(decided_on=date(2020, 1, 1))
    decided(surrey, date(2020, 1, 1), is_legacy=True)
    decided(surrey, None)
    assert not open_alarms("clock_over", T0)


def test_the_link_of_every_alarm_leads_to_a_page(surrey, reports, signed_in):
    review = reports.draft(surrey)
    Review.objects.filter(pk=review.pk).update(decided_on=date(2025, 1, 1))
    a_comment(review, date(2026, 2, 2))
    links = {alarm.link for kind in WATCHED for alarm in open_alarms(kind, T0)}
    client = signed_in(reports.team(surrey).preparer)
    assert len(links) == 4
    assert {client.get(link).status_code for link in links} == {200}


def test_addresses_have_to_be_verified_while_a_review_is_on_its_way(surrey, solihull):
    assert not open_alarms("recipient_stale", T0)
    decided(surrey, None)
    assert len(open_alarms("recipient_stale", T0)) == 3
    assert {alarm.partnership for alarm in Alarm.objects.all()} == {surrey}


@pytest.mark.parametrize(("days", "raised"), [(180, 2), (181, 3)])
def test_an_address_is_stale_after_the_days_of_its_partnership(surrey, days, raised):
    decided(surrey, None)
    panel = Recipient.objects.filter(partnership=surrey, kind=Recipient.Kind.PANEL)
    panel.update(address="panel@example.org", verified_on=T0.date() - days * DAY)
    alarms = open_alarms("recipient_stale", T0)
    assert len(alarms) == raised
    assert not any("@" in alarm.message for alarm in alarms)


def test_a_recipient_who_is_not_required_is_nobodys_worry(surrey):
    decided(surrey, None)
    Recipient.objects.filter(partnership=surrey).update(is_required=False)
    assert not open_alarms("recipient_stale", T0)


@pytest.mark.parametrize(("received_on", "raised"), [(date(2026, 2, 23), 1), (date(2026, 2, 24), 0)])
def test_a_comment_waits_five_working_days(surrey, reports, received_on, raised):
    comment = a_comment(reports.draft(surrey), received_on)
    alarms = open_alarms("comment_waits", T0)
    assert len(alarms) == raised
    assert SECRET not in "".join(alarm.message for alarm in alarms)
    Comment.objects.filter(pk=comment.pk).update(answered_at=T0)
    assert not open_alarms("comment_waits", T0)


def test_a_comment_from_a_year_without_a_calendar_is_not_forgotten(surrey, reports):
    a_comment(reports.draft(surrey), date(2031, 3, 3))
    assert open_alarms("comment_waits", T0.replace(year=2031, month=3, day=8))


@pytest.mark.parametrize(("due_on", "raised"), [(date(2026, 3, 1), 1), (date(2026, 3, 2), 0)])
def test_a_submission_is_overdue_after_its_day(surrey, reports, due_on, raised):
    review = reports.published(surrey)
    Submission.objects.filter(review=review).delete()
    Submission.objects.create(review=review, due_on=due_on)
    assert len(open_alarms("submission_overdue", T0)) == raised


def test_what_failed_settles_when_it_is_over(surrey, reports):
    review = reports.scheduled(surrey, moment=MOMENT)
    release = Release.objects.get(review=review)
    raise_alarm("failed_release", str(release.uuid), "Failed.", partnership=surrey, now=MOMENT)
    settle_what_is_over(MOMENT)
    assert Alarm.objects.filter(kind="failed_release", settled_at=None).exists()
    release_due(MOMENT)
    settle_what_is_over(MOMENT + MINUTE)
    assert Alarm.objects.get(kind="failed_release").settled_itself


def test_a_stopped_release_settles_when_another_is_prepared(surrey, reports):
    from publications.releasing import prepare_release

    review = reports.scheduled(surrey, moment=MOMENT)
    Review.objects.filter(pk=review.pk).update(media_contact="")
    assert [outcome.result for outcome in release_due(MOMENT)] == ["blocked"]
    settle_what_is_over(MOMENT)
    assert Alarm.objects.filter(kind="blocked_release", settled_at=None).exists()
    review.refresh_from_db()
    prepare_release(
        review, moment=MOMENT + DAY, by=reports.team(surrey).preparer, now=MOMENT + MINUTE, conflict_reason="Agreed."
    )
    settle_what_is_over(MOMENT + 2 * MINUTE)
    assert Alarm.objects.get(kind="blocked_release").settled_itself


def test_mail_that_is_tried_again_has_no_alarm_any_more(surrey):
    mail = OutgoingMail.objects.create(
        partnership=surrey, kind="x", recipient="a@example.org", message_id="1", state="failed", created_at=T0,
        next_attempt_at=T0, sealed_text=b"sealed",
    )  # fmt: skip
    raise_alarm("mail", f"mail:{mail.pk}", "A mail could not be sent.", partnership=surrey, now=T0)
    settle_what_is_over(T0)
    assert Alarm.objects.get().settled_at is None
    try_again(mail, now=T0)
    settle_what_is_over(T0 + MINUTE)
    assert Alarm.objects.get().settled_itself


@pytest.mark.parametrize("count", [1, 3])
def test_looking_at_the_clocks_costs_the_same_for_one_review_and_for_three(surrey, count, django_assert_num_queries):
    for _ in range(count):
        decided(surrey, date(2020, 1, 1))
    watch("clock_over", T0)
    with django_assert_num_queries(3):
        watch("clock_over", T0)
