"""Corrections of a public report, brought on their way step by step as staff do it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from config.demo.readying import EVIDENCE, affirm_proceedings, approve, send_copies
from config.testing.anonymity import pass_anonymity
from config.testing.reports import T0
from publications.correcting import decide_materiality, write_note
from publications.milestones import Kind, record_milestone
from publications.models import Release, Review
from publications.releasing import confirm_release, prepare_release

DAY = T0 + timedelta(days=5)
HOUR = T0 + timedelta(days=8)
NEW = "Services met every month."
NOTE = "The summary said how often services met, and that was wrong."


def edit(review: Any, words: str = NEW, **fields: Any) -> None:
    """Let the draft say something else in its summary."""
    page = Review.objects.get(pk=review.pk).source_page().get_latest_revision_as_object()
    for name, value in ({"summary": f"<p>{words}</p>"} | fields).items():
        setattr(page, name, value)
    page.save_revision(clean=False)


def decide(reports: Any, review: Any, *, is_material: bool = False, now: datetime = DAY) -> None:
    """Let a manager decide about the draft as it is now."""
    by = reports.team(review.partnership).preparer
    decide_materiality(review, is_material=is_material, reason="A slip.", by=by, now=now)


def make_ready(
    reports: Any,
    review: Any,
    *,
    moment: datetime = HOUR,
    now: datetime = DAY,
    is_material: bool = False,
    is_sent: bool = True,
    note: str = NOTE,
) -> None:
    """Let everything be recorded that the correction of the draft as it is now asks for at `moment`."""
    team = reports.team(review.partnership)
    review = Review.objects.get(pk=review.pk)
    decide(reports, review, is_material=is_material, now=now)
    write_note(review, note, by=team.preparer, now=now)
    pass_anonymity(review, team.preparer, team.confirmer, now=now)
    record_milestone(review, Kind.FAMILY_TOLD, by=team.preparer, now=now, words=EVIDENCE, moment=moment)
    if is_material:
        approve(review, by=team.preparer, now=now)
    if is_material and is_sent:
        send_copies(review, sent_at=now, by=team.preparer, now=now)
    affirm_proceedings(review, by=team.preparer, now=max(now, moment - timedelta(hours=1)))


def prepare(reports: Any, review: Any, *, moment: datetime = HOUR, now: datetime = DAY) -> Release:
    """Let somebody prepare the correction."""
    by, fresh = reports.team(review.partnership).preparer, Review.objects.get(pk=review.pk)
    return prepare_release(fresh, moment=moment, by=by, now=now, conflict_reason="Agreed with everybody.")


def confirmed(reports: Any, review: Any, *, moment: datetime = HOUR, now: datetime = DAY, **ready: Any) -> Release:
    """Return a correction that waits for its hour."""
    make_ready(reports, review, moment=moment, now=now, **ready)
    release = prepare(reports, review, moment=moment, now=now)
    confirm_release(release, by=reports.team(review.partnership).confirmer, now=now)
    return release
