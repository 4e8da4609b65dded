"""The rows of a review's record: one table says who keeps which, what each must say and what a step may repeat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from pages.models import PrivateDocument
from people.models import User
from people.roles import Deed
from publications.models import ParallelProcess, Restriction, Review, Reviewer, SensitiveDate, TeamMember
from publications.recording.refusals import EndsBeforeItStarts, GoneMeanwhile, Missing, NotOurDocument
from publications.recording.writing import Writing, refuse_future, writing

Values = dict[str, Any]


@dataclass(frozen=True)
class Sort:
    """One sort of row. `check` refuses values that cannot be; `told` are the fields that a step may repeat."""

    model: type[models.Model]
    deed: Deed
    check: Callable[[Values, Writing], None]
    sealed: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def _reviewer(values: Values, to: Writing) -> None:
    _need(values, "name", "Write the name.")
    refuse_future(values.get("conflict_declared_on"), to.today, "The day on which conflicts were declared")
    refuse_future(values.get("confidentiality_signed_on"), to.today, "The day of the confidentiality agreement")
    refuse_future(values.get("announced_on"), to.today, "The day on which the name was told")


def _team_member(values: Values, to: Writing) -> None:  # noqa: ARG001
    _need(values, "name", "Write the name.")


def _process(values: Values, to: Writing) -> None:
    _need(values, "kind", "Choose the process.")
    _need(values, "source", "Write from where this is known.")
    refuse_future(values.get("ended_on"), to.today, "The day on which it ended")
    _refuse_reversed(values.get("began_on"), values.get("ended_on"))


def _restriction(values: Values, to: Writing) -> None:
    _need(values, "kind", "Choose the restriction.")
    _need(values, "starts_on", "Give the day from which it is in force.")
    _need(values, "source", "Write where the restriction comes from, such as the court and the order.")
    _refuse_reversed(values["starts_on"], values.get("ends_on"))
    document = values.get("document")
    if document and not own_documents(to.review).filter(pk=document.pk).exists():
        raise NotOurDocument


def _sensitive_date(values: Values, to: Writing) -> None:  # noqa: ARG001
    _need(values, "day", "Give the day.")
    _need(values, "reason", "Write why this day is sensitive. Few people can read it.")


DECLARED = ("conflict_declared_on", "confidentiality_signed_on", "announced_on")
SORTS: dict[str, Sort] = {
    "reviewer": Sort(Reviewer, Deed.KEEP_RECORD, _reviewer, told=DECLARED),
    "team_member": Sort(TeamMember, Deed.KEEP_RECORD, _team_member),
    "process": Sort(
        ParallelProcess, Deed.KEEP_RECORD, _process, ("source", "note"), told=("kind", "began_on", "ended_on")
    ),
    "restriction": Sort(
        Restriction, Deed.KEEP_RECORD, _restriction, ("source", "note"), told=("kind", "starts_on", "ends_on")
    ),
    # Neither the day nor the reason stands in a step: steps outlive everything, and a birthday says who it is.
    "sensitive_date": Sort(SensitiveDate, Deed.SEE_SENSITIVE_DATES, _sensitive_date, ("reason",)),
}


def add_row(review: Review, sort: str, values: Values, *, by: User, now: datetime) -> models.Model:
    """Add a row of `sort` (a key of SORTS) to the record; a named refusal when `values` cannot be."""
    rule = SORTS[sort]
    with writing(review, rule.deed, by=by, now=now) as to:
        row = rule.model(review=to.review)
        _write(row, rule, values, to)
        to.note(f"{sort}_add", row=row.pk, **_told(row, rule))
    return row


def change_row(row: models.Model, sort: str, values: Values, *, by: User, now: datetime) -> models.Model:
    """Write `values` over a row; the step says which fields changed. GoneMeanwhile when it was removed."""
    rule = SORTS[sort]
    with writing(row.review, rule.deed, by=by, now=now) as to:
        found = _found_again(row)
        before = values_of(found, sort)
        _write(found, rule, before | values, to)
        changed = sorted(name for name, value in values.items() if before[name] != value)
        to.note(f"{sort}_change", row=found.pk, changed=changed, **_told(found, rule))
    return found


def remove_row(row: models.Model, sort: str, *, by: User, now: datetime) -> None:
    """Take a row out of the record; the step stays, and says that there was one."""
    rule = SORTS[sort]
    with writing(row.review, rule.deed, by=by, now=now) as to:
        found = _found_again(row)
        to.note(f"{sort}_remove", row=found.pk, **_told(found, rule))
        found.delete()


def values_of(row: models.Model, sort: str) -> Values:
    """Return everything that a row says, sealed words too: for a person who may change it."""
    rule = SORTS[sort]
    plain = {name: getattr(row, name) for name in _plain_names(rule)}
    words = row.words() if rule.sealed else {}
    return plain | {name: words.get(name, "") for name in rule.sealed}


def own_documents(review: Review) -> models.QuerySet[PrivateDocument]:
    """Return the documents among which a restriction of `review` may choose: those of its own partnership."""
    return PrivateDocument.objects.filter(collection=review.partnership.collection_id).order_by("-created_at", "-pk")


def _write(row: models.Model, rule: Sort, values: Values, to: Writing) -> None:
    rule.check(values, to)
    for name in _plain_names(rule):
        if name in values:
            setattr(row, name, values[name])
    if rule.sealed:
        row.keep({name: values.get(name, "") for name in rule.sealed})
    if hasattr(row, "changed_at"):
        row.changed_at = to.now
    row.save()


def _plain_names(rule: Sort) -> list[str]:
    left_out = {"id", "review", "row", "sealed", "changed_at"}
    return [field.name for field in rule.model._meta.concrete_fields if field.name not in left_out]


def _told(row: models.Model, rule: Sort) -> Values:
    said = {name: getattr(row, name) for name in rule.told}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}


def _found_again(row: models.Model) -> Any:
    try:
        return type(row).objects.select_for_update().get(pk=row.pk)
    except type(row).DoesNotExist as error:
        raise GoneMeanwhile from error


def _need(values: Values, name: str, words: str) -> None:
    value = values.get(name)
    if value is None or not str(value).strip():
        raise Missing(words)


def _refuse_reversed(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise EndsBeforeItStarts
