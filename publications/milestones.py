"""Facts on the way to publication: recorded by those who may, taken back with a reason, never changed."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from lifecycles.models import Step, canonical
from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from pages.models import PrivateDocument
from people.models import User
from people.permissions import may, must, partner_in
from people.roles import Deed, Partner, Role
from publications.content_hash import hash_of
from publications.milestone_rules import RULES, Kind, LegalSubject, Outcome
from publications.models import Milestone, Review
from publications.states import ReviewState

__all__ = ["RULES", "Kind", "Outcome", "may_read", "record_milestone", "row_digest", "take_back"]


class Incomplete(MoveRefused):
    """Something that this milestone has to say is missing; str() names it."""


class NotYours(MoveRefused):
    """A delegate approves for their own partner, and for no other."""

    def __init__(self) -> None:
        super().__init__("You can approve only for the safeguarding partner for which you were appointed.")


class TextChanged(MoveRefused):
    """The text is not the one that the person had before them."""

    def __init__(self) -> None:
        super().__init__("The text was edited since you opened this page. Read it again, and record it again.")


class AlreadyTakenBack(MoveRefused):
    """The milestone does not stand any more."""

    def __init__(self) -> None:
        super().__init__("This has been taken back already.")


class ReviewIsClosed(MoveRefused):
    """What led to the closing of a review stays as it was."""

    def __init__(self) -> None:
        super().__init__("The review is closed. What led to that stays as it was recorded.")


def record_milestone(
    review: Review,
    kind: str,
    *,
    by: User,
    now: datetime,
    words: dict[str, str] | None = None,
    facts: dict[str, Any] | None = None,
    about: str = "",
    moment: datetime | None = None,
    document: PrivateDocument | None = None,
    read_hash: str = "",
) -> Milestone:
    """Add one fact about `review`; Incomplete when it does not say enough, NotAllowed by the table of roles.

    `facts` holds codes and hashes, `words` texts (sealed). What is bound to the content is bound to the drafts as
    they are now, TextChanged when they are not those of `read_hash`; what is bound to a moment is about `moment`.
    """
    words, facts = words or {}, dict(facts or {})
    role = _role_to_record(kind, about, by, review)
    if kind == Kind.APPROVAL:
        facts["own_hand"] = role == Role.PARTNER_DELEGATE
    _refuse_incomplete(review, kind, facts, words, about, moment)
    with transaction.atomic():
        locked = lock(review)
        _refuse_by_state(locked, kind, facts, about)
        digest = _digest_to_bind(locked, kind, about)
        if read_hash and digest and read_hash != digest:
            raise TextChanged
        row = Milestone(
            review=locked,
            kind=kind,
            about=about,
            content_hash=digest,
            moment=moment if RULES[kind].binds_moment else None,
            facts=facts,
            at=now,
            by=by,
            role=role,
            document=document,
        )
        return _keep(row, words, reason="")


def take_back(milestone: Milestone, *, by: User, reason: str, now: datetime) -> Milestone:
    """Take a fact back, with a reason; from now on it vouches for nothing."""
    role = _role_to_take_back(milestone, by)
    if not reason.strip():
        raise Incomplete("Write why it is taken back.")
    with transaction.atomic():
        if lock(milestone.review).state == ReviewState.CLOSED:
            raise ReviewIsClosed
        if milestone.withdraws_id or Milestone.objects.filter(withdraws=milestone).exists():
            raise AlreadyTakenBack
        row = Milestone(
            review=milestone.review, kind=milestone.kind, about=milestone.about, at=now, by=by, role=role,
            withdraws=milestone,
        )  # fmt: skip
        return _keep(row, {"reason": reason}, reason=reason)


def may_read(user: Any, milestone: Milestone) -> bool:
    """Return whether `user` may read the words of `milestone`: of the family's only who records for the family."""
    return any(may(user, deed, milestone.review.partnership) for deed in RULES[milestone.kind].readers)


def binds_content(kind: str, about: str) -> bool:
    """Return whether this is about the text as it is now; the decision itself is not about one text."""
    return RULES[kind].binds_content and (kind, about) != (Kind.LEGAL, LegalSubject.DECISION)


