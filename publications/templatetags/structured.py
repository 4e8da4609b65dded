"""Tags for what stands in the head of a public page for search engines, and for what is about the same."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import QuerySet
from django.template.context import Context
from django.utils.safestring import SafeString

from pages.prepared import prepared
from publications.briefing_pages import public_briefings, with_partnerships
from publications.entries import Entry, briefing_entry, companion_entry
from publications.models import BriefingPage, CompanionEdition, Edition, Term
from publications.related import related_to_briefing
from publications.structured import as_element, briefing_data, report_data

register = template.Library()


@register.simple_tag
def report_in_data(edition: Edition, pdf: Any) -> SafeString | str:
    """The data of a public report; nothing for a draft."""
    if not edition.release_id:
        return ""
    return as_element(report_data(edition, pdf=bool(pdf), terms=_terms_of(edition.pk)))


@prepared
def _terms_of(edition: int) -> QuerySet[Term]:
    return Term.objects.filter(editions=edition).only("label", "slug")


@register.simple_tag
def companion_in_data(edition: CompanionEdition) -> SafeString | str:
    """The data of the briefing that went out with a report; nothing for a draft, or for any other companion."""
    is_briefing = edition.release_id and edition.kind == "briefing"
    return as_element(briefing_data(companion_entry(edition), [])) if is_briefing else ""


@register.simple_tag(takes_context=True)
def briefing_in_data(context: Context, page: BriefingPage) -> SafeString | str:
    """The data of a live briefing, with the terms that its page shows as `speaks_to`; nothing for a draft."""
    for found, partnership in with_partnerships(public_briefings().filter(pk=page.pk)):
        terms = [term for row in context.get("speaks_to", []) for term in row["terms"]]
        return as_element(briefing_data(briefing_entry(found, partnership), terms))
    return ""


@register.simple_tag
def about_the_same(page: BriefingPage) -> list[Entry]:
    """What shares themes with a live briefing."""
    return related_to_briefing(page) if page.live else []
