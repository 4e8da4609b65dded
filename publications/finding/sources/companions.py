"""What went out together with a report: briefing, family statement, the first action plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.db.models import QuerySet
from django.utils import translation

from pages.findable import Change, Findable
from pages.languages import in_language
from pages.sections import sections_of
from publications.finding.sources.describing import (
    facets_of,
    in_chunks,
    london,
    reviews_among,
    terms_by_edition,
    touched_reviews,
)
from publications.models import CompanionEdition, Edition
from publications.vocabulary import CompanionKind

KINDS = {
    CompanionKind.BRIEFING: "briefing",
    CompanionKind.FAMILY_STATEMENT: "statement",
    CompanionKind.ACTION_PLAN: "plan",
}


class Companions:
    """Keys: "review:12/briefing/en", with the last part of the public address in the middle."""

    def count(self) -> int:
        """Return how many there are."""
        return CompanionEdition.objects.public().count()

    def everything(self) -> Iterator[Findable]:
        """Yield all of them."""
        yield from _found(CompanionEdition.objects.public())

    def touched(self, changes: Iterable[Change]) -> set[str]:
        """Return the reviews that have changed."""
        return touched_reviews(changes)

    def of(self, owners: Collection[str]) -> Iterator[Findable]:
        """Yield what went out with the reports of these reviews."""
        reviews = reviews_among(owners)
        if reviews:
            yield from _found(CompanionEdition.objects.public().filter(review__in=reviews))

    def standing(self, keys: Collection[str]) -> set[str]:
        """Return those of `keys` that are public now."""
        reviews = reviews_among(key for key in keys if (*key.split("/"), "")[1] in CompanionKind.values)
        if not reviews:
            return set()
        rows = CompanionEdition.objects.public().filter(review__in=reviews).values_list("review", "kind", "language")
        return {f"review:{review}/{kind}/{language}" for review, kind, language in rows}.intersection(keys)


def _found(editions: QuerySet) -> Iterator[Findable]:
    rows = editions.select_related("review").defer("blocks", "footnotes", "contents", "text").order_by("pk")
    for edition in in_chunks(rows):
        yield _findable(edition, _report(edition))


def _report(edition: CompanionEdition) -> Edition | None:
    """The report beside it, in its language or the first."""
    found = list(Edition.objects.filter(release=edition.release_id).defer(*Edition.LONG).order_by("pk"))
    return next((report for report in found if report.language == edition.language), found[0] if found else None)


def _findable(edition: CompanionEdition, report: Edition | None) -> Findable:
    day = london(edition.review.first_published_at)
    terms = terms_by_edition([report.pk])[report.pk] if report and report.terms.exists() else {}
    with translation.override(edition.language):
        label = str(edition.get_kind_display())
    return Findable(
        key=f"review:{edition.review_id}/{edition.kind}/{edition.language}",
        kind=KINDS[edition.kind],
        partnership=edition.review.partnership_id,
        language=edition.language,
        title=edition.title,
        summary=edition.introduction,
        path=in_language(f"/reviews/{edition.slug}/{edition.kind}/", edition.language),
        sections=sections_of(edition.html),
        day=day,
        facets=facets_of(report.review_type, report.age_band, day, terms) if report else {},
        caption=f"{label}: {edition.report_title}",
    )
