"""A leaflet in one language, whole: what the page shows and what is printed are the same (docs/leaflets.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.drawing import Drawn, Text, draw, interface_text, said, with_terms
from home.leaflet_sections import section_pieces
from pages.languages import in_language, words_language
from pages.places import partnership_of
from pages.translating.reading import Shown, shown_in
from partnerships.working_days import london_day

Leaflet = dict[str, Any]


@dataclass(frozen=True)
class OwnReviewer:
    """Who leads the review of one family, for that family's own copy and for nobody else (B1, A15).

    `lines` says how to reach them, a line for each way.
    """

    name: str
    lines: tuple[str, ...] = ()


def compose(page: Any, language: str, *, now: datetime, reviewer: OwnReviewer | None = None) -> Leaflet:
    """Return `page` (a LeafletPage) as it is read in `language`: the dictionary that page and print read.

    Only a family's own copy is composed with a `reviewer`; it is handed to that family and never served in public.
    """
    shown, drawn = opened(page, language, now=now)
    with translation.override(words_language(shown.language)):
        introduction = with_terms(shown.content.introduction, drawn)
        return head(page, shown, drawn) | {
            "audience": interface_text(page.get_audience_display()),
            "introduction": said(introduction, shown.language) if introduction else None,
            "reviewer": _reviewer(reviewer),
            "sections": _sections(shown, drawn),
            "foot": foot(page, drawn),
        }


def opened(page: Any, language: str, *, now: datetime) -> tuple[Shown, Drawn]:
    """Return `page` as it is read in `language`, and what it draws from in the language in which it is read."""
    shown = shown_in([page], language)[0]
    drawn = draw(partnership_of(page), shown.language, london_day(now))
    return drawn.aged(shown), drawn


def head(page: Any, shown: Shown, drawn: Drawn) -> dict[str, Any]:
    """Return what a leaflet and easy read have in common."""
    return {
        "language": shown.language,
        "is_stale": shown.is_stale,
        "title": said(with_terms(shown.content.title, drawn), shown.language),
        "partnership": drawn.partnership.name,
        "colour": drawn.partnership.colour,
        "version": version(page),
        "notices": notices(page, shown, drawn),
    }


def version(page: Any) -> Text:
    """Return which version of `page` is public, and since when."""
    last = page.versions.first()
    if last is None:
        return interface_text(_("Draft"))
    day = date_format(london_day(last.published_at), "j E Y")
    return interface_text(_("Version %(number)d, %(day)s") % {"number": last.number, "day": day})


def notices(page: Any, shown: Shown, drawn: Drawn) -> list[Text]:
    """Return what a reader has to know before relying on `page`; on the site the frame says what is `framed`."""
    framed = [legacy_notice(drawn)]
    if shown.is_stale:
        framed.append(interface_text(_("The English version is newer.")))
    if shown.is_unchecked:
        framed.append(interface_text(_("No translator has read this yet.")))
    validity = _validity(page, drawn)
    return [*(notice | {"framed": "yes"} for notice in framed if notice), *([validity] if validity else [])]


def legacy_notice(drawn: Drawn) -> Text | None:
    """Return what a reader has to know when the body has ended (D1)."""
    terms = drawn.terms.content
    if not terms.is_legacy:
        return None
    names = {"body": terms.body, "successor": terms.succeeded_by, "url": terms.succeeded_by_url}
    return interface_text(_("%(body)s has ended. %(successor)s now does its work: %(url)s") % names)


def _validity(page: Any, drawn: Drawn) -> Text | None:
    leaflet = getattr(page, "leaflet", page)
    if leaflet is None or leaflet.is_valid_on(drawn.today):
        return None
    if leaflet.superseded_by_id and leaflet.superseded_by.live:
        title = with_terms(leaflet.superseded_by.title, drawn)
        return interface_text(_("There is a newer leaflet: %(title)s") % {"title": title})
    return interface_text(_("This leaflet is not valid today. Please ask us for the one that is."))


def _reviewer(reviewer: OwnReviewer | None) -> dict[str, Any] | None:
    if reviewer is None:
        return None
    heading = interface_text(_("The Lead Reviewer for your review is"))
    return {"heading": heading, "name": reviewer.name, "lines": list(reviewer.lines)}


def _sections(shown: Shown, drawn: Drawn) -> list[dict[str, Any]]:
    found = []
    for block in shown.content.sections:
        pieces = section_pieces(block, shown, drawn)
        if pieces:
            heading = said(with_terms(block.value["heading"], drawn), shown.language)
            found.append({"key": block.block_type, "heading": heading, "pieces": pieces})
    return found


def foot(page: Any, drawn: Drawn) -> list[Text]:
    """Return where to read `page` on the web, and how to have it in another form (R62)."""
    own = drawn.partnership
    url = own.origin + in_language(page.get_url_parts()[2], drawn.language)
    ways = " ".join(way for way in (own.phone, own.mailbox) if way)
    return [
        interface_text(_("You can read this leaflet at %(url)s") % {"url": url}),
        interface_text(
            _("Ask us for this leaflet in large print, easy read, audio, braille or another language: %(ways)s")
            % {"ways": ways}
        ),
    ]
