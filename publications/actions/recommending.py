"""Recommendations come into the plan from the report or by hand; the partnership adopts each, or says why not (D20)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from lifecycles.models import canonical
from people.models import User
from people.roles import Deed
from publications.actions.reading import recommended_in
from publications.actions.refusals import ActionsUnderWay, ChangedMeanwhile, HasActions, NothingToTakeOver
from publications.models import Recommendation, Review, Term
from publications.recording.refusals import GoneMeanwhile, Missing
from publications.recording.writing import writing
from publications.states import ActionState
from publications.vocabulary import Adopted, Target, TermKind

Values = dict[str, Any]
_PLAIN = ("text", "target", "outcome", "learning_point")


def take_over(review: Review, *, by: User, now: datetime) -> list[Recommendation]:
    """Add every recommendation of the report whose number the plan does not have; nothing is written over."""
    with writing(review, Deed.KEEP_ACTIONS, by=by, now=now) as to:
        taken = set(to.review.recommendations.values_list("number", flat=True))
        found = [said for said in recommended_in(to.review) if said.number not in taken]
        if not found:
            raise NothingToTakeOver
        rows = [
            Recommendation(
                review=to.review, number=said.number, text=said.text, target=said.target, outcome=said.outcome
            )
            for said in found
        ]
        Recommendation.objects.bulk_create(rows)
        to.note("take_over_recommendations", numbers=[row.number for row in rows])
    return rows


def add_recommendation(review: Review, values: Values, *, by: User, now: datetime) -> Recommendation:
    """Add a recommendation under the next number. `values`: text, target, outcome, learning_point, themes."""
    with writing(review, Deed.KEEP_ACTIONS, by=by, now=now) as to:
        last = to.review.recommendations.order_by("-number").values_list("number", flat=True).first() or 0
        row = Recommendation(review=to.review, number=last + 1)
        _write(row, values)
        to.note("recommendation_add", number=row.number)
    return row


def change_recommendation(
    recommendation: Recommendation, values: Values, *, by: User, now: datetime, read: str = ""
) -> Recommendation:
    """Write `values` over a recommendation; ChangedMeanwhile when it is not what `read` (its mark) says was read."""
    with writing(recommendation.review, Deed.KEEP_ACTIONS, by=by, now=now) as to:
        row = _found_again(recommendation)
        if read and read != mark_of(row):
            raise ChangedMeanwhile
        before = values_of(row)
        _write(row, before | values)
        after = values_of(row)
        to.note("recommendation_change", number=row.number, changed=[n for n in after if after[n] != before[n]])
    return row


def decide_adoption(
    recommendation: Recommendation, adopted: str, *, by: User, now: datetime, reason: str = ""
) -> Recommendation:
    """Record whether the partnership adopts it; a reason is needed where it does not (rules.md §4)."""
    if adopted == Adopted.NO and not reason.strip():
        raise Missing("Write why it was not adopted.")
    with writing(recommendation.review, Deed.KEEP_ACTIONS, by=by, now=now) as to:
        row = _found_again(recommendation)
        if adopted != Adopted.YES and row.actions.exclude(state=ActionState.PROPOSED).exists():
            raise ActionsUnderWay
        row.adopted = Adopted(adopted)
        row.reason_not_adopted = reason.strip() if adopted == Adopted.NO else ""
        row.save(update_fields=["adopted", "reason_not_adopted"])
        to.note("recommendation_decide", number=row.number, adopted=adopted)
    return row


def remove_recommendation(recommendation: Recommendation, *, by: User, now: datetime) -> None:
    """Take a recommendation out of the plan, while nothing was agreed for it."""
    with writing(recommendation.review, Deed.KEEP_ACTIONS, by=by, now=now) as to:
        row = _found_again(recommendation)
        if row.actions.exists():
            raise HasActions
        to.note("recommendation_remove", number=row.number)
        row.delete()


def values_of(recommendation: Recommendation) -> Values:
    """Return everything that a keeper can change."""
    plain = {name: getattr(recommendation, name) for name in _PLAIN}
    return plain | {"themes": list(recommendation.themes.order_by("pk"))}


def mark_of(recommendation: Recommendation) -> str:
    """Return what changes whenever one of the values does."""
    values = values_of(recommendation)
    said = values | {"themes": [theme.slug for theme in values["themes"]]}
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def _write(row: Recommendation, values: Values) -> None:
    if not str(values.get("text") or "").strip():
        raise Missing("Write the recommendation.")
    if values.get("target") not in Target.values:
        raise Missing("Choose to whom it is addressed.")
    for name in _PLAIN:
        setattr(row, name, values.get(name, getattr(row, name)))
    row.save()
    row.themes.set(_themes(values.get("themes") or []))


def _themes(terms: Iterable[Term]) -> list[Term]:
    return [term for term in terms if term.kind == TermKind.THEME]


def _found_again(recommendation: Recommendation) -> Recommendation:
    found = Recommendation.objects.select_for_update().filter(pk=recommendation.pk).first()
    if found is None:
        raise GoneMeanwhile
    return found
