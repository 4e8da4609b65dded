"""What the pages of a partnership draw from its records, in one language: terms, contacts, support, glossary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.html import escape

from home.models import SupportOrganisation
from pages.places import partnership_of
from pages.translating.reading import Shown, shown_in
from pages.translating.sources import with_fields
from partnerships.models import ContactBlock, Partnership, Purpose, Terms

Text = dict[str, str]


@dataclass(frozen=True)
class Drawn:
    """Terms, contacts and support of a partnership as `language` reads them on `today`."""

    partnership: Partnership
    language: str
    today: date
    terms: Shown
    contacts: list[Shown]
    support: list[Shown]

    def term(self, name: str) -> Text | None:
        """Return the term `name`; None where the partnership is silent."""
        words = getattr(self.terms.content, name)
        return said(words, self.terms.language) if words else None

    def aged(self, shown: Shown) -> Shown:
        """Return `shown` as it is read with these terms: older than the English where they are."""
        return replace(shown, is_stale=shown.is_stale or self.terms.is_stale)

    def contact(self, purpose: str) -> Shown | None:
        """Return the contact for `purpose`."""
        return next((shown for shown in self.contacts if shown.content.purpose == purpose), None)


def said(text: str, language: str) -> Text:
    """Return a piece of text with its language, as pages and print read it."""
    return {"lang": language, "text": text}


def interface_text(text: str) -> Text:
    """Return words of the site itself with the language that is spoken now."""
    return said(text, translation.get_language())


def draw(partnership: Partnership, language: str, today: date) -> Drawn:
    """Read what the pages of `partnership` draw from, with four queries, however much there is."""
    terms = Terms.objects.filter(partnership=partnership).first() or Terms(partnership=partnership)
    contacts = list(ContactBlock.objects.filter(partnership=partnership).select_related("partnership"))
    support = list(SupportOrganisation.objects.filter(partnership=partnership))
    shown = shown_in([terms, *contacts, *support], language)
    after = 1 + len(contacts)
    return Drawn(partnership, language, today, _silent_as(terms, shown[0]), shown[1:after], shown[after:])


def _silent_as(english: Terms, shown: Shown) -> Shown:
    # What was taken back in English is said in no language, however old its translation is.
    names = [field.field_name for field in english.translatable_fields]
    silent = {name: "" for name in names if not getattr(english, name)}
    return replace(shown, content=with_fields(shown.content, silent))


def drawn_by(page: Any) -> list[Any]:
    """Return what a leaflet draws from in English: what has to be translated for it to be whole."""
    partnership = partnership_of(page)
    families = {Purpose.FAMILIES, Purpose.QUESTIONS, Purpose.YOUNG_PEOPLE}
    contacts = ContactBlock.objects.filter(partnership=partnership, purpose__in=families)
    support = SupportOrganisation.objects.filter(partnership=partnership)
    return [*Terms.objects.filter(partnership=partnership), *contacts, *support]


def with_terms(text: str, drawn: Drawn) -> str:
    """Return `text` with the partnership's own words in place of {review}, {body} and the others."""
    return drawn.terms.content.fill(text, drawn.partnership.short_name)


def with_terms_in_html(html: str, drawn: Drawn) -> str:
    """Like with_terms, for safe HTML: the terms are text in it, whatever they hold."""
    return drawn.terms.content.fill(html, drawn.partnership.short_name, escape)


def contact_entry(shown: Shown, today: date) -> dict[str, Any]:
    """Return a contact as pages and print read it (A32)."""
    reached = shown.content.reached(today)
    lines = [said(line, shown.language) for line in (reached.name, reached.hours) if line]
    title = said(reached.role, shown.language)
    return entry(title, lines, phone=reached.phone, email=reached.email, post=reached.post)


def contact_entries(drawn: Drawn, *purposes: str) -> list[dict[str, Any]]:
    """Return those of the contacts for `purposes` that there are, as pages and print read them."""
    return [contact_entry(one, drawn.today) for purpose in purposes if (one := drawn.contact(purpose))]


def support_entry(shown: Shown) -> dict[str, Any]:
    """Return a support organisation as pages and print read it (A9)."""
    found = shown.content
    lines = [said(line, shown.language) for line in (found.offers, found.hours) if line]
    return entry(said(found.name, "en"), lines, phone=found.phone, url=found.url)


def entry(title: Text, lines: list[Text], **ways: str) -> dict[str, Any]:
    """Return somebody who can be reached, as pages and print read it; a way that there is not is empty."""
    return {"title": title, "lines": lines} | {"phone": "", "email": "", "url": "", "post": ""} | ways
