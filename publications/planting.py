"""The places in the page tree where a partnership's reports, and its briefings, hang."""

from __future__ import annotations

from datetime import datetime

from wagtail.models import Page

from pages.publishing import publish_planted
from partnerships.models import Partnership
from publications.models import BriefingIndexPage, ReportIndexPage


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


def plant_briefing_index(partnership: Partnership, *, now: datetime) -> BriefingIndexPage:
    """Return the page under which the briefings and newsletters of `partnership` hang; where there is none, make it."""
    home = Page.objects.get(pk=partnership.site.root_page_id)
    index = BriefingIndexPage.objects.child_of(home).first()
    if index is None:
        index = BriefingIndexPage(title="Learning briefings", slug="briefings", locale_id=home.locale_id, live=False)
        home.add_child(instance=index)
        publish_planted(index, now=now)
    return index
