"""A review begins with the decision to review, long before there is a report (S0)."""

from __future__ import annotations

from datetime import date, datetime

from partnerships.models import Partnership
from partnerships.working_days import london_day
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.importing import plant_draft
from publications.models import Review
from publications.recording.about import refuse_kind
from publications.recording.refusals import Missing
from publications.recording.writing import refuse_future
from publications.word import Manuscript


def start_review(
    partnership: Partnership, *, kind: str, decided_on: date | None, title: str = "", by: User, now: datetime
) -> Review:
    """Begin the record of a review with an empty draft; its clock runs from `decided_on`. Nothing is public."""
    must(by, Deed.KEEP_RECORD, partnership)
    refuse_kind(kind)
    if decided_on is None:
        raise Missing("Give the day of the decision to review.")
    refuse_future(decided_on, london_day(now), "The day of the decision")
    empty = Manuscript(title=title.strip(), summary="", blocks=[], footnotes=[], images={}, notes=[])
    page = plant_draft(
        empty, partnership=partnership, by=by, now=now, move="start", decided_on=decided_on, review_type=kind
    )
    return page.review
