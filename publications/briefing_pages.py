"""The briefings that stand by themselves: which of them are public, since when, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, OuterRef, QuerySet, Subquery
from wagtail.models import Page

from pages.models import PageVersion
from partnerships.models import Partnership
from publications.models import BriefingPage, Term

# By which field a briefing names the terms of each kind.
FIELDS = {"theme": "themes", "harm": "harms", "agency": "agencies", "role": "roles"}


def public_briefings(partnership: Partnership | None = None) -> QuerySet[BriefingPage]:
    """Return the live briefings of `partnership`, or of all, newest first.

    Each has `first_public_at`, `last_public_at` and the number of its partnership in `of_partnership`.
    """
    versions = PageVersion.objects.filter(page=OuterRef("pk"))
    newest, oldest = versions.order_by("-number"), versions.order_by("number")
    found = BriefingPage.objects.live().filter(alias_of=None).annotate(
        first_public_at=Subquery(oldest.values("published_at")[:1]),
        last_public_at=Subquery(newest.values("published_at")[:1]),
        of_partnership=Subquery(newest.values("partnership")[:1]),
    )  # fmt: skip
    if partnership:
        found = found.filter(of_partnership=partnership.pk)
    return found.order_by(F("first_public_at").desc(nulls_last=True), "-pk").defer_streamfields()


def with_partnerships(pages: Iterable[BriefingPage]) -> list[tuple[BriefingPage, Partnership]]:
    """Return each page with its partnership, whose site and front page are loaded, in one query."""
    pages = list(pages)
    wanted = {page.of_partnership for page in pages}
    found = Partnership.objects.select_related("site__root_page").in_bulk(wanted) if wanted else {}
    return [(page, found[page.of_partnership]) for page in pages]


def terms_by_page(pages: Iterable[int]) -> dict[int, list[Term]]:
    """Return the terms of these pages, with one query for each kind."""
    found: dict[int, list[Term]] = {pk: [] for pk in pages}
    for field in FIELDS.values() if found else ():
        through = getattr(BriefingPage, field).through
        for row in through.objects.filter(briefingpage__in=found).select_related("term").order_by("term__label"):
            found[row.briefingpage_id].append(row.term)
    return found


def is_public_page(pk: int) -> bool:
    """Return whether this page is to be read at this moment."""
    return Page.objects.live().filter(pk=pk).exists()
