"""What goes out with a report is added to its bundle, or left out of it with a reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import translation

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.models import Companion, CompanionPage, ReportPage, Review
from publications.models.releases import OPEN
from publications.states import ReviewState
from publications.vocabulary import CompanionKind

BUNDLED_IN = (ReviewState.PREPARING, ReviewState.SCHEDULED, ReviewState.PUBLISHED, ReviewState.PAUSED)


class BundleIsPrepared(MoveRefused):
    """What is prepared for release is not changed behind the backs of the two who prepare and confirm it."""

    def __init__(self) -> None:
        super().__init__("A release is prepared. Withdraw it first.")


class NothingToBundle(MoveRefused):
    """The review is not one whose report will be published, or published anew."""

    def __init__(self) -> None:
        super().__init__("Nothing of this review is going to be published, so nothing can go out with it.")


class AlreadyThere(MoveRefused):
    """It is part of the bundle in every language."""

    def __init__(self) -> None:
        super().__init__("This is already published with the report, in every language of it.")


class NotInTheBundle(MoveRefused):
    """It was never added, or it was left out."""

    def __init__(self) -> None:
        super().__init__("This is not published with the report.")


class LeavingOutNeedsReason(MoveRefused):
    """That something is not published is decided knowingly."""

    def __init__(self) -> None:
        super().__init__("Write why it is left out. The reason is kept and is not shown to the public.")


def add_companion(review: Review, kind: str, *, by: User, now: datetime) -> Companion:
    """Add an empty page of `kind` in every language of the report that has none; AlreadyThere when all have one.

    What was left out before comes back as it was.
    """
    role = must(by, Deed.EDIT_REPORT, review.partnership)
    with transaction.atomic():
        locked = _changeable(review)
        companion = _companion(locked, CompanionKind(kind), by, now)
        added = _missing_pages(companion, locked)
        if not added and companion.left_out_at is None:
            raise AlreadyThere
        companion.left_out_at = None
        companion.save(update_fields=["left_out_at"])
        for page, report in added:
            _plant(page, report, by)
        record(locked, "add_companion", by=by, now=now, role=role, facts={"kind": kind, "pages": len(added)})
    return companion


def leave_out_companion(review: Review, kind: str, *, by: User, reason: str, now: datetime) -> None:
    """Take `kind` out of the bundle, for a reason; its pages are kept, and it is not released with the report."""
    role = must(by, Deed.EDIT_REPORT, review.partnership)
    if not reason.strip():
        raise LeavingOutNeedsReason
    with transaction.atomic():
        locked = _changeable(review)
        companion = _in_bundle(locked, kind)
        companion.keep(companion.words() | {"reason": reason.strip()})
        companion.left_out_at = now
        companion.save(update_fields=["sealed", "left_out_at"])
        record(locked, "leave_out_companion", by=by, now=now, role=role, facts={"kind": kind})


def choose_languages(review: Review, kind: str, *, first_only: bool, by: User, now: datetime) -> None:
    """Say that `kind` is published in the first language only, or again in every language of the report."""
    role = must(by, Deed.EDIT_REPORT, review.partnership)
    with transaction.atomic():
        locked = _changeable(review)
        companion = _in_bundle(locked, kind)
        companion.first_language_only = first_only
        companion.save(update_fields=["first_language_only"])
        facts = {"kind": kind, "first_language_only": first_only}
        record(locked, "choose_companion_languages", by=by, now=now, role=role, facts=facts)


def _changeable(review: Review) -> Review:
    locked = lock(review)
    if locked.state not in BUNDLED_IN or not locked.pages.exists():
        raise NothingToBundle
    if locked.releases.filter(state__in=OPEN).exists():
        raise BundleIsPrepared
    return locked


def _companion(review: Review, kind: CompanionKind, by: User, now: datetime) -> Companion:
    found = review.companions.filter(kind=kind).first()
    if found is None:
        found = Companion(review=review, kind=kind, added_at=now, added_by=by)
        found.keep({"agreed_by": "", "reason": ""})
        found.save()
    return found


def _in_bundle(review: Review, kind: str) -> Companion:
    found = review.companions.filter(kind=kind, left_out_at=None).first()
    if found is None:
        raise NotInTheBundle
    return found


def _missing_pages(companion: Companion, review: Review) -> list[tuple[CompanionPage, ReportPage]]:
    there = {page.locale_id: page for page in companion.pages.order_by("pk")}
    reports = list(review.pages.select_related("locale").order_by("pk"))
    wanted = reports[:1] if companion.first_language_only else reports
    key = next((page.translation_key for page in there.values()), uuid4())
    return [(_page(companion, report, key), report) for report in wanted if report.locale_id not in there]


def _page(companion: Companion, report: ReportPage, key: UUID) -> CompanionPage:
    with translation.override(report.locale.language_code):
        title = companion.get_kind_display()
    # The address in the tree says nothing of the review; the public never reads it (R25).
    slug = f"{companion.kind}-{companion.row.hex[:8]}"
    return CompanionPage(
        companion=companion, title=title, slug=slug, locale_id=report.locale_id, translation_key=key, live=False
    )


def _plant(page: CompanionPage, report: ReportPage, by: User) -> None:
    page.owner = by
    report.get_parent().add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action=False)
