"""The Wagtail editor shows an editor their own partnerships and the views that are open to them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.search import admin_search_areas
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet

from people.scoping import own_files, own_pages


class PageFilters(GenericPageFilterSet):
    """Without the filters that list every author and every site there is."""

    owner = None
    edited_by = None
    site = None


class OwnPages(PageViewSet):
    filterset_class = PageFilters


@hooks.register("register_admin_viewset", order=1000)
def pages_without_foreign_names() -> OwnPages:
    return OwnPages()


MENU = {"explorer", "images", "documents"}


@hooks.register("construct_page_chooser_queryset")
@hooks.register("construct_explorer_page_queryset", order=1000)
def only_own_pages(*arguments: Any) -> QuerySet:
    """Scope a list of pages; the explorer also names the parent page, which needs no second look."""
    pages, request = arguments[-2:]
    return own_pages(request.user, pages)


@hooks.register("construct_image_chooser_queryset")
@hooks.register("construct_document_chooser_queryset")
def only_own_files(files: QuerySet, request: HttpRequest) -> QuerySet:
    return own_files(request.user, files)


@hooks.register("construct_main_menu")
def only_open_views(request: HttpRequest, items: list[Any]) -> None:  # noqa: ARG001
    items[:] = [item for item in items if item.name in MENU]


# The box in the menu searches across everything, and no hook of Wagtail takes it out of the menu.
admin_search_areas.registered_search_areas = []
