"""Two people vouch for one content, checked against one version of the list. Any edit of either undoes it (S7)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from people.models import User
from publications.anonymity.listing import list_version
from publications.anonymity.naming import must_be_named
from publications.content_hash import hash_of
from publications.models import AnonymityCheck, AnonymityFinding, AnonymityPass, Review


class NotChecked(MoveRefused):
    """The text or the list changed since the last check, or there was none."""

    def __init__(self) -> None:
        super().__init__("The text or the watch-list has changed since the last check. Check again first.")


class StillOpen(MoveRefused):
    """Something that was found is neither mended nor accepted by two people."""

    def __init__(self) -> None:
        super().__init__("Something that was found is neither mended nor accepted by two people.")


class NoEndAgreed(MoveRefused):
    """A list of names is kept for a time that was agreed, never without end."""

    def __init__(self) -> None:
        super().__init__("Agree first until when the watch-list is kept.")


class PassByTwo(MoveRefused):
    """Whoever signed first cannot sign second."""

    def __init__(self) -> None:
        super().__init__("You have signed already. Somebody else who is named has to sign too.")


class AlreadyPassed(MoveRefused):
    """Two people have signed."""

    def __init__(self) -> None:
        super().__init__("Two people have signed for this text already.")


def pass_of(review: Review, digest: str) -> AnonymityPass | None:
    """Return the pass of this content against the list as it is now, signed by one or by two, or None."""
    found = AnonymityPass.objects.filter(review=review, content_hash=digest, list_version=list_version(review))
    return found.select_related("first_by", "second_by").first()


def is_passed(review: Review, digest: str) -> bool:
    """Return whether two people signed for this content and nothing that was found in it is open."""
    signed = pass_of(review, digest)
    return bool(signed and signed.second_by_id) and not open_findings(review, digest).exists()


def open_findings(review: Review, digest: str) -> QuerySet[AnonymityFinding]:
    """Return what the last check of this content found that still stands in its way."""
    return AnonymityFinding.objects.filter(review=review, content_hash=digest).open()


def is_checked(review: Review, digest: str) -> bool:
    """Return whether the last check was of this content, against the list as it is now."""
    return AnonymityCheck.objects.filter(review=review, content_hash=digest, list_version=list_version(review)).exists()


def sign(review: Review, *, by: User, now: datetime) -> AnonymityPass:
    """Sign that `review`, as it stands now, identifies nobody; it is passed when a second person has signed."""
    role = must_be_named(by, review)
    with transaction.atomic():
        locked = lock(review)
        digest = hash_of(locked)
        _refuse_unless_ready(locked, digest)
        signed = pass_of(locked, digest)
        signed = _second(signed, by, now) if signed else _first(locked, digest, by, now)
        facts = {"content_hash": digest, "signatures": 2 if signed.second_by_id else 1}
        record(review, "sign_anonymity", by=by, now=now, role=role, facts=facts)
    return signed


def _refuse_unless_ready(review: Review, digest: str) -> None:
    if not is_checked(review, digest):
        raise NotChecked
    if open_findings(review, digest).exists():
        raise StillOpen
    if review.watch_terms.exists() and review.watch_list.keep_until is None:
        raise NoEndAgreed


def _first(review: Review, digest: str, by: User, now: datetime) -> AnonymityPass:
    return AnonymityPass.objects.create(
        review=review, content_hash=digest, list_version=list_version(review), first_by=by, first_at=now
    )


def _second(signed: AnonymityPass, by: User, now: datetime) -> AnonymityPass:
    if signed.second_by_id:
        raise AlreadyPassed
    if signed.first_by_id == by.pk:
        raise PassByTwo
    signed.second_by, signed.second_at = by, now
    signed.save(update_fields=["second_by", "second_at"])
    return signed
