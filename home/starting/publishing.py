"""What a partnership starts with is public from its first day."""

from __future__ import annotations

from datetime import datetime

from home.models.translated import OwnPage
from pages.publishing import publish_planted


def publish_below(parent: OwnPage, page: OwnPage, *, now: datetime) -> None:
    """Put `page` below `parent`, in its language, and publish it."""
    page.live, page.locale_id = False, parent.locale_id
    parent.add_child(instance=page)
    publish_planted(page, now=now)
