"""What a report says around its text, on paper and on the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.translation import gettext as _

from pages.languages import direction, in_language
from pages.typesetting import Printable
from publications.composing import Composition
from publications.correction_notes import DatedNote
from publications.first_published import in_words, year_for_citation
from publications.models import Edition
from publications.models.releases import MadeOnce


def printable(
    edition: Edition, composition: Composition, day: date, *, notes: Sequence[DatedNote] = (), mark: str = ""
) -> Printable:
    """Return `edition` as the typesetter takes it, published on `day`; `mark` stands on every page."""
    with translation.override(edition.language):
        return paper_of(
            edition,
            composition,
            subtitle=edition.get_review_type_display(),
            facts=facts(edition, day),
            front=[*_corrections(notes), *_front(edition)],
            back=_back(edition, day),
            mark=mark,
        )


def paper_of(edition: MadeOnce, composition: Composition, **around: Any) -> Printable:
    """Return an edition of any kind as the typesetter takes it; `around` is what differs, in the active language."""
    partnership = edition.review.partnership
    return Printable(
        language=print_language(edition.language),
        direction=direction(edition.language),
        title=edition.title,
        partnership=partnership.name,
        colour=partnership.colour,
        blocks=composition.blocks,
        footnotes=composition.footnotes,
        labels=labels_of_paper(),
        footer=partnership.name,
        **around,
    )


def print_language(code: str) -> str:
    """Return the language tag of a document: English here is British English."""
    return "en-GB" if code == settings.LANGUAGE_CODE else code


def facts(edition: Edition, day: date) -> list[tuple[str, str]]:
    """Return (label, value) rows about the report, in the active language."""
    rows = [
        (_("Lead Reviewer"), edition.reviewer),
        in_words(edition.review, day),
        (_("Published by"), edition.review.partnership.name),
        (_("Age of the child"), edition.get_age_band_display()),
        (_("Period under review"), edition.period),
    ]
    return [(label, str(value)) for label, value in rows if value]


def what_it_is_not() -> str:
    """Return the words of R45, which stand on every report."""
    return _(
        "A review looks at how organisations worked together, so that children are safer in future. It does not "
        "look for the cause of a death or an injury, and it does not blame anyone. It is separate from any "
        "investigation by the police or a coroner."
    )


def citation(edition: Edition, day: date) -> str:
    """Return how to name this report in another text."""
    partnership = edition.review.partnership
    address = f"{partnership.origin}{public_path(edition)}"
    # Information about improvements has no reviewer: the partnership itself speaks.
    if not edition.reviewer:
        return f"{partnership.name} ({day.year}). {edition.title}. {address}"
    return (
        f"{edition.reviewer} ({year_for_citation(edition.review, day)}). {edition.title}. {partnership.name}. {address}"
    )


def public_path(edition: Edition) -> str:
    """Return the path of the report on its public host."""
    return in_language(f"/reviews/{edition.slug}/", edition.language)


def _corrections(notes: Sequence[DatedNote]) -> list[tuple[str, str]]:
    said = format_html_join("", "<p>{}: {}</p>", ((note.heading, note.text) for note in notes))
    return [(_("Corrections"), said)] if notes else []


def _front(edition: Edition) -> list[tuple[str, str]]:
    note = edition.review.partnership.predecessor_note
    earlier = [(_("About the body that wrote this report"), _paragraph(note))] if note else []
    return [*warning_section(edition), (_("What this review is not"), _paragraph(what_it_is_not())), *earlier]


def warning_section(edition: MadeOnce) -> list[tuple[str, str]]:
    """Return what readers are told before they begin, as a section; none when there is nothing."""
    return [(_("Before you read"), _paragraph(edition.content_warning))] if edition.content_warning else []


def support_section(edition: MadeOnce) -> list[tuple[str, str]]:
    """Return where readers find support, as a section; none when none is named."""
    rows = format_html_join("", "<li>{}</li>", ((_support_line(row),) for row in edition.support))
    return [(_("Support"), f"<ul>{rows}</ul>")] if edition.support else []


def _back(edition: Edition, day: date) -> list[tuple[str, str]]:
    return [*support_section(edition), (_("How to cite this report"), _paragraph(citation(edition, day)))]


def _support_line(row: dict[str, str]) -> str:
    name = (
        format_html('<a href="{}">{}</a>', row["url"], row["name"])
        if row.get("url")
        else conditional_escape(row["name"])
    )
    return format_html("{}, {}", name, row["phone"]) if row.get("phone") else name


def _paragraph(text: str) -> str:
    return format_html("<p>{}</p>", text)


def labels_of_paper() -> dict[str, str]:
    """Return the words that the typesetter writes around a text, in the active language."""
    return {
        "contents": _("Contents"),
        "page": _("Page"),
        "of": _("of"),
        "learning_point": _("Learning point"),
        "recommendation": _("Recommendation"),
        "for_whom": _("For"),
        "by_when": _("By when"),
        "outcome": _("Outcome"),
        "footnotes": _("Footnotes"),
        "figure": _("Figure"),
        "table": _("Table"),
    }
