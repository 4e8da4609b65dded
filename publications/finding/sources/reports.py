"""Reports and their recommendations; of an archived one the record alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils import translation

from pages.findable import Change, Findable, Section, owner_of
from pages.languages import in_language
from pages.prepared import in_portions, prepared
from pages.sections import sections_of
from publications.finding.sources.describing import (
    Facets,
    facets_of,
    in_chunks,
    london,
    reviews_among,
    terms_by_edition,
    touched_reviews,
)
from publications.first_published import sentence_of
from publications.models import Edition, EditionFile
from publications.states import ReviewState
from publications.vocabulary import ReviewType

AT_ONCE = 200
RECOMMENDATION = "recommendation-"
ATTACHED = "page_attached"
_TYPES = dict(ReviewType.choices)
_REVIEW = ("partnership_id", "is_legacy", "legacy_published_on", "first_published_at")
_FIELDS = ("pk", "review_id", "language", "slug", "title", "pseudonym", "introduction", "review_type", "age_band")
_NAMES = (*_FIELDS, "html", *(f"review__{name}" for name in _REVIEW))

Row = dict[str, Any]


class Reports:
    """Keys: "review:12/report/en", "review:12/recommendation-3/en" and "review:12/archived/en"."""

    def count(self) -> int:
        """Return how many reports and records there are; their recommendations are not counted before they are read."""
        return _readable().count()

    def everything(self) -> Iterator[Findable]:
        """Yield every report, each with its recommendations, and the record of every archived one."""
        yield from _public(Edition.objects.public())
        yield from _archived(Edition.objects.archived())

    def touched(self, changes: Iterable[Change]) -> set[str]:
        """Return the reviews that have changed."""
        return touched_reviews(changes)

    def of(self, owners: Collection[str]) -> Iterator[Findable]:
        """Yield what is public of these reviews."""
        reviews = reviews_among(owners)
        if reviews:
            yield from _public(Edition.objects.public().filter(review__in=reviews))
            yield from _archived(Edition.objects.archived().filter(review__in=reviews))

    def standing(self, keys: Collection[str]) -> set[str]:
        """Return those of `keys` that are public now."""
        rows = in_portions(_standing, reviews_among(key for key in keys if _sort(key)))
        known = {f"review:{review}/{language}": state for review, language, state in rows}
        return {key for key in keys if _sort(key) and known.get(_of_edition(key)) == _sort(key)}


def _readable() -> QuerySet:
    return Edition.objects.current().filter(review__state__in=[ReviewState.PUBLISHED, ReviewState.ARCHIVED])


@prepared
def _standing(reviews: list[int]) -> QuerySet[Any]:
    return _readable().filter(review__in=reviews).values_list("review", "language", "review__state")


def _sort(key: str) -> str:
    """The state in which what the key names is public; "" for the keys of others."""
    kind = key.partition("/")[2].partition("/")[0]
    if kind == "report" or kind.startswith(RECOMMENDATION):
        return ReviewState.PUBLISHED
    return ReviewState.ARCHIVED if kind == "archived" else ""


def _of_edition(key: str) -> str:
    review, _kind, language = (*key.split("/"), "")[:3]
    return f"{review}/{language}"


def _public(editions: QuerySet) -> Iterator[Findable]:
    rows = iter(in_chunks(editions.order_by("pk").values(*_NAMES)))
    while chunk := list(islice(rows, AT_ONCE)):
        ids = [row["pk"] for row in chunk]
        terms, files = terms_by_edition(ids), _files(ids)
        for row in chunk:
            yield from _found(row, terms.get(row["pk"], {}), files.get(row["pk"], ()))


def _archived(editions: QuerySet) -> Iterator[Findable]:
    for row in in_chunks(editions.order_by("pk").values(*(name for name in _NAMES if name != "html"))):
        terms = terms_by_edition([row["pk"]]).get(row["pk"], {})
        themes = {name: slugs for name, slugs in terms.items() if name == "theme"}
        yield _findable(row, "archived", themes, is_archived=True)


def _files(editions: list[int]) -> dict[int, list[Section]]:
    rows = EditionFile.objects.filter(edition__in=editions, role=EditionFile.Role.ATTACHMENT).exclude(text="")
    found: dict[int, list[Section]] = {}
    for edition, title, name, text in rows.order_by("pk").values_list("edition", "title", "name", "text"):
        section = Section(ATTACHED, title or name, " ".join(text.split()), file=title or name)
        found.setdefault(edition, []).append(section)
    return found


def _found(row: Row, terms: Facets, files: Iterable[Section]) -> Iterator[Findable]:
    sections = sections_of(row["html"])
    report = _findable(row, "report", terms, sections=(*sections, *files))
    yield report
    for section in sections:
        if section.anchor.startswith(RECOMMENDATION):
            yield _recommendation(report, section)


def _recommendation(report: Findable, section: Section) -> Findable:
    text = section.text.removeprefix(section.title).strip()
    return replace(
        report,
        key=f"{owner_of(report.key)}/{section.anchor}/{report.language}",
        kind="recommendation",
        title=f"{section.title}: {report.title}",
        summary="",
        path=f"{report.path}#{section.anchor}",
        sections=(Section(section.anchor, "", text),),
        names="",
    )


def _findable(
    row: Row, kind: str, terms: Facets, *, sections: tuple[Section, ...] = (), is_archived: bool = False
) -> Findable:
    day, language = london(row["review__first_published_at"]), row["language"]
    is_legacy = row["review__is_legacy"]
    known = row["review__legacy_published_on"] if is_legacy else day
    return Findable(
        key=f"review:{row['review_id']}/{kind}/{language}",
        kind=kind,
        partnership=row["review__partnership_id"],
        language=language,
        title=row["title"],
        summary="" if is_archived else row["introduction"],
        path=in_language(f"/reviews/{row['slug']}/", language),
        sections=sections,
        day=day,
        facets=facets_of(row["review_type"], "" if is_archived else row["age_band"], day, terms),
        names=row["pseudonym"],
        caption=_caption(row["review_type"], known, is_legacy, language),
    )


@lru_cache(maxsize=5000)
def _caption(review_type: str, day: date | None, is_legacy: bool, language: str) -> str:
    with translation.override(language):
        return f"{_TYPES[review_type]}, {sentence_of(day, is_legacy=is_legacy)}"
