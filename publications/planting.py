"""The place in the page tree where a partnership's reports hang."""

from __future__ import annotations

from wagtail.models import Page

from partnerships.models import Partnership
from publications.models import ReportIndexPage


def plant_report_index(partnership: Partnership) -> ReportIndexPage:
    """Make the index page of `partnership` under its front page, and return it."""
    home = Page.objects.get(pk=partnership.site.root_page_id)
    index = ReportIndexPage(title="Reports", slug="reviews", locale_id=home.locale_id)
    home.add_child(instance=index)
    index.save_revision().publish()
    return index


def report_index(partnership: Partnership) -> ReportIndexPage:
    """Return the index page of `partnership`."""
    return ReportIndexPage.objects.child_of(partnership.site.root_page).get()
