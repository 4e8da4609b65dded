"""What the public page of a briefing shows beside its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from pages.prose import public_prose
from pages.translating.reading import Shown
from partnerships.working_days import london_day
from publications.learning.briefing_content import parts_of, questions_of
from publications.learning.readiness import minutes_of
from publications.learning.sources import public_source

if TYPE_CHECKING:
    from publications.models import BriefingPage


def briefing_context(page: BriefingPage) -> dict[str, Any]:
    """Return the sections, questions, terms and source of `page` as its template reads them."""
    # Whatever was cleaned is safe; the headings are our own.
    parts = [
        {"anchor": part.anchor, "heading": part.heading, "html": mark_safe(public_prose(part.html))}  # noqa: S308
        for part in parts_of(page.sections)
    ]
    questions = questions_of(page.sections)
    asked = [{"anchor": "questions", "heading": _("Questions to think about")}] if questions else []
    return {
        "shown": Shown(page, settings.LANGUAGE_CODE),
        "parts": parts,
        "contents": [
            {"label": part["heading"], "url": f"#{part['anchor']}", "children": []} for part in [*parts, *asked]
        ],
        "questions": questions,
        "minutes": minutes_of(page),
        "source": public_source(page),
        "speaks_to": _terms(page),
        "resources": [dict(block.value) for block in page.resources],
        "published_on": london_day(page.last_published_at) if page.last_published_at else None,
        "address": page.full_url,
    }


def _terms(page: BriefingPage) -> list[dict[str, Any]]:
    rows = [
        (_("Themes"), page.themes), (_("Types of harm"), page.harms), (_("Agencies"), page.agencies),
        (_("Roles"), page.roles),
    ]  # fmt: skip
    found = [{"label": label, "terms": list(terms.all())} for label, terms in rows]
    return [row for row in found if row["terms"]]
