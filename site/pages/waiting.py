"""Which pages wait for a second person."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from wagtail.models import Page, get_page_models

from pages.models import ApprovedByTwo
from partnerships.models import Partnership


def pages_in_order(partnerships: Iterable[Partnership]) -> QuerySet[Page]:
    """Return the pages of `partnerships` that two people publish, with `is_waiting`; those that wait come first."""
    within = Q(pk__in=[])
    for partnership in partnerships:
        within |= Q(path__startswith=partnership.site.root_page.path)
    kinds = ContentType.objects.get_for_models(*(one for one in get_page_models() if issubclass(one, ApprovedByTwo)))
    found = Page.objects.filter(within, content_type__in=kinds.values()).select_related("latest_revision__user")
    return found.annotate(is_waiting=_WAITS).order_by("-is_waiting", "path")


_WAITS = Case(
    When(Q(live=False) | Q(has_unpublished_changes=True), then=Value(True)),
    default=Value(False),
    output_field=BooleanField(),
)
