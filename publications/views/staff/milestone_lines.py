"""Milestones as a page shows them: what stands, for which text, and the words only to those who may read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from pages.days_in_words import moment_in_words
from people.roles import Deed, Partner, Role
from publications.milestone_rules import RULES, Kind, LegalSubject, NonInvolvement, Outcome, Rule, Told
from publications.milestones import binds_content
from publications.models import Milestone
from publications.questions import ReleaseQuestion

FRESH = timedelta(hours=24)
GROUPS = (
    ("The text", (Kind.QUALITY, Kind.APPROVAL, Kind.ENDORSED, Kind.ADOPTED, Kind.LEGAL, Kind.MATERIALITY)),
    ("The decision about publication", (Kind.DECISION,)),
    ("The family", (Kind.FINDINGS_OFFERED, Kind.NOT_INVOLVED, Kind.FAMILY_TOLD, Kind.ARCHIVE_TOLD)),
    ("Practitioners, media and proceedings", (Kind.PRACTITIONERS, Kind.MEDIA_PLAN, Kind.PROCEEDINGS)),
)
COUNTS, LAPSED, TAKEN_BACK = "green", "orange", "grey"
_LABELS = {
    "reason": "Reason",
    "details": "Details",
    "publishable": "What the report says",
    "told": "Who knows",
    "justification": "Why not in full",
    "evidence": "Evidence",
}
_CHOICES = {"reason": NonInvolvement, "told": Told}


@dataclass(frozen=True)
class Line:
    """One milestone on a page."""

    milestone: Milestone
    subject: str
    tag: str
    colour: str
    said: str
    may_read: bool
    may_take_back: bool

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """Its facts, and its words for those who may read them: unsealed only where a page shows them."""
        return [*_facts(self.milestone), *(_words(self.milestone) if self.may_read else [])]


@dataclass(frozen=True)
class Reader:
    """Who looks at the page: their deeds here, and for a delegate the partner for whom they speak."""

    deeds: frozenset[Deed]
    is_delegate: bool = False
    partner: str = ""

    def may_record(self, kind: str) -> bool:
        """Whether they may record this kind; a delegate only their own approval."""
        if kind == Kind.MATERIALITY:
            return False
        if kind == Kind.APPROVAL and self.is_delegate:
            return bool(self.partner)
        return RULES[kind].deed in self.deeds

    def may_read(self, rule: Rule) -> bool:
        return bool(rule.readers & self.deeds)

    def may_take_back(self, row: Milestone) -> bool:
        if row.kind == Kind.APPROVAL and self.is_delegate:
            return row.about == self.partner
        return RULES[row.kind].deed in self.deeds


def line_of(row: Milestone, question: ReleaseQuestion, reader: Reader) -> Line:
    """Return `row` as `reader` may see it; of the family's they see that it is done, and when."""
    rule, is_taken_back = RULES[row.kind], hasattr(row, "withdrawn_by")
    tag, colour = ("Taken back", TAKEN_BACK) if is_taken_back else standing_in_words(row, question)
    may_read = reader.may_read(rule)
    hides = rule.is_about_family and not may_read
    return Line(
        row,
        subject_in_words(row),
        tag,
        colour,
        moment_in_words(row.at) if hides else f"{moment_in_words(row.at)}, by {who(row)}",
        may_read,
        reader.may_take_back(row) and not is_taken_back,
    )


def standing_in_words(row: Milestone, question: ReleaseQuestion) -> tuple[str, str]:
    """Return whether `row` still counts, in words and as a colour: as the guards would say now."""
    if binds_content(row.kind, row.about):
        counts = row in question.vouched(row.kind)
        return ("This text", COUNTS) if counts else ("An earlier text, so it no longer counts", LAPSED)
    if RULES[row.kind].binds_moment:
        counts = question.release is not None and row in question.told_of_moment(row.kind)
        return ("This day and hour", COUNTS) if counts else ("Another day or hour, so it no longer counts", LAPSED)
    if row.kind == Kind.PROCEEDINGS and question.now - row.at > FRESH:
        return "More than 24 hours ago, so it no longer counts", LAPSED
    if row.kind == Kind.DECISION and row != question.standing(Kind.DECISION)[-1]:
        return "Replaced by a later decision", TAKEN_BACK
    return "Recorded", COUNTS


def subject_in_words(row: Milestone) -> str:
    """Return what a milestone is about beside its kind: a partner, a legal subject, or the outcome of a decision."""
    if row.kind == Kind.APPROVAL:
        return str(Partner(row.about).label)
    if row.kind == Kind.LEGAL:
        return str(LegalSubject(row.about).label)
    return str(Outcome(row.facts["outcome"]).label) if row.kind == Kind.DECISION else ""


def who(row: Milestone) -> str:
    """Return who recorded it, and in which role."""
    return f"{row.by} ({Role(row.role).label})"


def latest_of_each(rows: Iterable[Milestone], question: ReleaseQuestion) -> list[Milestone]:
    """Return, of rows of one kind, the latest about each subject, before it one that counts; of those not involved all.

    After an edit that was undone an older row counts again.
    """
    found = sorted(rows, key=lambda row: standing_in_words(row, question)[1] == COUNTS)
    if found and found[0].kind == Kind.NOT_INVOLVED:
        return found
    return list({row.about: row for row in found}.values())


def _facts(row: Milestone) -> list[dict[str, Any]]:
    rows = []
    if row.moment:
        rows.append({"key": "About", "value": moment_in_words(row.moment)})
    if "panel_consulted" in row.facts:
        rows.append({"key": "Case review panel", "value": "Consulted" if row.facts["panel_consulted"] else "Not asked"})
    return rows


def _words(row: Milestone) -> list[dict[str, Any]]:
    words = row.words()
    rows = [
        {"key": label, "value": _CHOICES[name](words[name]).label if name in _CHOICES else words[name]}
        for name, label in _LABELS.items()
        if words.get(name)
    ]
    if hasattr(row, "withdrawn_by"):
        back = row.withdrawn_by
        rows.append({"key": "Taken back because", "value": back.words().get("reason", "")})
        rows.append({"key": "Taken back", "value": _when_and_who(back.at, back)})
    return rows


def _when_and_who(at: datetime, row: Milestone) -> str:
    return f"{moment_in_words(at)}, by {who(row)}"
