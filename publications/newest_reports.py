"""The public reports of one language, newest first, of which a stretch is read at a time, however many there are.

Which they are is asked of the reviews, whose rows are short. Editions hold whole reports, and are read to be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from partnerships.models import Partnership
from publications.finding.reports import Wanted
from publications.models import Edition, Review
from publications.models.releases import EditionQuerySet
from publications.states import ReviewState
from publications.vocabulary import TermKind

AT_ONCE = 500
# What the terms of an edition have to be: conditions of a filter, all of which have to be true.
Terms = Sequence[dict[str, Any]]


def with_partnership(editions: EditionQuerySet) -> EditionQuerySet:
    """Load what an entry needs, and not the long texts."""
    return editions.select_related("review__partnership__site", "release").defer(*Edition.LONG)


def public_releases(partnership: Partnership | None = None) -> QuerySet[Any]:
    """Return the numbers of the releases that are public: the public rule, asked of reviews alone."""
    of = {"partnership": partnership} if partnership else {}
    return Review.objects.filter(state=ReviewState.PUBLISHED, **of).values("public_release")


def reports_wanted(wanted: Wanted, language: str, partnership: Partnership | None, **more: Any) -> NewestReports:
    """Return the reports narrowed as the address of their list says."""
    terms = of_terms({TermKind.THEME: wanted.themes})
    return NewestReports(language, partnership=partnership, terms=terms, types=wanted.types, years=wanted.years, **more)


def of_terms(chosen: Mapping[str, Sequence[str]]) -> Terms:
    """Return the conditions that an edition has any of the slugs of each kind, where there are any."""
    return [{"terms__kind": kind, "terms__slug__in": slugs} for kind, slugs in chosen.items() if slugs]


class NewestReports:
    """`partnership` None is all of them; of `types` and `years` any fits, of `terms` every one has to.

    With `with_records` the archived ones are among them. `loaded` says what comes with each edition.
    """

    def __init__(
        self,
        language: str,
        *,
        partnership: Partnership | None = None,
        terms: Terms = (),
        types: Sequence[str] = (),
        years: Sequence[int] = (),
        with_records: bool = False,
        loaded: Callable[[EditionQuerySet], EditionQuerySet] = with_partnership,
    ) -> None:
        self.language, self.partnership, self.terms = language, partnership, terms
        self.types, self.years, self.loaded = types, years, loaded
        self.states = [ReviewState.PUBLISHED, *([ReviewState.ARCHIVED] if with_records else [])]

    def reviews(self) -> QuerySet[Review]:
        """Return their reviews; those of an unknown day come last."""
        found = Review.objects.filter(Exists(self._edition()), state__in=self.states)
        if self.partnership:
            found = found.filter(partnership=self.partnership)
        if self.years:
            found = found.filter(first_published_at__year__in=self.years)
        return found.order_by(F("first_published_at").desc(nulls_last=True), "-public_release")

    def editions(self, releases: Sequence[int]) -> EditionQuerySet:
        """Return those editions of `releases` that may be seen at this moment, for the public rule is asked again."""
        seen = Edition.objects.current().filter(review__state__in=self.states)
        return seen.filter(release__in=releases, language=self.language)

    def count(self) -> int:
        """Return how many there are."""
        return self.reviews().count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Edition]:
        return self._read(list(self.reviews().values_list("public_release", flat=True)[wanted]))

    def __iter__(self) -> Iterator[Edition]:
        """Yield all of them, some at a time."""
        releases = list(self.reviews().values_list("public_release", flat=True))
        for start in range(0, len(releases), AT_ONCE):
            yield from self._read(releases[start : start + AT_ONCE])

    def _read(self, releases: list[int]) -> list[Edition]:
        found = {edition.release_id: edition for edition in self.loaded(self.editions(releases))}
        return [found[release] for release in releases if release in found]

    def _edition(self) -> EditionQuerySet:
        found = Edition.objects.filter(release=OuterRef("public_release"), language=self.language)
        for condition in self.terms:
            found = found.filter(**condition)
        return found.filter(review_type__in=self.types) if self.types else found
