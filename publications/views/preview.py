"""The report as the public would read it, shown on the staff host before anybody else may see it."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from pages.models import PrivateImage
from partnerships.working_days import london_day
from publications.attachments.reading import lines_of_draft
from publications.companions.making import draft_companion
from publications.composing import body_html, compose
from publications.editions import draft_edition
from publications.models import CompanionPage, ReportPage
from publications.views.companions import companion_context
from publications.views.public import report_context

_DRAFT = "Draft. Nobody outside the partnership can see it. The day of publication is still open."


def preview_draft(request: HttpRequest, page: ReportPage | CompanionPage) -> HttpResponse:
    """Return the draft for the preview beside the editor, which shows it in a frame."""
    response = show_companion_draft(request, page) if isinstance(page, CompanionPage) else show_draft(request, page)
    response._csp_replace = {"frame-ancestors": [SELF]}
    return response


def show_draft(request: HttpRequest, page: ReportPage) -> HttpResponse:
    """Return `page` as it stands in memory; its pictures come through the staff host's own door."""
    composition = compose(page)
    edition = draft_edition(page.review, page, composition)
    edition.html = body_html(composition, _private_pictures(composition.picture_names()))
    context = report_context(edition, day=london_day(timezone.now()), pdf=None)
    return show_privately(request, context | {"banner": _DRAFT, "attached": lines_of_draft(page)})


def show_companion_draft(request: HttpRequest, page: CompanionPage) -> HttpResponse:
    """Return what goes out with a report as it stands in memory, beside the drafts of its report."""
    composition = compose(page)
    edition = draft_companion(page.review, page, page.review.drafts(), composition)
    edition.html = body_html(composition, _private_pictures(composition.picture_names()))
    context = companion_context(edition, day=london_day(timezone.now()), pdf=None)
    return show_privately(request, context | {"banner": _DRAFT, "page_template": "publications/report/companion.html"})


def show_privately(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Render the public page of a report with a banner instead of the public navigation, in the report's language."""
    edition = context["edition"]
    with translation.override(edition.language):
        context = context | {"partnership": edition.review.partnership}
        return render(request, "publications/staff/preview.html", context)


def _private_pictures(names: list[str]) -> dict[str, dict[str, Any]]:
    found = PrivateImage.objects.filter(file__in=names).values_list("file", "width", "height")
    return {name: {"url": default_storage.url(name), "width": w, "height": h} for name, w, h in found}
