"""The ledger of public days: at least one calendar year, and every day that the report was offline is added (R4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from partnerships.working_days import one_year_after
from publications.editions import london_day
from publications.models import PublicSpell, Review


def open_spell(review: Review, now: datetime) -> None:
    """Write down that the report is publicly available from `now` on."""
    PublicSpell.objects.create(review=review, began_at=now)


def close_spell(review: Review, now: datetime) -> None:
    """Write down that the report is not available any more."""
    PublicSpell.objects.filter(review=review, ended_at=None).update(ended_at=now)


def earliest_archive_day(review: Review, today: date) -> date | None:
    """Return the first day on which the report may be archived, as things stand `today`; None if never public.

    One calendar year after the day of publication, plus every London day on which it was offline for any time.
    """
    spells = list(review.spells.all())
    if not spells:
        return None
    first = one_year_after(london_day(spells[0].began_at))
    return first + timedelta(days=len(_days_offline(spells, today)))


def _days_offline(spells: list[PublicSpell], today: date) -> set[date]:
    following = [london_day(spell.began_at) for spell in spells[1:]] + [today]
    gaps = zip(spells, following, strict=True)
    return {day for spell, end in gaps if spell.ended_at for day in _days(london_day(spell.ended_at), end)}


def _days(start: date, end: date) -> list[date]:
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]
