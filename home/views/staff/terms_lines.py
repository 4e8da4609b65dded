"""How the page of a partnership's terms says what there is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from home.keeping.terms import KEPT
from pages.days_in_words import day_in_words
from partnerships.models import ContactBlock, Partnership, Terms

Line = dict[str, Any]
BREAK = SafeString("<br>")
SILENT = "Nothing is said about this."


def term_lines(terms: Terms) -> list[Line]:
    """Return every term as the public reads it."""
    return [{"key": _label(name), "value": _words(getattr(terms, name))} for name in KEPT]


def proposed_lines(terms: Terms) -> list[Line]:
    """Return what would change: `key`, `now` and `then`; nothing where nothing is proposed."""
    proposed = terms.proposed or {}
    return [
        {"key": _label(name), "now": _words(getattr(terms, name)), "then": _words(proposed[name])}
        for name in KEPT
        if name in proposed
    ]


def contact_lines(partnership: Partnership, today: date) -> list[Line]:
    """Return what the public sees of each contact today, and until when it is trusted (A32)."""
    return [_contact(contact, partnership, today) for contact in partnership.contacts.all()]


def support_lines(partnership: Partnership, today: date) -> list[Line]:
    """Return the organisations that support, in the order of the leaflets (A9)."""
    return [
        _line(
            row.name,
            [
                row.offers,
                *(row.phone, row.url, row.hours),
                "For children and young people." if row.is_for_young_people else "",
                *_checked(row, today),
            ],
            _actions("support", partnership, row),
        )
        for row in partnership.support_organisations.all()
    ]


def glossary_lines(partnership: Partnership) -> list[Line]:
    """Return the words that are explained."""
    return [
        _line(
            row.term,
            [row.definition, f"Also: {', '.join(row.forms[1:])}." if row.also.strip() else ""],
            _actions("glossary", partnership, row),
        )
        for row in partnership.glossary.all()
    ]


def _actions(sort: str, partnership: Partnership, row: Any) -> list[tuple[str, str]]:
    named = [("Change", f"{sort}_change"), ("Remove", f"{sort}_remove")]
    return [(label, reverse(name, args=[partnership.slug, row.pk])) for label, name in named]


def _contact(contact: ContactBlock, partnership: Partnership, today: date) -> Line:
    seen = contact.reached(today)
    said = [seen.role, seen.name, seen.phone, seen.email, *seen.post.splitlines(), seen.hours]
    return _line(
        contact.get_purpose_display(),
        [*said, *_checked(contact, today)],
        [("Change", reverse("terms_contact", args=[partnership.slug, contact.purpose]))],
    )


def _checked(row: Any, today: date) -> list[str]:
    day = day_in_words(row.review_by)
    if not row.is_stale(today):
        return [f"Check again by {day}."]
    fallback = "The public sees your own telephone, mailbox and address until then."
    said = f"It was to be checked by {day}. Check it, and set a later day."
    return [f"{said} {fallback}" if isinstance(row, ContactBlock) else said]


def _line(key: str, said: Iterable[str], actions: list[tuple[str, str]]) -> Line:
    linked = [{"label": label, "url": url, "about": key} for label, url in actions]
    return {"key": key, "value": _lines(said), "actions": linked}


def _words(text: str) -> str:
    return _lines(text.splitlines()) or SILENT


def _lines(said: Iterable[str]) -> str:
    return format_html_join(BREAK, "{}", [(part,) for part in said if part])


def _label(name: str) -> str:
    return capfirst(str(Terms._meta.get_field(name).verbose_name))
