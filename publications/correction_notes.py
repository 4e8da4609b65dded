"""The dated notes beside a report that was changed after its publication: on the page, in the PDF and in the feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _

from partnerships.working_days import london_day
from publications.models import Correction, Purpose, Release


@dataclass(frozen=True)
class DatedNote:
    """What readers are told of one correction, and the London day of it."""

    day: date
    text: str

    @property
    def heading(self) -> str:
        """The words before the note, in the active language."""
        return _("Corrected on %(day)s") % {"day": formats.date_format(self.day, "j F Y")}


def notes_of(release: Release | None) -> tuple[DatedNote, ...]:
    """Return the notes that stand beside the text of `release`, newest first: its own, and those released before it."""
    # What stands after a first correction is always a correction itself.
    if release is None or release.purpose != Purpose.CORRECTION:
        return ()
    before = Q(release__released_at__isnull=False, release_id__lt=release.pk)
    found = Correction.objects.filter(review_id=release.review_id).filter(before | Q(release=release))
    return tuple(_dated(row) for row in found.select_related("release").order_by("-release_id"))


def note_of(release: Release) -> DatedNote | None:
    """Return the note of the correction that `release` is, or None."""
    row = getattr(release, "correction", None)
    return _dated(row) if row else None


def _dated(row: Correction) -> DatedNote:
    return DatedNote(london_day(row.release.released_at or row.release.moment), row.note)
