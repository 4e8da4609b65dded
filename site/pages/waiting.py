"""Which pages wait for a second person."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, get_page_models

from pages.models import ApprovedByTwo
from partnerships.models import Partnership
from people.scoping import in_trees


def pages_in_order(partnerships: Iterable[Partnership]) -> QuerySet[Page]:
    """Return the pages of `partnerships` that two people publish; those that wait come first."""
    within = in_trees(Page.objects.all(), [partnership.site.root_page.path for partnership in partnerships])
    kinds = ContentType.objects.get_for_models(*(one for one in get_page_models() if issubclass(one, ApprovedByTwo)))
    found = within.filter(content_type__in=kinds.values()).select_related("latest_revision__user")
    return found.alias(is_waiting=_WAITS).order_by("-is_waiting", "path")


_WAITS = Q(live=False) | Q(has_unpublished_changes=True)
