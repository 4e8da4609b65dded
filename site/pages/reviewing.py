"""Public content is read again by the day that was agreed: contacts leave, telephone numbers change (rules.md §5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from pages.days_in_words import day_in_words
from partnerships.models import Partnership
from partnerships.working_days import london_day
from people.alarms import Cause, reconcile

KIND = "content_review"


class ReviewedContent(models.Model):
    """A page type with a day by which it is read again. Inherit it, show `review_panel`, and its pages are watched."""

    review_by = models.DateField(
        _("read again by"),
        null=True,
        blank=True,
        help_text=_(
            "The day by which somebody checks that everything on this page is still right, such as names, telephone "
            "numbers and links. Your partnership is reminded on that day. Readers do not see it."
        ),
    )

    class Meta:
        abstract = True


def review_panel() -> FieldPanel:
    """Return the panel with which the editor asks for the day."""
    return FieldPanel("review_by")


def warn_of_content(now: datetime) -> None:
    """Raise an alarm for each public page whose day has come, and settle those that have a later day since."""
    reconcile(KIND, content_to_review(now), now=now)


def content_to_review(now: datetime) -> Iterator[Cause]:
    """Return a cause for each live page, of whatever type, that has to be read again by today."""
    roots = [(found.site.root_page.path, found) for found in _partnerships()]
    for model in ReviewedContent.__subclasses__():
        due = model.objects.filter(live=True, review_by__lte=london_day(now))
        for page in due.order_by("path").iterator():
            partnership = next((found for path, found in roots if page.path.startswith(path)), None)
            yield _cause(page, partnership)


def _partnerships() -> models.QuerySet[Partnership]:
    return Partnership.objects.select_related("site__root_page")


def _cause(page: Page, partnership: Partnership | None) -> Cause:
    day = day_in_words(page.review_by)
    message = f"A page of the public site was to be read again by {day}. Check it, and set a later day."
    return Cause(f"page:{page.pk} {page.review_by}", message, partnership, f"/cms/pages/{page.pk}/edit/")
