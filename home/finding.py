"""What of a partnership's own site a search finds: leaflets, easy read and plain pages, in every public language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from wagtail.models import Page

from home.composing import compose
from home.easy_reading import compose_easy_read
from home.models import ContentPage, EasyReadPage, FamiliesPage, LeafletPage
from home.plain_pages import plain_page_context
from pages.findable import Change, Findable, Section, numbers_of
from pages.languages import in_language, words_language
from pages.models import ContentTranslation
from pages.places import pages_of, partnership_of
from pages.prepared import in_portions, prepared
from pages.sections import sections_of, words_of
from pages.translating.reading import languages_of, shown_in
from partnerships.models import Partnership
from partnerships.working_days import london_day

PAGE, TRANSLATION = "page", "translation"
KINDS: dict[type, str] = {LeafletPage: "leaflet", EasyReadPage: "leaflet", ContentPage: "page", FamiliesPage: "page"}
# Every page of a partnership may say words of these.
DRAWN_FROM = {"terms", "contact", "glossary", "support", "partnership"}
ENGLISH = settings.LANGUAGE_CODE


class HomePages:
    """Keys: "page:7/leaflet/en" and "page:7/leaflet/pl"."""

    def count(self) -> int:
        """Return how many pages there are, at least: those in other languages come to them."""
        return sum(_live(model).count() for model in KINDS)

    def everything(self) -> Iterator[Findable]:
        """Yield every page in every language in which it is public."""
        for model in KINDS:
            yield from (found for page in _live(model).order_by("pk") for found in _in_languages(page))

    def touched(self, changes: Iterable[Change]) -> set[str]:
        """Return the pages that have changed, and those that draw from what has."""
        changes = list(changes)
        numbers = numbers_of((change.key for change in changes), PAGE)
        numbers |= _translated(numbers_of((change.key for change in changes), TRANSLATION))
        drawing = {change.partnership_id for change in changes if change.key.partition(":")[0] in DRAWN_FROM}
        drawing |= {change.partnership_id for change in changes if _is_of_something_drawn(change)}
        for partnership in Partnership.objects.filter(pk__in=drawing).select_related("site__root_page"):
            numbers |= set(pages_of(partnership).live().values_list("pk", flat=True))
        return {f"{PAGE}:{number}" for number in numbers}

    def of(self, owners: Collection[str]) -> Iterator[Findable]:
        """Yield those of these pages that are public."""
        wanted = numbers_of(owners, PAGE)
        for model in KINDS if wanted else ():
            pages = _live(model).filter(pk__in=wanted).order_by("pk")
            yield from (found for page in pages for found in _in_languages(page))

    def standing(self, keys: Collection[str]) -> set[str]:
        """Return those of `keys` that are public now."""
        own = [key for key in keys if key.startswith(f"{PAGE}:") and _kind(key) in KINDS.values()]
        pages = dict(in_portions(_standing_pages, numbers_of(own, PAGE)))
        languages = _standing_languages(pages) if any(not key.endswith(f"/{ENGLISH}") for key in own) else {}
        known = {number: {ENGLISH, *languages.get(number, ())} for number in pages.values()}
        return {key for key in own if key.rpartition("/")[2] in known.get(_number(key), ())}


def _live(model: Any) -> Any:
    return model.objects.live().filter(alias_of=None, locale__language_code=ENGLISH)


@prepared
def _standing_pages(wanted: list[int]) -> QuerySet[Any]:
    """What those pages that are public share with their translations, and their numbers."""
    return _live(Page).filter(pk__in=wanted).values_list("translation_key", "pk")


def _standing_languages(pages: dict[UUID, int]) -> dict[int, set[str]]:
    """The languages besides English in which each of these pages is public."""
    found: dict[int, set[str]] = {}
    rows = ContentTranslation.objects.public().filter(source_key__in=pages).values_list("source_key", "language")
    for source, language in rows:
        found.setdefault(pages[source], set()).add(language)
    return found


def _kind(key: str) -> str:
    return key.partition("/")[2].partition("/")[0]


def _number(key: str) -> int:
    return int(key.partition("/")[0].partition(":")[2])


def _key(number: int, kind: str, language: str) -> str:
    return f"{PAGE}:{number}/{kind}/{language}"


def _translated(numbers: set[int]) -> set[int]:
    """The pages that these are translations of."""
    if not numbers:
        return set()
    own = [kind.pk for kind in ContentType.objects.get_for_models(*KINDS).values()]
    rows = ContentTranslation.objects.filter(pk__in=numbers, content_type__in=own)
    return set(rows.values_list("object_id", flat=True))


def _is_of_something_drawn(change: Change) -> bool:
    # Whatever is translated and is no page stands on pages; one that is gone could have been either.
    return change.key.startswith(f"{TRANSLATION}:") and not _translated(numbers_of([change.key], TRANSLATION))


def _in_languages(page: Any) -> Iterator[Findable]:
    partnership = partnership_of(page)
    for language in languages_of(page):
        with translation.override(language):
            yield _findable(page, partnership, language)


def _findable(page: Any, partnership: Partnership, language: str) -> Findable:
    kind = KINDS[type(page)]
    title, summary, sections = _READ[type(page)](page, language)
    return Findable(
        key=_key(page.pk, kind, language),
        kind=kind,
        partnership=partnership.pk,
        language=language,
        title=title,
        summary=summary,
        path=in_language(page.get_url_parts()[2], language),
        sections=sections,
        day=london_day(page.first_published_at) if page.first_published_at else None,
    )


Said = tuple[str, str, tuple[Section, ...]]


def _leaflet(page: LeafletPage, language: str) -> Said:
    leaflet = compose(page, language, now=timezone.now())
    introduction = leaflet["introduction"]["text"] if leaflet["introduction"] else ""
    sections = (
        Section(part["key"], part["heading"]["text"], " ".join(_words(part["pieces"]))) for part in leaflet["sections"]
    )
    return leaflet["title"]["text"], introduction, tuple(section for section in sections if section.text)


def _words(value: Any) -> Iterator[str]:
    """All that is read in the pieces of a leaflet, however they are nested."""
    if isinstance(value, str):
        yield words_of(value) if "<" in value else value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in ("kind", "lang"):
                yield from _words(part)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)


def _easy_read(page: EasyReadPage, language: str) -> Said:
    easy = compose_easy_read(page, language, now=timezone.now())
    text = " ".join(line["text"]["text"] for line in easy["lines"])
    return easy["title"]["text"], "", (Section("", "", text),) if text else ()


def _plain_page(page: ContentPage, language: str) -> Said:
    shown = shown_in([page], language)[0]
    context = plain_page_context(page, shown) | {"words_language": words_language(shown.language)}
    below = render_to_string(context["below"], context) if context["below"] else ""
    return shown.content.title, "", sections_of(f"{context['body']}{below}")


def _families(page: FamiliesPage, language: str) -> Said:
    content = shown_in([page], language)[0].content
    return content.title, content.introduction, ()


_READ: dict[type, Callable[[Any, str], Said]] = {
    LeafletPage: _leaflet,
    EasyReadPage: _easy_read,
    ContentPage: _plain_page,
    FamiliesPage: _families,
}
