"""Who was sent what of a review, when and how, and what use was reported: organisations and groups, never a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum

from lifecycles.moves import MoveRefused
from people.models import User
from people.roles import Deed
from publications.actions.naming import places_that_name
from publications.actions.refusals import NotOurAgency
from publications.csv_cells import csv_text
from publications.models import Dissemination, Review, UseReport
from publications.recording.refusals import GoneMeanwhile, Missing
from publications.recording.writing import Writing, refuse_future, writing
from publications.vocabulary import Channel, Setting

Values = dict[str, Any]
FIELDS = ("what", "to", "agency", "channel", "on", "use")
HEAD = ("On", "What was sent", "To whom", "Agency", "How", "What use was reported")


class NamesAPerson(MoveRefused):
    """Organisations and groups are recorded, never people."""

    def __init__(self) -> None:
        super().__init__("Write an organisation or a group instead of the name of a person.")


@dataclass(frozen=True)
class Uses:
    """What readers reported: how often, how many people took part as far as that was said, and in which settings."""

    rows: list[UseReport]
    people: int
    settings: list[tuple[str, int]]


def add_dissemination(review: Review, values: Values, *, by: User, now: datetime) -> Dissemination:
    """Record that something was sent. `values`: what, to, agency, channel, on, use."""
    with writing(review, Deed.KEEP_LEARNING, by=by, now=now) as to:
        row = Dissemination(review=to.review, recorded_at=now, recorded_by=by)
        _write(row, values, to)
        to.note("dissemination_add", row=str(row.uuid), channel=row.channel, on=row.on.isoformat())
    return row


def change_dissemination(row: Dissemination, values: Values, *, by: User, now: datetime) -> Dissemination:
    """Write `values` over what was recorded, such as what use was reported since."""
    with writing(row.review, Deed.KEEP_LEARNING, by=by, now=now) as to:
        found = _found_again(row)
        before = values_of(found)
        _write(found, before | values, to)
        changed = [name for name, value in values_of(found).items() if value != before[name]]
        to.note("dissemination_change", row=str(found.uuid), changed=changed)
    return found


def remove_dissemination(row: Dissemination, *, by: User, now: datetime) -> None:
    """Take out what was recorded by mistake; the step stays."""
    with writing(row.review, Deed.KEEP_LEARNING, by=by, now=now) as to:
        found = _found_again(row)
        to.note("dissemination_remove", row=str(found.uuid))
        found.delete()


def values_of(row: Dissemination) -> Values:
    """Return everything that can be changed."""
    return {name: getattr(row, name) for name in FIELDS}


def uses_of(review: Review) -> QuerySet[UseReport]:
    """Return what readers reported of the briefing that went out with `review`, and of those made from it."""
    return UseReport.objects.filter(Q(review=review) | Q(briefing__source_review=review))


def counted(uses: QuerySet[UseReport], *, most: int) -> Uses:
    """Return the newest `most` of `uses` with the counts of all of them."""
    people = uses.aggregate(said=Sum("people"))["said"] or 0
    found = Counter(uses.order_by().values_list("setting", flat=True))
    settings = [(str(label), found[value]) for value, label in Setting.choices if found[value]]
    return Uses(list(uses.select_related("briefing", "agency")[:most]), people, settings)


def as_csv(rows: Iterable[Dissemination]) -> str:
    """Return `rows` as a table for spreadsheets; no cell is a formula."""
    return csv_text(HEAD, map(_cells, rows))


def _write(row: Dissemination, values: Values, to: Writing) -> None:
    for name, words in (("what", "Write what was sent."), ("to", "Write to whom it was sent.")):
        if not str(values.get(name) or "").strip():
            raise Missing(words)
    if values.get("channel") not in Channel.values:
        raise Missing("Choose how it was sent.")
    if values.get("on") is None:
        raise Missing("Give the day on which it was sent.")
    refuse_future(values["on"], to.today, "The day on which it was sent")
    agency = values.get("agency")
    if agency and agency.partnership_id != to.review.partnership_id:
        raise NotOurAgency
    if places_that_name(to.review.partnership, [(name, str(values.get(name) or "")) for name in ("what", "to", "use")]):
        raise NamesAPerson
    for name in FIELDS:
        setattr(row, name, values.get(name, getattr(row, name)))
    row.save()


def _cells(row: Dissemination) -> list[Any]:
    agency = row.agency.name if row.agency else ""
    return [row.on.isoformat(), row.what, row.to, agency, row.get_channel_display(), row.use]


def _found_again(row: Dissemination) -> Dissemination:
    found = Dissemination.objects.select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise GoneMeanwhile
    return found
