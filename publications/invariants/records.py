"""What was recorded on the way to publication is all there, and unchanged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from lifecycles.models import Step
from publications.invariants.table import Broken, broken, invariant
from publications.milestones import row_digest
from publications.models import Dispatch, Milestone, Pack, Review
from publications.notifying import ARRIVED
from publications.states import DispatchState, ReviewState

CHUNK = 200
NEEDS_A_HASH = [Pack.Purpose.FINAL_COPY, Pack.Purpose.CORRECTION, Pack.Purpose.NSPCC]
LEFT = [*ARRIVED, DispatchState.BOUNCED]
MILESTONE_MOVES = ["milestone_reach", "milestone_take_back"]


@invariant("S3-S9, §2 (vi)", "Every milestone is there and says what the chain says that it says")
def milestones_agree_with_steps(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    told = Step.objects.filter(subject_type=Review._meta.label_lower, move__in=MILESTONE_MOVES)
    numbers = {int(pk) for pk in told.order_by().values_list("subject_id", flat=True).distinct()}
    kept = set(Milestone.objects.order_by().values_list("review_id", flat=True).distinct())
    every = sorted(numbers | kept)
    for start in range(0, len(every), CHUNK):
        for pk in _differing(every[start : start + CHUNK]):
            # Looked at again, since something may be recorded at this very moment.
            yield from _differences(pk)


@invariant("R8, R9", "Every copy that was sent has an address, a moment and the hash of its text")
def copies_are_recorded(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    sent = Dispatch.objects.filter(state__in=LEFT).select_related("review")
    unsaid = Q(address="") | Q(sent_at=None) | Q(pack__content_hash="", pack__purpose__in=NEEDS_A_HASH)
    for dispatch in sent.filter(unsaid).iterator():
        yield broken(dispatch, "its address, its moment or the hash of its text is missing")


@invariant("R2, S13", "A review that was closed has a decision of the partners")
def closed_by_a_decision(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    decided = Milestone.objects.standing().filter(review=OuterRef("pk"), kind=Milestone.Kind.DECISION)
    for review in Review.objects.filter(~Exists(decided), state=ReviewState.CLOSED).iterator():
        yield broken(review, "it is closed, and no decision stands")


def _differing(pks: list[int]) -> list[int]:
    """Return which of these reviews have milestones that differ from what the chain says of them."""
    told, kept = _told(pks), _kept(pks)
    return [pk for pk in pks if told[pk] != kept[pk]]


def _differences(pk: int) -> Iterator[Broken]:
    told, kept = _told([pk])[pk], _kept([pk])[pk]
    review = Review.objects.filter(pk=pk).first()
    subject, partnership = (f"review {review.uuid}", review.partnership_id) if review else (f"review {pk}", None)
    lost, unknown = (told - kept).total(), (kept - told).total()
    if lost:
        yield Broken(subject, f"milestones that the chain tells of and that are not there: {lost}", partnership)
    if unknown:
        yield Broken(subject, f"milestones that the chain does not tell of, as they are: {unknown}", partnership)


def _told(pks: list[int]) -> defaultdict[int, Counter[str]]:
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    steps = Step.objects.filter(subject_type=Review._meta.label_lower, subject_id__in=[str(pk) for pk in pks])
    for subject, facts in steps.filter(move__in=MILESTONE_MOVES).order_by().values_list("subject_id", "facts"):
        found[int(subject)][facts.get("digest", "")] += 1
    return found


def _kept(pks: list[int]) -> defaultdict[int, Counter[str]]:
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for row in Milestone.objects.filter(review__in=pks).order_by().iterator():
        found[row.review_id][row_digest(row)] += 1
    return found
