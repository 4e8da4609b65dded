"""What keeps a leaflet from being published, and what its editor and the second person should look at again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from home.drawing import Drawn, draw
from home.formats import unprintable
from home.leaflet_blocks import text_of
from home.models import Audience
from home.readability import readability, sentences_of
from pages.places import partnership_of
from pages.prose import plain_text
from partnerships.models import Purpose
from partnerships.working_days import london_day

SOON = timedelta(days=14)
OLDEST_READER = {Audience.YOUNG_PEOPLE: 10}
READING_AGE = 12
_TOKEN = re.compile(r"\{[^{}]*\}")
# R1, R2: a report is published unless the partners decide otherwise; nobody can promise it, or that nobody is known.
_TOO_MUCH = re.compile(
    r"\b(has to be published|must be published|will (?:always )?be published|we will publish"
    r"|fully anonymi[sz]ed|guarantee)",
    re.IGNORECASE,
)
_PUBLISH = re.compile(r"\b(publish\w*|anonymi[sz]ed?)\b", re.IGNORECASE)
_MONTHS = re.compile(r"\b(\w+)\s+(?:to\s+\w+\s+)?(?:months?|weeks?)\b", re.IGNORECASE)


def refusals(leaflet: Any) -> list[str]:
    """Return what a leaflet must have and lacks (A9, A32)."""
    present = {block.block_type for block in leaflet.sections}
    now, found = timezone.now(), []
    drawn = draw_for(leaflet, now)
    if "support" not in present or not drawn.support:
        found.append("A leaflet says who can support people: add the section, and an organisation under your terms.")
    if "contact" not in present or not drawn.contacts:
        found.append("A leaflet says how to reach you: add the section, and a contact under your terms.")
    found += _not_to_be_read(leaflet, leaflet.superseded_by, "The leaflet that supersedes this one")
    found += [f"Nothing stands for {token}." for token in _unknown_tokens(leaflet, drawn)]
    return found or unprintable(leaflet, now=now)


def warnings(leaflet: Any, now: datetime) -> list[str]:
    """Return what might promise more than the partnership does, or send somebody to the wrong place."""
    drawn = draw_for(leaflet, now)
    texts = texts_of(leaflet)
    return [*_promises(texts, drawn), *_contacts(leaflet, drawn), *_twice(texts), *_reading(leaflet, texts)]


def easy_read_refusals(page: Any) -> list[str]:
    """Return what an easy read page must have and lacks."""
    found = [] if len(page.lines) else ["Write at least one line."]
    nameless = [block for block in page.lines if block.value["image"] and not block.value["alt"].strip()]
    found += ["Describe each of your own pictures for people who cannot see it."] if nameless else []
    found += ["Choose pictures of your own partnership."] if _has_foreign_pictures(page) else []
    found += _not_to_be_read(page, page.leaflet, "The leaflet that this page puts in easy words")
    return found or unprintable(page, now=timezone.now())


def _not_to_be_read(page: Any, other: Any, name: str) -> list[str]:
    """Say it where a page points to a leaflet that nobody in public finds beside it."""
    is_beside = other is None or (other.live and other.path.startswith(page.path[: -page.steplen]))
    return [] if is_beside else [f"{name} is not public on your site."]


def _has_foreign_pictures(page: Any) -> bool:
    collections = {block.value["image"].collection_id for block in page.lines if block.value["image"]}
    return bool(collections) and collections != {partnership_of(page).collection_id}


def texts_of(leaflet: Any) -> list[str]:
    """Return the plain paragraphs that an editor wrote."""
    found = [leaflet.introduction]
    for block in leaflet.sections:
        found += [plain_text(part) for part in re.split(r"(?<=</p>)|(?<=</li>)", text_of(block))]
        found += list(block.value.get("steps") or [])
    return [text for text in found if text.strip()]


def draw_for(page: Any, now: datetime) -> Drawn:
    """Return what `page` draws from its partnership in English."""
    return draw(partnership_of(page), "en", london_day(now))


def _promises(texts: Iterable[str], drawn: Drawn) -> list[str]:
    terms, found = drawn.terms.content, []
    for text in texts:
        found += [f"“{hit}” promises more than anyone can. Leave it to your terms." for hit in _TOO_MUCH.findall(text)]
        if not terms.publication and _PUBLISH.search(text):
            found.append("The text speaks of publication, and your terms say nothing about it.")
        if not terms.timescale and _MONTHS.search(text):
            found.append("The text names a time, and your terms say nothing about how long a review takes.")
    return list(dict.fromkeys(found))


def _contacts(leaflet: Any, drawn: Drawn) -> list[str]:
    purpose = Purpose.YOUNG_PEOPLE if leaflet.audience == Audience.YOUNG_PEOPLE else Purpose.FAMILIES
    shown = drawn.contact(purpose)
    if shown is None:
        return ["There is no contact for the readers of this leaflet."]
    contact, reached = shown.content, shown.content.reached(drawn.today)
    found = []
    if not (reached.phone or reached.post):
        found.append("The contact has neither a telephone number nor a postal address. Not everybody can write e-mail.")
    if contact.is_stale(drawn.today + SOON):
        found.append("The contact has to be checked again, or will be in two weeks. Check it under your terms.")
    return found


def _twice(texts: Iterable[str]) -> list[str]:
    counted = Counter(sentence.lower() for text in texts for sentence in sentences_of(text))
    return [f"This sentence stands {number} times: “{text}”" for text, number in counted.items() if number > 1]


def _reading(leaflet: Any, texts: list[str]) -> list[str]:
    found = readability(texts)
    wanted = OLDEST_READER.get(leaflet.audience, READING_AGE)
    hints = [f"This sentence is long: “{sentence}”" for sentence in found.long_sentences]
    if found.reading_age > wanted:
        hints.append(f"Most people read this easily from about {found.reading_age} years. Aim at {wanted}.")
    return hints


def _unknown_tokens(leaflet: Any, drawn: Drawn) -> list[str]:
    known = set(drawn.terms.content.tokens(drawn.partnership.short_name))
    headings = [block.value["heading"] for block in leaflet.sections]
    written = [leaflet.title, *headings, *texts_of(leaflet)]
    return sorted({hit for text in written for hit in _TOKEN.findall(text) if hit not in known})
