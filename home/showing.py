"""What a page of a partnership's own site shows: in which language, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import get_language

from home.composing import compose
from home.drawing import Drawn, draw, said, support_entry, with_terms
from home.easy_reading import compose_easy_read
from home.glossing import OnePage
from home.leaflet_sections import what_it_is_not
from home.models import EasyReadPage, LeafletPage
from home.pictograms import PICTOGRAMS
from home.printing import Layout
from home.recordings.offering import public_recordings
from pages.languages import in_language, words_language
from pages.places import partnership_of
from pages.translating.reading import Shown, languages_of, shown_in
from partnerships.working_days import london_day

CHANGES_SHOWN = 5


def page_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the templates of `home` read: the page in the language of its address, and its other languages."""
    shown = shown_in([page], get_language())[0]
    return {
        "page": shown.content,
        "shown": shown,
        "languages": languages_of(page),
        "main_language": shown.language,
        "words_language": words_language(shown.language),
        "glossary": OnePage(page, shown.language, getattr(request, "partnership", None)),
    }


def leaflet_context(page: Any, shown: Shown) -> dict[str, Any]:
    """Return a leaflet as its template reads it, with its printed forms, recordings and easy read page."""
    easy = page.easy_reads.live().first()
    leaflet = compose(page, get_language(), now=timezone.now())
    return {
        "leaflet": leaflet,
        "shown": replace(shown, is_stale=leaflet["is_stale"]),
        "formats": [(layout, Layout(layout).label) for layout in page.layouts],
        "recordings": public_recordings(page, get_language()),
        "easy_read": address_of(easy) if easy else "",
        "changes": page.versions.exclude(change_note="")[:CHANGES_SHOWN],
    }


def easy_read_context(page: Any, shown: Shown) -> dict[str, Any]:
    """Return an easy read page as its template reads it."""
    easy = compose_easy_read(page, get_language(), now=timezone.now())
    leaflet = page.leaflet if page.leaflet_id and page.leaflet.live else None
    return {
        "easy": easy,
        "shown": replace(shown, is_stale=easy["is_stale"]),
        "pictures": PICTOGRAMS,
        "leaflet": address_of(leaflet) if leaflet else "",
    }


def families_context(page: Any, shown: Shown) -> dict[str, Any]:
    """Return what families find on their page: valid leaflets in the language of the address, and support."""
    today, language, own = london_day(timezone.now()), get_language(), partnership_of(page)
    leaflets = [one for one in LeafletPage.objects.child_of(page).live() if one.is_valid_on(today)]
    easy_reads = EasyReadPage.objects.child_of(page).live()
    listed, easy = shown_in(leaflets, language), shown_in(easy_reads, language)
    # A title that is not translated takes its terms from the English.
    needed = {language, *(one.language for one in (*listed, *easy))}
    drawn = {one: draw(own, one, today) for one in needed}
    with translation.override(words_language(shown.language)):
        box = what_it_is_not()
    return {
        "leaflets": [_titled(one, drawn[one.language]) for one in listed],
        "easy_reads": [_titled(one, drawn[one.language]) for one in easy],
        "support": [support_entry(one) for one in drawn[language].support],
        "not_this": box,
    }


def _titled(shown: Shown, drawn: Drawn) -> dict[str, Any]:
    title = said(with_terms(shown.content.title, drawn), shown.language)
    return {"page": shown.content, "title": title, "url": address_of(shown.content)}


def address_of(page: Any) -> str:
    """Return the path of a page on its own host, in the language that is spoken now."""
    return in_language(page.get_url_parts()[2], get_language())
