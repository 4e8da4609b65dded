"""What a report says around its text, on paper and on the page."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import formats, translation
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from pages.typesetting import Printable
from publications.composing import Composition
from publications.models import Edition


def printable(edition: Edition, composition: Composition, day: date, *, mark: str = "") -> Printable:
    """Return `edition` as the typesetter takes it, published on `day`; `mark` stands on every page."""
    partnership = edition.review.partnership
    with translation.override(edition.language):
        return Printable(
            language=print_language(edition.language),
            direction="rtl" if get_language_info(edition.language)["bidi"] else "ltr",
            title=edition.title,
            subtitle=edition.get_review_type_display(),
            partnership=partnership.name,
            colour=partnership.colour,
            facts=facts(edition, day),
            front=_front(edition),
            blocks=composition.blocks,
            footnotes=composition.footnotes,
            back=_back(edition, day),
            labels=_labels(),
            footer=partnership.name,
            mark=mark,
        )


def print_language(code: str) -> str:
    """Return the language tag of a document: English here is British English."""
    return "en-GB" if code == settings.LANGUAGE_CODE else code


def facts(edition: Edition, day: date) -> list[tuple[str, str]]:
    """Return (label, value) rows about the report, in the active language."""
    rows = [
        (_("Lead Reviewer"), edition.reviewer),
        (_("Published"), formats.date_format(day, "j F Y")),
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
    return f"{edition.reviewer} ({day.year}). {edition.title}. {partnership.name}. {address}"


def public_path(edition: Edition) -> str:
    """Return the path of the report on its public host."""
    prefix = "" if edition.language == settings.LANGUAGE_CODE else f"/{edition.language}"
    return f"{prefix}/reviews/{edition.slug}/"


def _front(edition: Edition) -> list[tuple[str, str]]:
    warning = [(_("Before you read"), _paragraph(edition.content_warning))] if edition.content_warning else []
    note = edition.review.partnership.predecessor_note
    earlier = [(_("About the body that wrote this report"), _paragraph(note))] if note else []
    return [*warning, (_("What this review is not"), _paragraph(what_it_is_not())), *earlier]


def _back(edition: Edition, day: date) -> list[tuple[str, str]]:
    rows = format_html_join("", "<li>{}</li>", ((_support_line(row),) for row in edition.support))
    support = [(_("Support"), f"<ul>{rows}</ul>")] if edition.support else []
    return [*support, (_("How to cite this report"), _paragraph(citation(edition, day)))]


def _support_line(row: dict[str, str]) -> str:
    name = (
        format_html('<a href="{}">{}</a>', row["url"], row["name"])
        if row.get("url")
        else conditional_escape(row["name"])
    )
    return format_html("{}, {}", name, row["phone"]) if row.get("phone") else name


def _paragraph(text: str) -> str:
    return format_html("<p>{}</p>", text)


def _labels() -> dict[str, str]:
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
