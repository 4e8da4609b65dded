"""From what a briefing was made, and how much of that the public is told (R32)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from publications.models.releases import Edition
from publications.printing import public_path
from publications.vocabulary import BriefingSource

if TYPE_CHECKING:
    from publications.models import BriefingPage

# A review is named by its public report, and a rapid review never.
OF_A_REVIEW = (BriefingSource.REVIEW, BriefingSource.RAPID_REVIEW)


@dataclass(frozen=True)
class PublicSource:
    """What readers are told; `url` is the path of the report, or empty."""

    label: str
    url: str = ""


def is_early(briefing: BriefingPage) -> bool:
    """Return whether `briefing` comes from a review of which no report is public at this moment.

    There never was one, or it is offline, archived, removed or was closed without publication: all the same here.
    """
    return briefing.source_review is not None and not briefing.source_review.is_published


def public_source(briefing: BriefingPage) -> PublicSource:
    """Return what readers are told at this moment. Whatever may not be named has the same few words as everything else
    that has no name, so that they give nothing away.
    """
    if briefing.source_review_id:
        return _of_report(briefing)
    if briefing.source_kind in OF_A_REVIEW or not briefing.source_title:
        return PublicSource(_("Learning from our work"))
    return PublicSource(f"{briefing.get_source_kind_display()}: {briefing.source_title}")


def _of_report(briefing: BriefingPage) -> PublicSource:
    public = Edition.objects.public().filter(review=briefing.source_review_id, language=settings.LANGUAGE_CODE)
    edition = public.only("slug", "title", "language").first()
    if edition is None:
        return PublicSource(_("Learning from our work"))
    return PublicSource(edition.title, public_path(edition))
