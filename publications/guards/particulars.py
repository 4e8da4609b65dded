"""What the record of the review must say: declarations, restrictions, proceedings, holds."""

from __future__ import annotations

from datetime import timedelta

from lifecycles.guards import Answer, fails, guard, holds
from partnerships.working_days import london_day
from people.roles import Deed
from publications.milestones import Kind
from publications.models import ParallelProcess, Restriction
from publications.questions import ReleaseQuestion
from publications.vocabulary import ReviewType

FRESH = timedelta(hours=24)


def _is_new(question: ReleaseQuestion) -> bool:
    return question.is_new


def _is_first_report(question: ReleaseQuestion) -> bool:
    return question.is_new and not question.is_correction and not question.review.is_improvements


def _is_first_of_statute(question: ReleaseQuestion) -> bool:
    return _is_first_report(question) and question.review.kind == ReviewType.LCSPR


@guard("review", "prepare", "schedule", "release", rule="§2 ON_HOLD", title="It is not on hold", deed=Deed.LIFT_HOLD)
def not_on_hold(question: ReleaseQuestion) -> Answer:
    """While a hold stands nothing is notified, scheduled or released (rules.md §2, overlays)."""
    found = question.review.holds.filter(lifted_at=None).first()
    if found is None:
        return holds()
    return fails(f"It is on hold: {found.get_kind_display()}.", "Lift the hold, with the reason.")


@guard("review", "prepare", "schedule", "release", rule="R7", title="There is a draft", deed=Deed.IMPORT_REPORT)
def report_is_there(question: ReleaseQuestion) -> Answer:
    """A review begins without a report; without one there is nothing to publish (R7)."""
    if question.drafts:
        return holds()
    return fails("There is no report yet.", "Bring in the Word file on the page of the review.")


@guard(
    "review", "prepare", "schedule", "release", rule="E 1.5.7", title="Every reviewer has made both declarations",
    deed=Deed.KEEP_RECORD, applies=_is_first_report,
)  # fmt: skip
def reviewers_have_declared(question: ReleaseQuestion) -> Answer:
    """Conflicts of interest are declared and confidentiality is signed, by each reviewer (E 1.5.7)."""
    reviewers = list(question.review.reviewers.all())
    if reviewers and all(r.conflict_declared_on and r.confidentiality_signed_on for r in reviewers):
        return holds()
    return fails("A reviewer, or a declaration of one, is missing.", "Fill it in on the page “Reviewers and team”.")


@guard(
    "review", "prepare", "schedule", "release", rule="R51", title="Panel, DfE and Ofsted know who reviews",
    deed=Deed.KEEP_RECORD, applies=_is_first_of_statute,
)  # fmt: skip
def reviewers_are_announced(question: ReleaseQuestion) -> Answer:
    """Panel, Department for Education and Ofsted were told the name of each reviewer (R51, E 6.1.2)."""
    if all(reviewer.announced_on for reviewer in question.review.reviewers.all()):
        return holds()
    return fails(
        "Panel, DfE and Ofsted were not told the name of each reviewer.",
        "Tell them, and fill in the day on the page “Reviewers and team”.",
    )


@guard(
    "review", "prepare", "schedule", "release", rule="R26", title="Restrictions in force are signed off",
    deed=Deed.SIGN_LEGALLY,
)  # fmt: skip
def restrictions_are_signed(question: ReleaseQuestion) -> Answer:
    """A legal adviser has read this very text against each restriction that is in force on the day (R26)."""
    day = london_day(question.moment)
    in_force = Restriction.objects.filter(review=question.review, starts_on__lte=day).exclude(ends_on__lt=day)
    if _is_signed(question, "restrictions", list(in_force)):
        return holds()
    return fails(
        "A restriction is in force, and nobody has signed for this text since it was recorded.",
        "Ask a legal adviser to read “Proceedings and restrictions” and to sign for this text.",
    )


@guard(
    "review", "prepare", "schedule", "release", rule="R27", title="Active proceedings are signed off",
    deed=Deed.SIGN_LEGALLY,
)  # fmt: skip
def active_proceedings_are_signed(question: ReleaseQuestion) -> Answer:
    """While proceedings are active, inquests included, a legal adviser has signed for this very text (R27).

    What ends on the day of publication counts as active still, and so does what has not begun.
    """
    day = london_day(question.moment)
    active = question.review.processes.filter(kind__in=ParallelProcess.IN_COURT).exclude(ended_on__lt=day)
    if _is_signed(question, "proceedings", list(active)):
        return holds()
    return fails(
        "Proceedings are active, and nobody has signed for this text since they were recorded.",
        "Ask a legal adviser to read “Proceedings and restrictions” and to sign for this text.",
    )


@guard(
    "review", "release", rule="R27, S10", title="Proceedings were checked in the 24 hours before",
    deed=Deed.AFFIRM_PROCEEDINGS, applies=_is_new,
)  # fmt: skip
def proceedings_were_affirmed(question: ReleaseQuestion) -> Answer:
    """Reasonable care is a check that was recorded at the moment of publication (R27, S10)."""
    if any(question.now - FRESH <= row.at <= question.now for row in question.standing(Kind.PROCEEDINGS)):
        return holds()
    return fails(
        "Nobody has checked in the last 24 hours that no proceedings stand in the way.",
        "Check it, and record it, in the 24 hours before publication.",
        by_when=question.moment,
    )


def _is_signed(question: ReleaseQuestion, about: str, rows: list[Restriction] | list[ParallelProcess]) -> bool:
    """Whether somebody signed for this text after the last of `rows` was recorded or changed; yes without rows."""
    changed = [row.changed_at for row in rows if row.changed_at]
    signed = [row.at for row in question.vouched(Kind.LEGAL, about=about)]
    return not rows or any(at >= max(changed, default=at) for at in signed)
