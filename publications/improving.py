"""What will improve, published in the place of a report that is not (R3): a review of its own, with its own clocks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from wagtail.models import Locale

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.closing import outcome_of
from publications.milestone_rules import Outcome
from publications.models import (
    Hold,
    NamedStaff,
    ParallelProcess,
    ReportPage,
    Restriction,
    Review,
    SensitiveDate,
    WatchList,
    WatchTerm,
)
from publications.models.sealed import SealedWords
from publications.planting import report_index
from publications.states import ReviewState
from publications.vocabulary import ReviewType

TITLE = "Information about improvements"
_CONTACT = ("decided_on", "media_contact", "media_phone", "media_email")


class NotDecided(MoveRefused):
    """Improvements are published only where the partners decided so, and the review is closed."""

    def __init__(self) -> None:
        super().__init__(
            "Close the review first, after the partners have decided that only the improvements are published."
        )


class AlreadyBegun(MoveRefused):
    """There is one such review for each report."""

    def __init__(self) -> None:
        super().__init__("The information about improvements has been begun already.")


def start_improvements(review: Review, *, by: User, now: datetime) -> Review:
    """Make the review that stands in the place of closed `review`, with an empty draft page; return it.

    It carries over what protects people (restrictions, proceedings, holds, sensitive dates, the watch-list and who is
    named for it), the day of the decision and the media contact; never a word of the report.
    """
    role = must(by, Deed.CLOSE_REVIEW, review.partnership)
    with transaction.atomic():
        closed = lock(review)
        if closed.state != ReviewState.CLOSED or outcome_of(closed, now) != Outcome.IMPROVEMENTS:
            raise NotDecided
        if Review.objects.filter(instead_of=closed).exists():
            raise AlreadyBegun
        begun = _new_review(closed, by, now)
        _plant_page(begun, by)
        carried = _carry_over(closed, begun)
        record(begun, "begin_improvements", by=by, now=now, after=begun.state, role=role, facts=carried)
    return begun


def _new_review(closed: Review, by: User, now: datetime) -> Review:
    contact = {name: getattr(closed, name) for name in _CONTACT}
    return Review.objects.create(
        partnership=closed.partnership, kind=ReviewType.IMPROVEMENTS, instead_of=closed, created_at=now,
        created_by=by, **contact,
    )  # fmt: skip


def _plant_page(review: Review, by: User) -> None:
    page = ReportPage(
        review=review,
        live=False,
        locale=Locale.get_default(),
        title=TITLE,
        slug=f"review-{review.uuid.hex[:8]}",
        review_type=ReviewType.IMPROVEMENTS,
        owner=by,
    )
    report_index(review.partnership).add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action=False)


def _carry_over(closed: Review, begun: Review) -> dict[str, int]:
    rows: list[models.QuerySet] = [
        Restriction.objects.filter(review=closed),
        ParallelProcess.objects.filter(review=closed),
        SensitiveDate.objects.filter(review=closed),
        Hold.objects.filter(review=closed, lifted_at=None),
        WatchTerm.objects.filter(review=closed),
        WatchList.objects.filter(review=closed, destroyed_at=None),
    ]
    counted = {found.model._meta.model_name: sum(_sealed_anew(row, begun) for row in found) for found in rows}
    return counted | {"namedstaff": _name_the_same(closed, begun)}


def _sealed_anew(row: SealedWords, begun: Review) -> bool:
    """What is sealed to one review cannot be opened in another, so the words are taken out and sealed again."""
    copied = [field for field in row._meta.concrete_fields if field.name not in ("id", "row", "review", "sealed")]
    values: dict[str, Any] = {field.attname: getattr(row, field.attname) for field in copied}
    copy = type(row)(review=begun, **values)
    copy.keep(row.words())
    copy.save()
    return True


def _name_the_same(closed: Review, begun: Review) -> int:
    named = [
        NamedStaff(review=begun, user_id=row.user_id, since=row.since, named_by_id=row.named_by_id)
        for row in NamedStaff.objects.filter(review=closed)
    ]
    return len(NamedStaff.objects.bulk_create(named))
