"""A question as the address of the search page says it."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.http import QueryDict

from pages.findable import FACETS
from pages.typed_text import without_unseen
from partnerships.models import Partnership
from publications.finding.asking import MOST_LETTERS, PER_PAGE, Asked
from publications.finding.listing import page_number
from publications.finding.neighbours import Neighbour, neighbours
from publications.finding.reports import MOST_CHOICES

EVERYWHERE, BY_DATE = "all", "date"
_LONGEST_VALUE = 60


class Question:
    """What the words of an address ask; whatever is not understood is left out."""

    def __init__(self, query: QueryDict, partnership: Partnership, language: str) -> None:
        self.query, self.partnership, self.language = query, partnership, language
        self.words = without_unseen(query.get("q", "")[: 4 * MOST_LETTERS])[:MOST_LETTERS].strip()
        self.is_everywhere = query.get("in") == EVERYWHERE
        self.is_by_date = query.get("sort") == BY_DATE
        self.page = page_number(query.get("page", ""))

    @cached_property
    def neighbours(self) -> dict[str, Neighbour]:
        """Those whose pages may be found: all, or none besides this one."""
        return neighbours() if self.is_everywhere else {}

    @property
    def counted(self) -> tuple[str, ...]:
        """By what the reader may narrow what is found, in the order in which it is offered."""
        return ("kind", *(["partnership"] if self.is_everywhere else []), *FACETS)

    @cached_property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The values of each facet, as the address has them."""
        return {name: values for name in self.counted if (values := self._values(name))}

    @property
    def is_narrowed(self) -> bool:
        """Whether fewer choices could find more."""
        return bool(self.chosen)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been asked yet."""
        return not self.words and not self.chosen

    @cached_property
    def asked(self) -> Asked:
        """The same as the catalogue understands it."""
        chosen = dict(self.chosen)
        if "partnership" in chosen:
            numbers = {one.slug: number for number, one in self.neighbours.items()}
            chosen["partnership"] = tuple(numbers.get(slug, "") for slug in chosen["partnership"])
        return Asked(
            words=self.words,
            language=self.language,
            home=None if self.is_everywhere else self.partnership.pk,
            chosen=chosen,
            by_date=self.is_by_date or not self.words,
            page=self.page,
            per_page=1 if self.is_empty else PER_PAGE,
            counted=self.counted,
            is_brief=self.is_empty,
        )

    @property
    def by_date(self) -> str:
        """The address of the same question, answered with the newest first."""
        return self._with(sort=[BY_DATE])

    @property
    def by_relevance(self) -> str:
        """The address of the same question, answered with the best first."""
        return self._with(sort=[])

    @property
    def everywhere(self) -> str:
        """The address of the same words without the choices, in all partnerships."""
        return self._with(**{name: [] for name in self.chosen}, **{"in": [EVERYWHERE]})

    @property
    def without_choices(self) -> str:
        """The address of the same words without the choices."""
        return self._with(**{name: [] for name in self.chosen})

    @property
    def in_english(self) -> str:
        """The address of the same words on the English pages, where the reports are; "" on these."""
        is_other = self.language != settings.LANGUAGE_CODE
        return f"/search/{self._with(**{name: [] for name in self.chosen})}" if is_other else ""

    def in_words(self, words: str) -> str:
        """Return the address of the same question with other words."""
        return self._with(q=[words])

    def _with(self, **changed: list[str]) -> str:
        query = self.query.copy()
        for name, values in {**changed, "page": []}.items():
            query.setlist(name, values)
        return f"?{query.urlencode()}"

    def _values(self, name: str) -> tuple[str, ...]:
        given = dict.fromkeys(self.query.getlist(name)[:MOST_CHOICES])
        return tuple(value for value in given if value and len(value) <= _LONGEST_VALUE and "\x00" not in value)
