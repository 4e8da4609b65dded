"""That something was published of which readers are told, written in the transaction that publishes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pages.models import PageVersion
from partnerships.models import Partnership
from publications.models import Announcement, BriefingPage, Purpose, Release

# Neither news to anybody: a correction is told beside the report, an old report was public long ago.
NOT_TOLD = (Purpose.CORRECTION, Purpose.LEGACY)


def announce(key: str, about: str, partnership: Partnership, *, now: datetime) -> None:
    """Write down that `key`, like "review:12", became public by `about`; harmless when done again.

    Nothing leaves before the transaction has ended, and never when it is rolled back.
    """
    facts = {"key": key, "partnership": partnership, "at": now}
    Announcement.objects.get_or_create(about=about, defaults=facts)


def announce_release(release: Release, *, now: datetime) -> None:
    """Announce a report that `release` has made public for the first time."""
    if release.purpose not in NOT_TOLD:
        review = release.review
        announce(f"review:{review.pk}", f"release:{release.uuid}", review.partnership, now=now)


def announce_briefing(instance: PageVersion, *, created: bool, **_: Any) -> None:
    """Receiver: a version of a page was published. The first of a briefing is news, if a person has published it."""
    is_first = created and instance.number == 1 and instance.published_by_id is not None
    if is_first and BriefingPage.objects.filter(pk=instance.page_id).exists():
        key, about = f"page:{instance.page_id}", f"page-version:{instance.pk}"
        announce(key, about, instance.partnership, now=instance.published_at)
