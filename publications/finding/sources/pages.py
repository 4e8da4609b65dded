"""Learning briefings and newsletters: pages in English that two people publish."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pages.findable import Change, Findable, Section, numbers_of
from pages.places import partnership_of
from pages.prose import plain_text
from pages.sections import sections_of
from publications.finding.sources.describing import TERM_FACETS, london
from publications.learning.briefing_content import parts_of, questions_of
from publications.models import BriefingPage, NewsletterPage, Term

PAGE = "page"
LANGUAGE = "en"
QUESTIONS = "questions"


class PractitionerPages:
    """Keys: "page:7/briefing/en" and "page:8/newsletter/en"."""

    def count(self) -> int:
        """Return how many there are."""
        return sum(_live(model).count() for model in _MODELS.values())

    def everything(self) -> Iterator[Findable]:
        """Yield all of them."""
        for kind, model in _MODELS.items():
            yield from (_findable(page, kind) for page in _live(model).order_by("pk"))

    def touched(self, changes: Iterable[Change]) -> set[str]:
        """Return the pages that have changed."""
        return {f"{PAGE}:{number}" for number in numbers_of((change.key for change in changes), PAGE)}

    def of(self, owners: Collection[str]) -> Iterator[Findable]:
        """Yield those of these pages that are public."""
        wanted = numbers_of(owners, PAGE)
        for kind, model in _MODELS.items() if wanted else ():
            yield from (_findable(page, kind) for page in _live(model).filter(pk__in=wanted).order_by("pk"))

    def standing(self, keys: Collection[str]) -> set[str]:
        """Return those of `keys` that are public now."""
        found = set()
        for kind, model in _MODELS.items():
            wanted = numbers_of((key for key in keys if key.endswith(f"/{kind}/{LANGUAGE}")), PAGE)
            if wanted:
                public = _live(model).filter(pk__in=wanted).values_list("pk", flat=True)
                found |= {_key(number, kind) for number in public}
        return found.intersection(keys)


_MODELS: dict[str, Any] = {"briefing": BriefingPage, "newsletter": NewsletterPage}


def _live(model: Any) -> QuerySet:
    return model.objects.live().filter(alias_of=None, locale__language_code=LANGUAGE)


def _key(number: int, kind: str) -> str:
    return f"{PAGE}:{number}/{kind}/{LANGUAGE}"


def _findable(page: Any, kind: str) -> Findable:
    day = london(page.first_published_at)
    is_briefing = kind == "briefing"
    return Findable(
        key=_key(page.pk, kind),
        kind=kind,
        partnership=partnership_of(page).pk,
        language=LANGUAGE,
        title=page.title,
        summary=page.introduction,
        path=page.get_url_parts()[2],
        sections=_briefing(page) if is_briefing else sections_of(page.body),
        day=day,
        facets=(_terms(page) if is_briefing else {}) | ({"year": (str(day.year),)} if day else {}),
    )


def _briefing(page: BriefingPage) -> tuple[Section, ...]:
    parts = [Section(part.anchor, part.heading, plain_text(part.html)) for part in parts_of(page.sections)]
    asked = " ".join(questions_of(page.sections))
    return (*parts, Section(QUESTIONS, _("Questions to think about"), asked)) if asked else tuple(parts)


def _terms(page: BriefingPage) -> dict[str, tuple[str, ...]]:
    terms: list[Term] = [term for name in ("themes", "harms", "agencies") for term in getattr(page, name).all()]
    return {
        facet: slugs
        for kind, facet in TERM_FACETS.items()
        if (slugs := tuple(term.slug for term in terms if term.kind == kind))
    }
