"""The list of a partnership's reports: which ones and how many from the index, what is shown of them from the rows."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from pages.prepared import prepared
from partnerships.models import Partnership
from publications.finding.asking import Asked, NotReady
from publications.finding.choices import Group, groups_of
from publications.finding.having import catalogue
from publications.finding.reports import Wanted, narrowed, public_reports
from publications.finding.sources.describing import reviews_among
from publications.models import Edition

logger = logging.getLogger(__name__)

PER_PAGE = 20
FARTHEST = 1_000_000
COUNTED = ("year", "type", "theme")


@dataclass(frozen=True)
class Listing:
    """One page of editions with their reviews, and the groups of choices; none of these while there is no index."""

    page: Page
    groups: list[Group]


class KnownPages(Paginator):
    """Pages of something of which one page, and how many there are in all, is known already."""

    def __init__(self, rows: Collection[Any], total: int, per_page: int) -> None:
        super().__init__(rows, per_page)
        self.count = total


def known_page(rows: Collection[Any], *, total: int, number: int, per_page: int = PER_PAGE) -> Page:
    """Return a page of a list, for the pagination below it."""
    return Page(rows, number, KnownPages(rows, total, per_page))


def list_reports(partnership: Partnership, language: str, wanted: Wanted, page: str) -> Listing:
    """Return a page of the reports of `partnership` that fit, the newest first."""
    try:
        return _from_index(partnership, language, wanted, page_number(page))
    except NotReady:
        logger.warning("The list of reports is read from the database, for there is no index.")
        found = narrowed(public_reports(partnership, language), wanted).select_related("review")
        return Listing(Paginator(found, PER_PAGE).get_page(page), [])


def _from_index(partnership: Partnership, language: str, wanted: Wanted, number: int) -> Listing:
    chosen = _chosen(wanted)
    asked = Asked(
        language=language,
        home=partnership.pk,
        chosen={"kind": ("report",)} | chosen,
        by_date=True,
        page=number,
        per_page=PER_PAGE,
        counted=COUNTED,
        is_brief=True,
    )
    rows: dict[str, Edition] = {}

    def standing(keys: Collection[str]) -> set[str]:
        if keys:
            editions = _editions_of(partnership.pk, language, list(reviews_among(keys)))
            rows.update({f"review:{edition.review_id}/report/{language}": edition for edition in editions})
        return set(rows).intersection(keys)

    found = catalogue().search(asked, standing=standing)
    shown = [rows[hit.key] for hit in found.hits]
    page = known_page(shown, total=found.total, number=found.page)
    return Listing(page, groups_of(found, chosen, COUNTED))


@prepared
def _editions_of(partnership: int, language: str, reviews: list[int]) -> QuerySet[Edition]:
    return public_reports(partnership, language).filter(review__in=reviews).select_related("review").order_by()


def _chosen(wanted: Wanted) -> dict[str, tuple[str, ...]]:
    return {"year": tuple(map(str, wanted.years)), "theme": wanted.themes, "type": wanted.types}


def page_number(page: str) -> int:
    """The first page stands for whatever is no number; the catalogue gives the last for any beyond it."""
    return max(1, min(int(page), FARTHEST)) if page.isascii() and page.isdigit() and len(page) < 30 else 1
