"""The one door by which a page of a partnership's own site becomes public: one person writes, another publishes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from lifecycles.moves import MoveRefused
from lifecycles.stepping import record
from pages.changing import note_public_change
from pages.models import PageVersion
from pages.models.approved import through_the_door
from pages.places import partnership_of
from pages.translating.aging import note_new_english
from partnerships.models import Partnership
from people.models import User
from people.permissions import must
from people.roles import Deed


class NothingNew(MoveRefused):
    """What was written is public already."""

    def __init__(self) -> None:
        super().__init__("There is nothing new to publish on this page.")


class OwnHand(MoveRefused):
    """Who wrote last may not publish."""

    def __init__(self) -> None:
        super().__init__("You made the last change to this page, so another person has to publish it.")


class ChangedMeanwhile(MoveRefused):
    """Somebody saved the page after it was read."""

    def __init__(self) -> None:
        super().__init__("Somebody changed this page while you were reading it. Read it again.")


class NotFit(MoveRefused):
    """The text lacks something that a reader must have."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))


class NeedsNote(MoveRefused):
    """Readers of an earlier version are told what is different."""

    def __init__(self) -> None:
        super().__init__("Say in a few words what has changed. Readers will see it.")


class NotPublic(MoveRefused):
    """The page is not public."""

    def __init__(self) -> None:
        super().__init__("This page is not public.")


def publish_page(
    page: Page, *, read: str, by: User, change_note: str, is_safety_critical: bool, now: datetime
) -> PageVersion:
    """Publish the last draft of `page` and return the new version. `read` is the mark of the draft that `by` has read.

    A safety-critical change withdraws every translation that does not carry it yet. Raises NotAllowed, NothingNew,
    ChangedMeanwhile, OwnHand, NotFit or NeedsNote.
    """
    partnership = partnership_of(page)
    role = must(by, Deed.PUBLISH_PAGES, partnership)
    with transaction.atomic():
        page = Page.objects.select_for_update().get(pk=page.pk).specific
        revision = _revision_to_publish(page, read, by)
        _refuse_unfit(revision.as_object(), is_first=not page.versions.exists(), change_note=change_note)
        version = _go_public(page, revision, partnership, by, now, change_note, is_safety_critical)
        facts = {"number": version.number, "revision": version.revision_id, "safety": is_safety_critical}
        record(version, "publish", by=by, role=role, now=now, facts=facts)
    return version


def mark_of(revision: Revision | None) -> str:
    """Return what names a draft as it was saved last: while somebody writes, the editor saves over one revision."""
    return f"{revision.pk} {revision.created_at.isoformat()}" if revision else ""


def publish_planted(page: Page, *, now: datetime) -> PageVersion:
    """Publish what an installation starts with; nobody has written it, and everybody may change it afterwards."""
    revision = page.get_latest_revision() or page.save_revision()
    with transaction.atomic():
        return _go_public(page, revision, partnership_of(page), None, now, "", False)


def take_down(page: Page, *, by: User, now: datetime) -> None:
    """Take `page` off the public site; one person may, and two have to publish it again."""
    partnership = partnership_of(page)
    role = must(by, Deed.PUBLISH_PAGES, partnership)
    if not page.live:
        raise NotPublic
    with transaction.atomic(), through_the_door():
        UnpublishPageAction(page.specific, user=by).execute(skip_permission_checks=True)
        record(page.versions.first() or page, "take_down", by=by, role=role, now=now)
        note_public_change(f"page:{page.pk}", partnership, now=now)


def _revision_to_publish(page: Page, read: str, by: User) -> Revision:
    revision = page.get_latest_revision()
    if revision is None or (page.live and not page.has_unpublished_changes):
        raise NothingNew
    if mark_of(revision) != read:
        raise ChangedMeanwhile
    if revision.user_id == by.pk:
        raise OwnHand
    return revision


def _refuse_unfit(draft: Any, *, is_first: bool, change_note: str) -> None:
    reasons = draft.refusals()
    if reasons:
        raise NotFit(reasons)
    if not is_first and not change_note.strip():
        raise NeedsNote


def _go_public(
    page: Page,
    revision: Revision,
    partnership: Partnership,
    by: User | None,
    now: datetime,
    change_note: str,
    is_safety_critical: bool,
) -> PageVersion:
    with through_the_door():
        revision.publish(user=by, skip_permission_checks=True)
    last = page.versions.first()
    version = PageVersion.objects.create(
        partnership=partnership,
        page_id=page.pk,
        revision=revision,
        number=last.number + 1 if last else 1,
        published_at=now,
        published_by=by,
        written_by=revision.user,
        change_note=change_note.strip(),
        is_safety_critical=is_safety_critical,
    )
    note_new_english(Page.objects.get(pk=page.pk).specific, is_safety_critical=is_safety_critical, now=now)
    note_public_change(f"page:{page.pk}", partnership, now=now)
    return version
