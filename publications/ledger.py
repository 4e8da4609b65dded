"""The ledger of public days: at least one calendar year, and every day that the report was offline is added (R4)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from partnerships.working_days import london_day, one_year_after
from publications.models import PublicSpell, Review


def open_spell(review: Review, now: datetime) -> None:
    """Write down that the report is publicly available from `now` on."""
    PublicSpell.objects.create(review=review, began_at=now)


def close_spell(review: Review, now: datetime, *, move: str = "pause") -> None:
    """Write down that the report is not available any more, and by which move."""
    PublicSpell.objects.filter(review=review, ended_at=None).update(ended_at=now, ended_by=move)


def earliest_archive_day(review: Review, today: date) -> date | None:
    """Return the first day on which the report may be archived, as things stand `today`; None if never public.

    One calendar year after the day of publication, plus every London day on which it was paused for any time. Days
    in the archive are not added (S11). A report from before this record began counts from its known day; where it
    was stated that the day is not known, the statement stands for the year.
    """
    return _year_over(review, [today])


def day_the_year_was_over(review: Review) -> date | None:
    """Return the day on which the year was over for a report that is public no more; None if never public.

    What passed since it last left the public counts for nothing.
    """
    return _year_over(review, [])


def _year_over(review: Review, until: list[date]) -> date | None:
    spells = list(review.spells.all())
    if not spells:
        return None
    here = london_day(spells[0].began_at)
    if review.is_legacy and review.legacy_published_on is None:
        return here
    first = one_year_after(review.legacy_published_on or here)
    return first + timedelta(days=len(_days_offline(spells, until)))


def _days_offline(spells: list[PublicSpell], until: list[date]) -> set[date]:
    following = [london_day(spell.began_at) for spell in spells[1:]] + until
    gaps = zip(spells, following, strict=False)
    return {day for spell, end in gaps if spell.ended_by == "pause" for day in _days(london_day(spell.ended_at), end)}


def _days(start: date, end: date) -> list[date]:
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]
