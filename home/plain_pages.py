"""What a plain page shows: its text with the partnership's own words in it, and what it draws from the records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from home.drawing import Drawn, contact_entries, draw, support_entry, with_terms_in_html
from home.glossing import words_of
from home.models import ContentPage, Shows
from home.step_picture import draw_steps
from home.steps import steps_of
from pages.languages import direction, words_language
from pages.places import partnership_of
from pages.prose import public_prose
from pages.translating.reading import Shown
from partnerships.models import Purpose
from partnerships.working_days import london_day

Context = dict[str, Any]


def plain_page_context(page: ContentPage, shown: Shown) -> Context:
    """Return what the template of a plain page reads beside the page: its text, and what it shows below it."""
    partnership = partnership_of(page)
    drawn = draw(partnership, shown.language, london_day(timezone.now()))
    with translation.override(words_language(shown.language)):
        more = _DRAWN.get(page.shows, _nothing)(page, drawn)
    below = f"home/drawn/{page.shows}.html" if page.shows in _DRAWN else ""
    return {"shown": drawn.aged(shown), "body": body_of(shown, drawn), "drawn": drawn, "below": below} | more


def body_of(shown: Shown, drawn: Drawn) -> SafeString:
    """Return the text as safe HTML, with the partnership's own words in it."""
    return mark_safe(with_terms_in_html(public_prose(shown.content.body, headings=True), drawn))  # noqa: S308


def _nothing(page: ContentPage, drawn: Drawn) -> Context:  # noqa: ARG001
    return {}


def _contacts(page: ContentPage, drawn: Drawn) -> Context:  # noqa: ARG001
    found = [(purpose.label, contact_entries(drawn, purpose)) for purpose in Purpose]
    return {"contacts": [(label, entries) for label, entries in found if entries]}


def _contact_for(purpose: Purpose) -> Callable[[ContentPage, Drawn], Context]:
    return lambda page, drawn: {"entries": contact_entries(drawn, purpose)}  # noqa: ARG005


def _accessibility(page: ContentPage, drawn: Drawn) -> Context:
    return {"entries": contact_entries(drawn, Purpose.ACCESSIBILITY), "versions": _versions(page)}


def _versions(page: ContentPage) -> Context:
    """The day on which the page was first published, and the last."""
    days = list(page.versions.order_by("number").values_list("published_at", flat=True))
    return {"first": days[0], "last": days[-1]} if days else {}


def _support(page: ContentPage, drawn: Drawn) -> Context:  # noqa: ARG001
    young = [one for one in drawn.support if one.content.is_for_young_people]
    others = [one for one in drawn.support if not one.content.is_for_young_people]
    return {"support": [support_entry(one) for one in others], "for_young": [support_entry(one) for one in young]}


def _glossary(page: ContentPage, drawn: Drawn) -> Context:  # noqa: ARG001
    words = words_of(drawn.partnership, drawn.language)
    return {"words": sorted(words, key=lambda word: word.shown.content.term.casefold())}


def _steps(page: ContentPage, drawn: Drawn) -> Context:  # noqa: ARG001
    spoken = words_language(drawn.language)
    steps = steps_of(drawn)
    return {"steps": steps, "picture": draw_steps(steps, is_right_to_left=direction(spoken) == "rtl")}


_DRAWN: dict[str, Callable[[ContentPage, Drawn], Context]] = {
    Shows.STEPS: _steps,
    Shows.GLOSSARY: _glossary,
    Shows.SUPPORT: _support,
    Shows.WHO: _nothing,
    Shows.CONTACT: _contacts,
    Shows.REFERRING: _contact_for(Purpose.PRACTITIONERS),
    Shows.MEDIA: _contact_for(Purpose.MEDIA),
    Shows.ACCESSIBILITY: _accessibility,
    Shows.PRIVACY: _contact_for(Purpose.PRIVACY),
}
