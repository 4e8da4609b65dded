"""The way of a review to its publication: every guard in the order of the work, in the stages of rules.md §2."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from lifecycles.guards import Answer, Checked, Guard, fails, guards_of
from partnerships.working_days import UnknownCalendar
from people.roles import Deed, Role, roles_for
from publications.guards.particulars import FRESH
from publications.models import Release, Review
from publications.notifying import latest_moment
from publications.planning import Earliest, earliest
from publications.questions import ReleaseQuestion
from publications.states import REVIEW

MOVES = ("prepare", "schedule", "release")
# Guards that are asked about a release: before there is one, it is the preparing that is still to do.
OF_A_RELEASE = {"readable_and_downloadable", "nothing_was_edited", "two_different_people"}
OF_A_CONFIRMED_RELEASE = {"both_people_still_have_their_role"}
IN_THE_LAST_HOURS = {"proceedings_were_affirmed"}
# Who acts where a guard itself names no deed, or not the only one.
DEEDS: dict[str, tuple[Deed, ...]] = {
    # With their own hand, or from the minutes.
    "partners_have_approved": (Deed.APPROVE_REPORT, Deed.RECORD_MILESTONES),
    "two_different_people": (Deed.CONFIRM_RELEASE,),
    "both_people_still_have_their_role": (Deed.CONFIRM_RELEASE,),
    "hour_has_come": (),
}


@dataclass(frozen=True)
class StageOf:
    """A stage of the work: its title, its states in rules.md §2, and its guards in their order."""

    title: str
    states: str
    guards: tuple[str, ...]


STAGES = (
    StageOf(
        "The report and its approval", "S3 to S5",
        (
            "reviewers_have_declared", "reviewers_are_announced", "report_is_there", "report_has_a_text",
            "type_is_right", "reviewer_is_named", "pseudonym_is_set", "pictures_are_described", "support_is_named",
            "address_stays", "companions_are_whole", "involvement_is_explained", "quality_is_checked",
            "partners_have_approved", "recommendations_are_adopted",
        ),
    ),
    StageOf(
        "The decision, and what stands in the way", "S6",
        (
            "publication_is_decided", "correction_is_decided", "not_on_hold", "restrictions_are_signed",
            "active_proceedings_are_signed",
        ),
    ),
    StageOf("Anonymity", "S7", ("anonymity_is_passed",)),
    StageOf(
        "Statutory copies, and the family", "S8",
        ("findings_were_offered", "copies_were_sent", "comments_are_answered"),
    ),
    StageOf(
        "The moment and the release", "S9",
        (
            "moment_lies_ahead", "conflicts_have_a_reason", "family_is_told", "practitioners_are_told",
            "media_is_planned", "correction_is_explained", "readable_and_downloadable", "nothing_was_edited",
            "two_different_people",
        ),
    ),
    StageOf(
        "Its hour", "S10", ("proceedings_were_affirmed", "both_people_still_have_their_role", "hour_has_come"),
    ),
)  # fmt: skip
TO_PREPARE = MOVES[0]
ELSEWHERE = {"prepare": 0, "schedule": 4, "release": 5}


@dataclass(frozen=True)
class Task:
    """One guard with its answer, by whom it is made to hold, and between when and when."""

    guard: Guard
    answer: Answer
    roles: list[str]
    by_when: datetime | None
    from_when: datetime | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Stage:
    title: str
    states: str
    tasks: list[Task]

    @property
    def held(self) -> int:
        return sum(task.answer.holds for task in self.tasks)


@dataclass(frozen=True)
class Plan:
    """All stages as of `moment`; `assumed` is set while no moment was chosen yet."""

    stages: list[Stage]
    moment: datetime
    assumed: Earliest | None

    @cached_property
    def held(self) -> int:
        return sum(stage.held for stage in self.stages)

    @cached_property
    def total(self) -> int:
        return sum(len(stage.tasks) for stage in self.stages)


def plan_of(review: Review, release: Release | None, *, now: datetime) -> Plan:
    """Return every guard of `review` with its answer, as of the moment of `release`, or the first day."""
    assumed = None if release else earliest(review, now=now)
    moment = release.moment if release else assumed.moment or now
    question = ReleaseQuestion(review, moment, now, release)
    checked = {guard.name: _checked(guard, question) for guard in _guards() if guard.applies(question)}
    before = _before_copies(question, checked)
    tasks = {name: _task(c, question, before) for name, c in checked.items()}
    return Plan(_staged(tasks), moment, assumed)


def after_preparing(question: ReleaseQuestion) -> list[Checked]:
    """Return what is asked only once a release is prepared, when it is confirmed and at its hour, with its answers."""
    asked = {guard.name for guard in guards_of(REVIEW.name, TO_PREPARE)}
    later = [guard for guard in _guards() if guard.name not in asked and guard.applies(question)]
    order = [name for stage in STAGES for name in stage.guards]
    later.sort(key=lambda guard: order.index(guard.name) if guard.name in order else len(order))
    return [_checked(guard, question) for guard in later]


def deeds_for(guard: Guard) -> tuple[Deed, ...]:
    """Return the deeds by which a person can make `guard` hold."""
    return DEEDS.get(guard.name, (Deed(guard.deed),) if guard.deed else (Deed.PREPARE_RELEASE,))


def _guards() -> list[Guard]:
    """Return the guards of all three moves, each once."""
    return list({guard.name: guard for move in MOVES for guard in guards_of(REVIEW.name, move)}.values())


def _checked(guard: Guard, question: ReleaseQuestion) -> Checked:
    release = question.release
    if guard.name in OF_A_RELEASE and release is None:
        return Checked(guard, fails("No release is prepared yet.", "Prepare the release.", by_when=question.moment))
    if guard.name in OF_A_CONFIRMED_RELEASE and not (release and release.confirmed_by_id):
        return Checked(guard, fails("No release is confirmed yet.", "Prepare and confirm it.", by_when=question.moment))
    if guard.name in IN_THE_LAST_HOURS:
        # What counts is how it stands at the hour, not now.
        question = ReleaseQuestion(question.review, question.moment, max(question.now, question.moment), release)
    return Checked(guard, guard.ask(question))


def _before_copies(question: ReleaseQuestion, checked: dict[str, Checked]) -> datetime:
    """Return by when the text has to be final: before the copies go; once they have gone, before the hour."""
    copies = checked.get("copies_were_sent")
    if copies is None or copies.answer.holds:
        return question.moment
    try:
        return min(latest_moment(question), question.moment)
    except UnknownCalendar:
        return question.moment


def _task(checked: Checked, question: ReleaseQuestion, before_copies: datetime) -> Task:
    guard, answer = checked.guard, checked.answer
    roles = [str(role.label) for role in Role if any(role in roles_for(deed) for deed in deeds_for(guard))]
    is_about_text = any(guard.name in stage.guards for stage in STAGES[:3])
    by_when = answer.by_when or (before_copies if is_about_text else question.moment)
    from_when = question.moment - FRESH if guard.name in IN_THE_LAST_HOURS else None
    if guard.name == "hour_has_come":
        return Task(guard, answer, roles, None)
    return Task(guard, answer, roles, by_when, from_when, is_late=by_when < question.now)


def _staged(tasks: dict[str, Task]) -> list[Stage]:
    left = dict(tasks)
    stages = [
        Stage(stage.title, stage.states, [left.pop(name) for name in stage.guards if name in left]) for stage in STAGES
    ]
    # A guard that another app has registered stands in the stage in which it is asked first.
    for name, task in left.items():
        first = next(move for move in MOVES if any(g.name == name for g in guards_of(REVIEW.name, move)))
        index = ELSEWHERE[first]
        stages[index] = replace(stages[index], tasks=[*stages[index].tasks, task])
    return [stage for stage in stages if stage.tasks]