def is_delegate(user: Any, review: Review) -> bool:
    """Return whether `user` is a delegate here, who records nothing for the other partners."""
    return user.memberships.filter(partnership=review.partnership_id, role=Role.PARTNER_DELEGATE).exists()


def row_digest(row: Milestone) -> str:
    """Return the SHA-256 of everything that `row` says: it stands in the chain of steps, so no change goes unseen."""
    plain = {name: getattr(row, name) for name in ("kind", "about", "content_hash", "facts", "role")}
    ids = {name: getattr(row, f"{name}_id") for name in ("review", "by", "document", "withdraws")}
    times = {"at": row.at.timestamp(), "moment": row.moment.timestamp() if row.moment else None}
    sealed = hashlib.sha256(bytes(row.sealed)).hexdigest()
    return hashlib.sha256(canonical(plain | ids | times | {"row": str(row.row), "sealed": sealed}).encode()).hexdigest()


def altered_milestones() -> list[Milestone]:
    """Return every milestone that is not as the chain of steps has it: it was changed around the verbs."""
    steps = Step.objects.filter(subject_type="publications.review", move__in=["milestone_reach", "milestone_take_back"])
    known = {facts["digest"] for facts in steps.values_list("facts", flat=True)}
    return [row for row in Milestone.objects.iterator() if row_digest(row) not in known]


def _keep(row: Milestone, words: dict[str, str], *, reason: str) -> Milestone:
    row.keep(words)
    row.save()
    move = "take_back" if row.withdraws_id else "reach"
    facts = {"kind": row.kind, "about": row.about, "content_hash": row.content_hash, "digest": row_digest(row)}
    # Everybody who sees the review reads its steps: what is said about the family stays sealed in the row.
    said = "" if RULES[row.kind].is_about_family else reason
    record(row.review, f"milestone_{move}", by=row.by, now=row.at, role=row.role, reason=said, facts=facts)
    return row


def _digest_to_bind(review: Review, kind: str, about: str) -> str:
    if not binds_content(kind, about):
        return ""
    if not review.pages.exists():
        raise Incomplete("There is no text yet to which this could belong.")
    return hash_of(review)


def _refuse_incomplete(
    review: Review, kind: str, facts: dict[str, Any], words: dict[str, str], about: str, moment: datetime | None
) -> None:
    rule = RULES[kind]
    if about not in rule.about:
        raise Incomplete("Say what this is about.")
    if missing := rule.check(facts, words):
        raise Incomplete(missing)
    if rule.binds_moment and moment is None:
        raise Incomplete("Say about which day and hour.")
    is_held_back = kind == Kind.DECISION and facts["outcome"] != Outcome.FULL
    asks_panel = review.partnership.has_case_review_panel
    if is_held_back and asks_panel and not isinstance(facts.get("panel_consulted"), bool):
        raise Incomplete("Say whether the case review panel was consulted.")


def _refuse_by_state(review: Review, kind: str, facts: dict[str, Any], about: str) -> None:
    if kind == Kind.ARCHIVE_TOLD and review.state != ReviewState.PUBLISHED:
        raise Incomplete("The family is told of the archiving while the report is public.")
    if review.state == ReviewState.CLOSED:
        is_decision = kind == Kind.DECISION and facts["outcome"] != Outcome.FULL
        if not is_decision and (kind, about) != (Kind.LEGAL, LegalSubject.DECISION):
            raise ReviewIsClosed


def _role_to_record(kind: str, about: str, by: User, review: Review) -> str:
    """A delegate approves with their own hand for their own partner; support staff record it from the minutes."""
    if kind != Kind.APPROVAL:
        return must(by, RULES[kind].deed, review.partnership)
    if about not in Partner.values:
        raise Incomplete("Say which safeguarding partner approves.")
    if not is_delegate(by, review):
        return must(by, RULES[kind].deed, review.partnership)
    role = must(by, Deed.APPROVE_REPORT, review.partnership)
    if partner_in(by, review.partnership) != about:
        raise NotYours
    return role


def _role_to_take_back(milestone: Milestone, by: User) -> str:
    return _role_to_record(milestone.kind, milestone.about, by, milestone.review)
