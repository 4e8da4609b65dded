"""A live briefing with terms, for tests of where it is listed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from config.testing.reports import T0
from pages.publishing import publish_planted
from publications.models import BriefingIndexPage, BriefingPage


def a_briefing(partnership: Any, *, title: str = "Babies at night", now: datetime = T0, **fields: Any) -> BriefingPage:
    """Make a briefing of `partnership` that is live since `now`; `fields` may give themes, harms, agencies, roles."""
    terms = {name: fields.pop(name, []) for name in ("themes", "harms", "agencies", "roles")}
    page = BriefingPage(title=title, live=False, introduction="In short.", **fields)
    _index(partnership, now).add_child(instance=page)
    for name, chosen in terms.items():
        setattr(page, name, chosen)
    page.save_revision(clean=False, log_action=False)
    publish_planted(page, now=now)
    return BriefingPage.objects.get(pk=page.pk)


def _index(partnership: Any, now: datetime) -> BriefingIndexPage:
    home = type(partnership.site.root_page).objects.get(pk=partnership.site.root_page_id)
    there = BriefingIndexPage.objects.child_of(home).first()
    if there is None:
        there = home.add_child(instance=BriefingIndexPage(title="Briefings", slug="briefings", live=False))
        publish_planted(there, now=now)
    return there
