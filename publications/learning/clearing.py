"""Learning before its report (E §11.2): three facts are vouched for, of this very draft, by who may vouch for them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from pages.publishing import ChangedMeanwhile
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.anonymity.naming import is_named
from publications.anonymity.other_texts import blocked_in
from publications.anonymity.words import Words
from publications.learning.drafts import draft_digest, draft_source
from publications.learning.sources import is_early
from publications.models.briefings import EarlyClearance

if TYPE_CHECKING:
    from publications.models import BriefingPage, Review

Kind = EarlyClearance.Kind


class NotEarly(MoveRefused):
    """The report is public, or there is none: nothing has to be cleared."""

    def __init__(self) -> None:
        super().__init__("This briefing does not come before its report, so nothing has to be recorded here.")


class ForeignReview(MoveRefused):
    """A briefing speaks of the reviews of its own partnership alone."""

    def __init__(self) -> None:
        super().__init__("What it was made from does not belong to this partnership. Choose it again in the editor.")


class NothingSaid(MoveRefused):
    """Who said it and when has to be known later."""

    def __init__(self) -> None:
        super().__init__("Write who said so, when, and what was considered. It is stored encrypted.")


class OnlyWhoIsNamed(MoveRefused):
    """Whether somebody could be recognised is judged by those who know whom it is about."""

    def __init__(self) -> None:
        super().__init__("Only somebody who is named for the anonymity of the review can say this.")


class SomethingIsFound(MoveRefused):
    """The check found what must not be published."""

    def __init__(self) -> None:
        super().__init__("The check found something that must not be published. Mend the text first.")


def clear_early(draft: BriefingPage, kind: str, *, words: str, read: str, by: User, now: datetime) -> EarlyClearance:
    """Record one fact about `draft`, whose digest `by` has read as `read`; another one of its kind replaces it.

    Raises NotAllowed, NotEarly, ForeignReview, ChangedMeanwhile, NothingSaid, OnlyWhoIsNamed or SomethingIsFound.
    """
    review = _early_review(draft)
    role = must(by, Deed.CLEAR_EARLY_LEARNING, review.partnership)
    if draft_digest(draft) != read:
        raise ChangedMeanwhile
    if not words.strip():
        raise NothingSaid
    if kind == Kind.ANONYMITY:
        _refuse_unsafe(draft, by)
    with transaction.atomic():
        lock(review)
        standing(draft).filter(kind=kind).delete()
        row = EarlyClearance(briefing_id=draft.pk, review=review, kind=kind, digest=read, at=now, by=by)
        row.keep({"words": words.strip()})
        row.save()
        record(review, "clear_early", by=by, now=now, role=role, facts={"kind": str(kind), "digest": read})
    return row


def take_back_clearance(row: EarlyClearance, *, by: User, now: datetime) -> None:
    """Take back what was recorded: it does not hold any more. What is public already is taken down by its own door."""
    role = must(by, Deed.CLEAR_EARLY_LEARNING, row.review.partnership)
    with transaction.atomic():
        lock(row.review)
        record(row.review, "take_back_clearance", by=by, now=now, role=role, facts={"kind": row.kind})
        row.delete()


def standing(draft: BriefingPage) -> QuerySet[EarlyClearance]:
    """Return the clearances that are bound to exactly what `draft` says, and to the review from which it comes."""
    found = EarlyClearance.objects.filter(briefing_id=draft.pk, review_id=draft.source_review_id)
    return found.filter(digest=draft_digest(draft)).select_related("by")


def is_cleared(draft: BriefingPage) -> bool:
    """Return whether all three facts are known of this very draft."""
    return set(standing(draft).values_list("kind", flat=True)) >= set(Kind.values)


def found_in(draft: BriefingPage) -> list[str]:
    """Return the places of `draft` in which something stands that must not be published, never the words.

    Shown to those who are named for the review, and to nobody else.
    """
    return blocked_in(draft.source_review, draft_source(draft)) if draft.source_review_id else []


def gives_its_review_away(draft: BriefingPage) -> bool:
    """Return whether `draft` uses the title, the pseudonym or the address of the report that is not public (R32)."""
    known = [words for page in draft.source_review.drafts() for words in (page.title, page.pseudonym, page.slug)]
    words = Words(known)
    passages = draft_source(draft).document.passages
    return bool(words) and any(words.count(passage.text) for passage in passages)


def _early_review(draft: BriefingPage) -> Review:
    if not is_early(draft):
        raise NotEarly
    if draft.source_review.partnership_id != draft.partnership.pk:
        raise ForeignReview
    return draft.source_review


def _refuse_unsafe(draft: BriefingPage, by: User) -> None:
    if not is_named(by, draft.source_review):
        raise OnlyWhoIsNamed
    if found_in(draft):
        raise SomethingIsFound
