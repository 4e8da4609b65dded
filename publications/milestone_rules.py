"""What each kind of milestone demands, who may record it, who may read its words, and what it is bound to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from people.roles import Deed, Partner
from publications.models import Milestone
from publications.quality import ELEMENTS, QUESTIONS

Kind = Milestone.Kind
Facts = dict[str, Any]
Words = dict[str, str]


class Outcome(TextChoices):
    """What the partners can decide about publication (R1 to R3, S6)."""

    FULL = "full", _("The full report is published")
    IMPROVEMENTS = "improvements", _("The report is not published; information about improvements is")
    ANONYMOUS = "anonymous", _("The report is published through the NSPCC, without naming the partnership")
    NONE = "none", _("Nothing is published")


class LegalSubject(TextChoices):
    """What a legal adviser signs for."""

    RESTRICTIONS = "restrictions", _("Restrictions in force: this text breaks none of them")
    PROCEEDINGS = "proceedings", _("Active proceedings: this text does not prejudice them")
    DECISION = "decision", _("The decision not to publish the full report")


class NonInvolvement(TextChoices):
    """Why somebody of the family did not take part (rules.md §3). Internal; the public wording is written apart."""

    OWN_CHOICE = "own_choice", _("Their own choice")
    NO_ANSWER = "no_answer", _("They did not respond")
    NOT_TRACED = "not_traced", _("They could not be traced")
    POLICE_REQUEST = "police_request", _("At the request of the police or the CPS")
    IN_PROCEEDINGS = "in_proceedings", _("They are a suspect, a defendant or a witness")
    COURT_ORDER = "court_order", _("A court order or an injunction")
    RISK = "risk", _("Risk to them or to others")
    UNWELL = "unwell", _("Too unwell, or bereaved")
    CHILD = "child", _("A child for whom it is not right now")
    ACCESS = "access", _("A need for a language or for access was not met")
    PARENT_OBJECTS = "parent_objects", _("The other parent objects")
    DIED = "died", _("They have died")
    OTHER = "other", _("Another reason")


class Told(TextChoices):
    """Whether the family knows the day and the hour, or why somebody could not be told (S9)."""

    ALL = "all", _("Everybody who was to be told has been told")
    NOT_POSSIBLE = "not_possible", _("Somebody could not be told")


# With these reasons a bare code says too little: attempts and days, by whom decided and until when, what stands behind.
NEEDS_DETAILS = {
    NonInvolvement.NO_ANSWER: "Write what was tried, and on which days.",
    NonInvolvement.CHILD: "Write who decided this, and when it is looked at again.",
    NonInvolvement.ACCESS: "Write which need was not met, and what is done about it.",
    NonInvolvement.PARENT_OBJECTS: "This alone is not a strong reason. Write what else stands behind it.",
    NonInvolvement.OTHER: "Write the reason.",
}


@dataclass(frozen=True)
class Rule:
    """What a kind of milestone demands. `check` returns what is missing in its facts and words, or nothing.

    Its words are read by those who may do one of `readers`: for what is about the family that is its deed alone.
    """

    deed: Deed
    source: str
    check: Callable[[Facts, Words], str]
    binds_content: bool = False
    binds_moment: bool = False
    about: tuple[str, ...] = ("",)

    @property
    def is_about_family(self) -> bool:
        return self.deed == Deed.RECORD_FAMILY

    @property
    def readers(self) -> frozenset[Deed]:
        others = () if self.is_about_family else (Deed.RECORD_MILESTONES, Deed.SIGN_LEGALLY)
        return frozenset({self.deed, *others})


def _has(words: Words, name: str) -> bool:
    return bool(str(words.get(name, "")).strip())


def _evidence(facts: Facts, words: Words) -> str:  # noqa: ARG001
    return "" if _has(words, "evidence") else "Say where this is written down, such as the minutes and day."


def _quality(facts: Facts, words: Words) -> str:
    missing = (set(ELEMENTS) - set(facts.get("elements", []))) | (set(QUESTIONS) - set(facts.get("questions", [])))
    return "Every element and every question of the check has to be met." if missing else _evidence(facts, words)


def _approval(facts: Facts, words: Words) -> str:
    return "" if facts.get("own_hand") else _evidence(facts, words)


def _decision(facts: Facts, words: Words) -> str:
    if facts.get("outcome") not in Outcome.values:
        return "Say what was decided."
    if set(facts.get("partners", [])) != set(Partner.values):
        return "All three safeguarding partners have to decide."
    if facts["outcome"] != Outcome.FULL and not _has(words, "justification"):
        return "Write why it is inappropriate to publish the full report."
    return _evidence(facts, words)


def _materiality(facts: Facts, words: Words) -> str:
    if not isinstance(facts.get("is_material"), bool) or not facts.get("earlier_hash"):
        return "Say whether the change is material."
    return "" if _has(words, "reason") else "Write why."


def _not_involved(facts: Facts, words: Words) -> str:  # noqa: ARG001
    reason = words.get("reason", "")
    if reason not in NonInvolvement.values:
        return "Choose the reason."
    if not _has(words, "publishable"):
        return "Write the sentence that the report will say."
    return "" if _has(words, "details") else NEEDS_DETAILS.get(NonInvolvement(reason), "")


def _told(facts: Facts, words: Words) -> str:
    if words.get("told", Told.ALL) not in Told.values:
        return "Say whether everybody was told."
    return _evidence(facts, words)


RULES: dict[str, Rule] = {
    Kind.QUALITY: Rule(Deed.RECORD_MILESTONES, "R15-R17, R19", _quality, binds_content=True),
    Kind.APPROVAL: Rule(Deed.RECORD_MILESTONES, "R19, S5", _approval, binds_content=True, about=tuple(Partner.values)),
    Kind.ENDORSED: Rule(Deed.RECORD_MILESTONES, "R19", _evidence, binds_content=True),
    Kind.ADOPTED: Rule(Deed.RECORD_MILESTONES, "S5", _evidence, binds_content=True),
    Kind.DECISION: Rule(Deed.DECIDE_PUBLICATION, "R1-R3, S6", _decision),
    Kind.LEGAL: Rule(
        Deed.SIGN_LEGALLY, "R26, R27, S6", _evidence, binds_content=True, about=tuple(LegalSubject.values)
    ),
    Kind.MATERIALITY: Rule(Deed.DECIDE_MATERIAL, "R10", _materiality, binds_content=True),
    Kind.FINDINGS_OFFERED: Rule(Deed.RECORD_FAMILY, "R41", _evidence),
    Kind.NOT_INVOLVED: Rule(Deed.RECORD_FAMILY, "R35", _not_involved),
    Kind.FAMILY_TOLD: Rule(Deed.RECORD_FAMILY, "R29, F13", _told, binds_moment=True),
    Kind.PRACTITIONERS: Rule(Deed.PLAN_MEDIA, "R31", _evidence, binds_moment=True),
    Kind.MEDIA_PLAN: Rule(Deed.PLAN_MEDIA, "R31", _evidence),
    Kind.PROCEEDINGS: Rule(Deed.AFFIRM_PROCEEDINGS, "R27, S10", _evidence),
    Kind.ARCHIVE_TOLD: Rule(Deed.RECORD_FAMILY, "S11", _evidence),
}
