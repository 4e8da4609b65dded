"""Contacts, support organisations and words of the glossary: a wrong number is put right by one person, at once.

Numbers and addresses are not translated: every language shows them as they are now. Of what is translated, hours and
offers could lead somebody to a closed door, so old translations of them are withdrawn; of the rest they say that they
are older.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from home.keeping.fitting import fitting
from home.keeping.refusals import AlreadyExplained, GoneMeanwhile, NobodyLeft, NotThatDay, NoWay
from home.models import GlossaryEntry, SupportOrganisation
from home.recordings.keeping import hide_recordings
from lifecycles.stepping import lock, record
from pages.models import ContentTranslation
from pages.translating.aging import note_new_english
from partnerships.models import ContactBlock, Partnership
from partnerships.working_days import london_day, one_year_after
from people.models import User
from people.permissions import must
from people.roles import Deed

Values = Mapping[str, Any]
# What a recording of a leaflet says aloud.
SPOKEN = {"name", "phone", "email", "post", "url", "hours"}
NO_WAY = {
    "contact": "Give a telephone number, an e-mail address or a postal address, so that people can reach you.",
    "support": "Give a telephone number or a web address, so that people can reach the organisation.",
}


@dataclass(frozen=True)
class Sort:
    """One sort of row: what is kept of it, the ways to reach somebody, and which old words could do harm."""

    model: type[models.Model]
    kept: tuple[str, ...]
    ways: tuple[str, ...] = ()
    harmful: frozenset[str] = frozenset()


SORTS: dict[str, Sort] = {
    "contact": Sort(
        ContactBlock,
        ("role", "name", "phone", "email", "post", "hours", "review_by"),
        ways=("phone", "email", "post"),
        harmful=frozenset({"hours"}),
    ),
    "support": Sort(
        SupportOrganisation,
        ("name", "offers", "phone", "url", "hours", "is_for_young_people", "order", "review_by"),
        ways=("phone", "url"),
        harmful=frozenset({"hours", "offers"}),
    ),
    "glossary": Sort(GlossaryEntry, ("term", "also", "definition")),
}


def add_row(partnership: Partnership, sort: str, values: Values, *, by: User, now: datetime) -> Any:
    """Add a row of `sort` (a key of SORTS); as keep_row otherwise."""
    role = must(by, Deed.KEEP_TERMS, partnership)
    fit = _fitting(sort, values)
    with transaction.atomic():
        row = SORTS[sort].model(partnership=partnership, **fit)
        _refuse(row, sort, now)
        row.save()
        record(row, "add", by=by, now=now, role=role, facts={"fields": sorted(fit)})
    return row


def keep_row(row: Any, sort: str, values: Values, *, by: User, now: datetime) -> Any:
    """Write `values` over a row; the public reads them at once.

    The step names the fields that changed. Raises NotAllowed, or a MoveRefused of home.keeping.refusals or NotFit.
    """
    role = must(by, Deed.KEEP_TERMS, row.partnership)
    fit = _fitting(sort, values)
    with transaction.atomic():
        found = _found_again(row)
        changed = {name for name, value in fit.items() if getattr(found, name) != value}
        before = _supported(found, sort)
        for name in changed:
            setattr(found, name, fit[name])
        _refuse(found, sort, now)
        found.save()
        _refuse_bare(found, sort, before)
        record(found, "keep", by=by, now=now, role=role, facts={"fields": sorted(changed)})
        _age(found, sort, changed, now)
        if changed & SPOKEN:
            hide_recordings(found.partnership)
    return found


def remove_row(row: Any, sort: str, *, by: User, now: datetime) -> None:
    """Take a row and its translations out; NobodyLeft for the last organisation of its kind (A9)."""
    role = must(by, Deed.KEEP_TERMS, row.partnership)
    with transaction.atomic():
        found = _found_again(row)
        before = _supported(found, sort)
        record(found, "remove", by=by, now=now, role=role)
        ContentTranslation.objects.filter(source_key=found.translation_key).delete()
        found.delete()
        hide_recordings(found.partnership)
        _refuse_bare(found, sort, before)


def values_of(row: Any, sort: str) -> dict[str, Any]:
    """Return what is kept of a row, by field."""
    return {name: getattr(row, name) for name in SORTS[sort].kept}


def _fitting(sort: str, values: Values) -> dict[str, Any]:
    return fitting(SORTS[sort].model, {name: values[name] for name in SORTS[sort].kept if name in values})


def _found_again(row: Any) -> Any:
    try:
        return lock(row)
    except type(row).DoesNotExist as error:
        raise GoneMeanwhile from error


def refuse_unreachable(values: Values, sort: str) -> None:
    """Raise NoWay where nobody could be reached by `values` of a row of `sort`."""
    ways = SORTS[sort].ways
    if ways and not any(values.get(way, "").strip() for way in ways):
        raise NoWay(NO_WAY[sort])


def refuse_day(review_by: date, today: date) -> None:
    """Raise NotThatDay unless somebody checks again by a day that is ahead, and within a year (A32)."""
    if not today < review_by <= one_year_after(today):
        raise NotThatDay


def _refuse(row: Any, sort: str, now: datetime) -> None:
    refuse_unreachable(values_of(row, sort), sort)
    if "review_by" in SORTS[sort].kept:
        refuse_day(row.review_by, london_day(now))
    if sort == "glossary":
        _refuse_twin(row)


def _refuse_twin(entry: GlossaryEntry) -> None:
    same = GlossaryEntry.objects.filter(partnership=entry.partnership_id, term__iexact=entry.term)
    if same.exclude(pk=entry.pk).exists():
        raise AlreadyExplained


def _supported(row: Any, sort: str) -> set[bool]:
    """For whom there is support: adults (False), children and young people (True)."""
    if sort != "support":
        return set()
    own = SupportOrganisation.objects.filter(partnership=row.partnership_id)
    return set(own.values_list("is_for_young_people", flat=True))


def _refuse_bare(row: Any, sort: str, before: set[bool]) -> None:
    if before - _supported(row, sort):
        raise NobodyLeft


def _age(row: Any, sort: str, changed: set[str], now: datetime) -> None:
    if changed & {field.field_name for field in row.translatable_fields}:
        note_new_english(row, is_safety_critical=bool(changed & SORTS[sort].harmful), now=now)
