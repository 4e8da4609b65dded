"""The action plan of a review as its agencies carry it out, once two people have made it public."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pages.findable import Change, Findable, Section, numbers_of
from publications.finding.sources.describing import REVIEW, facets_of, london, terms_by_edition
from publications.models import Edition, PlanEdition
from publications.printing import public_path

PLAN = "plan"
LANGUAGE = "en"


class Plans:
    """Keys: "plan:12/plan/en", with the number of the review."""

    def count(self) -> int:
        """Return how many there are."""
        return PlanEdition.objects.public().count()

    def everything(self) -> Iterator[Findable]:
        """Yield all of them."""
        yield from _found(PlanEdition.objects.public())

    def touched(self, changes: Iterable[Change]) -> set[str]:
        """Return the plans that have changed, and those of which the review has."""
        names = [change.key for change in changes]
        return {f"{PLAN}:{number}" for number in numbers_of(names, PLAN) | numbers_of(names, REVIEW)}

    def of(self, owners: Collection[str]) -> Iterator[Findable]:
        """Yield the public plans of these owners."""
        reviews = numbers_of(owners, PLAN)
        if reviews:
            yield from _found(PlanEdition.objects.public().filter(review__in=reviews))

    def standing(self, keys: Collection[str]) -> set[str]:
        """Return those of `keys` that are public now."""
        reviews = numbers_of(keys, PLAN)
        if not reviews:
            return set()
        found = PlanEdition.objects.public().filter(review__in=reviews).values_list("review", flat=True)
        return {f"{PLAN}:{number}/plan/{LANGUAGE}" for number in found}.intersection(keys)


def _found(plans: QuerySet) -> Iterator[Findable]:
    for plan in plans.select_related("review").order_by("pk"):
        public = Edition.objects.public().filter(review=plan.review_id, language=LANGUAGE)
        report = public.defer(*Edition.LONG).first()
        if report:
            yield _findable(plan, report)


def _findable(plan: PlanEdition, report: Edition) -> Findable:
    day = london(plan.published_at)
    terms = terms_by_edition([report.pk]).get(report.pk, {})
    text = " ".join(part for row in plan.rows for part in _words(row))
    return Findable(
        key=f"{PLAN}:{plan.review_id}/plan/{LANGUAGE}",
        kind="plan",
        partnership=plan.review.partnership_id,
        language=LANGUAGE,
        title=_("Action plan: %(title)s") % {"title": report.title},
        summary="",
        path=f"{public_path(report)}progress/",
        sections=(Section("", "", text),) if text else (),
        day=day,
        facets=facets_of(report.review_type, report.age_band, day, terms),
    )


def _words(value: Any) -> Iterator[str]:
    """All that is written in a frozen row, however it is nested."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _words(part)
