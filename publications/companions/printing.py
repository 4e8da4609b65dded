"""What a companion says around its text, on paper and on the page."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from pages.typesetting import Printable
from publications.composing import Composition
from publications.first_published import in_words
from publications.models import CompanionEdition
from publications.printing import paper_of, public_path, support_section, warning_section, what_it_is_not
from publications.vocabulary import CompanionKind


def companion_printable(edition: CompanionEdition, composition: Composition, day: date, *, mark: str = "") -> Printable:
    """Return `edition` as the typesetter takes it, published on `day`; `mark` stands on every page."""
    with translation.override(edition.language):
        return paper_of(
            edition,
            composition,
            subtitle=caption_of(edition),
            facts=companion_facts(edition, day),
            front=[*warning_section(edition), (_("What this review is not"), _paragraph(what_it_is_not()))],
            back=support_section(edition),
            mark=mark,
        )


def caption_of(edition: CompanionEdition) -> str:
    """Return what stands above the title."""
    if edition.kind == CompanionKind.FAMILY_STATEMENT:
        return _("In the family's own words")
    return str(edition.get_kind_display())


def companion_facts(edition: CompanionEdition, day: date) -> list[tuple[str, str]]:
    """Return (label, value) rows about the companion, in the active language."""
    rows = [
        (_("Published together with"), edition.report_title),
        in_words(edition.review, day),
        (_("Published by"), edition.review.partnership.name),
    ]
    return [(label, str(value)) for label, value in rows if value]


def companion_path(edition: CompanionEdition) -> str:
    """Return the path of the companion on its public host: below that of its report."""
    return f"{public_path(edition)}{edition.kind}/"


def _paragraph(text: str) -> str:
    return format_html("<p>{}</p>", text)
