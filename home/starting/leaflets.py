"""The families' page of a new partnership, and its leaflets."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from home.models import Audience, EasyReadPage, FamiliesPage, HomePage, LeafletPage
from home.starting.leaflet_words import EASY, FAMILIES, FAMILY, PARENTS, YOUNG_PEOPLE, Words
from home.starting.publishing import publish_below
from partnerships.models import Partnership
from partnerships.working_days import london_day

CHECKED_FOR = timedelta(days=365)
LEAFLETS = (
    ("parents-and-carers", Audience.PARENTS, PARENTS),
    ("family-members", Audience.FAMILY, FAMILY),
    ("young-people", Audience.YOUNG_PEOPLE, YOUNG_PEOPLE),
)


def plant_families(partnership: Partnership, home: HomePage, *, now: datetime) -> FamiliesPage:
    """Publish the page where families start, a leaflet for each audience, and easy read."""
    title, introduction = FAMILIES
    families = FamiliesPage(title=title, slug="families", introduction=introduction, locale_id=home.locale_id)
    publish_below(home, families, now=now)
    review_by = london_day(now) + CHECKED_FOR
    leaflets = [_leaflet(slug, audience, words, review_by) for slug, audience, words in _offered(partnership)]
    for leaflet in leaflets:
        publish_below(families, leaflet, now=now)
    publish_below(families, _easy_read(leaflets[0], review_by), now=now)
    return families


def _offered(partnership: Partnership) -> tuple[tuple[str, Audience, Words], ...]:
    # A body that has ended gives out no new leaflets; what it told parents stays readable (D1).
    return LEAFLETS[:1] if partnership.terms.is_legacy else LEAFLETS


def _leaflet(slug: str, audience: Audience, words: Words, review_by: date) -> LeafletPage:
    return LeafletPage(
        title=words.title,
        slug=slug,
        audience=audience,
        introduction=words.introduction,
        sections=[(name, value) for name, value in words.sections.items()],
        review_by=review_by,
    )


def _easy_read(leaflet: LeafletPage, review_by: date) -> EasyReadPage:
    title, lines = EASY
    rows = [("line", {"picture": picture, "image": None, "alt": "", "text": text}) for picture, text in lines]
    return EasyReadPage(title=title, slug="easy-read", leaflet=leaflet, lines=rows, review_by=review_by)
