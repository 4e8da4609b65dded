"""What happened to a review, by whom and why, from the record of steps."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lifecycles.models import Step
from pages.days_in_words import moment_in_words
from people.models import User
from people.roles import Role
from publications.milestone_rules import RULES, Kind
from publications.models import Review

# The steps of a release or a proposal that are not here stand beside one of the review that says the same.
TITLES = {
    ("publications.review", "import"): _("Brought in from Word"),
    ("publications.review", "start"): _("Review started"),
    ("publications.review", "describe"): _("Type or day of the decision recorded"),
    ("publications.review", "hold_place"): _("Put on hold"),
    ("publications.review", "hold_lift"): _("A hold lifted"),
    ("publications.review", "delay_report"): _("Delay recorded"),
    ("publications.review", "process_add"): _("Proceedings or another process recorded"),
    ("publications.review", "process_change"): _("A process changed"),
    ("publications.review", "process_remove"): _("A process removed from the record"),
    ("publications.review", "restriction_add"): _("Restriction recorded"),
    ("publications.review", "restriction_change"): _("A restriction changed"),
    ("publications.review", "restriction_remove"): _("A restriction removed from the record"),
    ("publications.review", "reviewer_add"): _("Reviewer recorded"),
    ("publications.review", "reviewer_change"): _("What is recorded of a reviewer changed"),
    ("publications.review", "reviewer_remove"): _("A reviewer removed from the record"),
    ("publications.review", "schedule"): _("Release confirmed"),
    ("publications.review", "unschedule"): _("In preparation again"),
    ("publications.review", "release"): _("Published"),
    ("publications.review", "pause"): _("Taken offline for the moment"),
    ("publications.review", "restore"): _("Put back"),
    ("publications.review", "archive"): _("Archived"),
    ("publications.review", "reinstate"): _("Put back from the archive"),
    ("publications.review", "remove"): _("Removed for good"),
    ("publications.review", "close"): _("Closed without publication"),
    ("publications.review", "begin_improvements"): _("Information about improvements begun"),
    ("publications.review", "milestone_reach"): _("Milestone recorded"),
    ("publications.review", "milestone_take_back"): _("Milestone taken back"),
    ("publications.review", "send_pack"): _("Sent to the statutory recipients"),
    ("publications.review", "add_comment"): _("A recipient commented"),
    ("publications.review", "answer_comment"): _("A comment of a recipient answered"),
    ("publications.review", "check_anonymity"): _("Anonymity checked"),
    ("publications.review", "sign_anonymity"): _("Anonymity signed for"),
    ("publications.review", "name_staff"): _("Somebody named for the watch-list"),
    ("publications.review", "unname_staff"): _("Somebody no longer named for the watch-list"),
    ("publications.review", "destroy_watch_list"): _("Watch-list destroyed, as agreed"),
    ("publications.review", "purge_identity"): _("Words removed from what is kept"),
    ("publications.release", "prepare"): _("Release prepared"),
    ("publications.release", "withdraw"): _("Release withdrawn"),
    ("publications.release", "block"): _("Release stopped at its hour"),
    ("publications.proposal", "propose"): _("Proposed to put it back"),
    ("publications.proposal", "propose_removal"): _("Proposed to remove it for good"),
    ("publications.review", "correct"): _("Corrected"),
    ("publications.review", "write_correction_note"): _("Public note of a correction written"),
    ("publications.review", "state_earlier_publication"): _("Stated that it was published before"),
    ("publications.review", "withdraw_statement"): _("Statement that it was published before taken back"),
    ("publications.proposal", "withdraw"): _("Proposal withdrawn"),
}
_OTHERS = {"worker": _("The service"), "command": _("The command line")}


def timeline_of(review: Review) -> list[dict[str, str]]:
    """Return what happened to `review`, its releases and proposals, newest first, as events of the component."""
    steps = [step for step in _steps_about(review).order_by("-number") if _key(step) in TITLES]
    people = _people_of(steps)
    return [_event(step, people) for step in steps]


def _steps_about(review: Review) -> QuerySet[Step]:
    about = Q(subject_type="publications.review", subject_id=str(review.pk))
    for kind, subjects in [("release", review.releases), ("proposal", review.proposals)]:
        keys = [str(pk) for pk in subjects.values_list("pk", flat=True)]
        about |= Q(subject_type=f"publications.{kind}", subject_id__in=keys)
    return Step.objects.filter(about)


def _key(step: Step) -> tuple[str, str]:
    return step.subject_type, step.move


def _people_of(steps: list[Step]) -> dict[str, str]:
    keys = {step.actor.partition(":")[2] for step in steps if step.actor.startswith("user:")}
    return {f"user:{pk}": name for pk, name in User.objects.filter(pk__in=keys).values_list("pk", "name")}


def _event(step: Step, people: dict[str, str]) -> dict[str, str]:
    who = people.get(step.actor) or str(_OTHERS.get(step.actor, _("Somebody whose account is gone")))
    role = f", {Role(step.role).label}" if step.role in Role.values else ""
    said = f"{who}{role}."
    kind = step.facts.get("kind", "") if step.move.startswith("milestone_") else ""
    if kind:
        # Of the family it is said that it is done, and when.
        said = f"{Kind(kind).label}." if RULES[kind].is_about_family else f"{Kind(kind).label}. {said}"
    late = step.facts.get("late_seconds", 0) if step.move == "release" else 0
    return {
        "when": moment_in_words(step.at),
        "title": str(TITLES[_key(step)]),
        "text": " ".join(filter(None, [said, step.reason, f"{late} seconds late." if late > 0 else ""])),
    }
