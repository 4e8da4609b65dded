"""The Wagtail editor writes reports and nothing more: every change of state has its own page on the staff host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.action_menu import SaveDraftMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import HeaderButton
from wagtail.models import Page

from publications.attachments.choosing import may_be_attached
from publications.models import CompanionPage, ReportIndexPage, ReportPage

THROUGH_THE_RELEASE = (
    "A report is published, paused, archived and removed on the page of its review, and in no other way."
)
ONE_PAGE = "A report has one page in each language, always in its own place: it cannot be copied, moved or deleted."


def is_ours(page: Page) -> bool:
    """Return whether `page`, specific or not, is a report, what goes out with one, or the place where they hang."""
    return issubclass(page.specific_class or Page, ReportPage | CompanionPage | ReportIndexPage)


@hooks.register("construct_page_action_menu", order=1000)
def only_save_draft(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:  # noqa: ARG001
    """Leave nothing but “Save draft” below a report."""
    page = context.get("page")
    if page is not None and is_ours(page):
        menu_items[:] = [item for item in menu_items if isinstance(item, SaveDraftMenuItem)]


@hooks.register("register_page_header_buttons")
def link_to_review(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[HeaderButton]:  # noqa: ARG001
    """Lead from the editor back to the review."""
    if isinstance(page, ReportPage | CompanionPage):
        yield HeaderButton(label="The review", url=reverse("review", args=[page.review.uuid]), icon_name="arrow-left")


@hooks.register("construct_main_menu", order=1000)
def link_to_reviews(request: HttpRequest, menu_items: list[Any]) -> None:  # noqa: ARG001
    """Lead from everywhere in the editor back to the list of reviews."""
    menu_items.append(MenuItem("Reviews", reverse("dashboard"), name="reviews", icon_name="arrow-left", order=1))


@hooks.register("before_publish_page")
@hooks.register("before_unpublish_page")
def refuse_to_change_what_is_public(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer with the reason instead of publishing or unpublishing."""
    return _refused(request, THROUGH_THE_RELEASE) if is_ours(page) else None


@hooks.register("before_copy_page")
@hooks.register("before_delete_page")
def refuse_to_copy_or_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer with the reason instead of copying or deleting."""
    return _refused(request, ONE_PAGE) if is_ours(page) else None


@hooks.register("before_move_page")
def refuse_to_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Answer with the reason instead of moving a report, or anything to where reports hang."""
    return _refused(request, ONE_PAGE) if is_ours(page) or is_ours(destination) else None


@hooks.register("before_bulk_action")
def refuse_in_bulk(
    request: HttpRequest,
    action_type: str,  # noqa: ARG001
    objects: list[Any],
    action: Any,  # noqa: ARG001
) -> HttpResponse | None:
    """Answer with the reason when a report, or a page above one, is among the pages of a bulk action."""
    pages = [page for page in objects if isinstance(page, Page)]
    above = any(ReportPage.objects.descendant_of(page, inclusive=True).exists() for page in pages)
    return _refused(request, THROUGH_THE_RELEASE) if above or any(map(is_ours, pages)) else None


@hooks.register("construct_document_chooser_queryset")
def nothing_of_the_record(documents: QuerySet, request: HttpRequest) -> QuerySet:  # noqa: ARG001
    """Offer no document of the private record of a review, such as an order of a court."""
    return may_be_attached(documents)


@hooks.register("construct_homepage_panels", order=1000)
def no_panels(request: HttpRequest, panels: list[Any]) -> None:  # noqa: ARG001
    """What waits is listed on our own first page."""
    panels.clear()


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, summary_items: list[Any]) -> None:  # noqa: ARG001
    """Counts over all partnerships are nobody's business."""
    summary_items.clear()


def _refused(request: HttpRequest, message: str) -> HttpResponse:
    return render(request, "publications/staff/refused_in_editor.html", {"message": message}, status=403)
