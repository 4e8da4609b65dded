"""What happened to a review, by whom and why, from the record of steps."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lifecycles.models import Step
from people.models import User
from people.roles import Role
from publications.models import Review
from publications.views.staff.wording import moment_in_words

# The steps of a release or a proposal that are not here stand beside one of the review that says the same.
TITLES = {
    ("publications.review", "import"): _("Brought in from Word"),
    ("publications.review", "schedule"): _("Release confirmed"),
    ("publications.review", "unschedule"): _("In preparation again"),
    ("publications.review", "release"): _("Published"),
    ("publications.review", "pause"): _("Taken offline for the moment"),
    ("publications.review", "restore"): _("Put back"),
    ("publications.review", "archive"): _("Archived"),
    ("publications.review", "reinstate"): _("Put back from the archive"),
    ("publications.review", "remove"): _("Removed for good"),
    ("publications.review", "close"): _("Closed without publication"),
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
    late = step.facts.get("late_seconds", 0) if step.move == "release" else 0
    return {
        "when": moment_in_words(step.at),
        "title": str(TITLES[_key(step)]),
        "text": " ".join(filter(None, [said, step.reason, f"{late} seconds late." if late > 0 else ""])),
    }
