"""Documents that could not be scanned when they came: the worker tries again, and staff are told after a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from family_portal.models import UploadedDocument
from family_portal.states import DOCUMENT, DocumentState
from family_portal.uploads.scanning import is_there_a_scanner
from family_portal.uploads.sealed_files import read_sealed
from family_portal.uploads.taking_in import let_file_go, verdict_on
from lifecycles.stepping import WORKER, lock, take_step
from people.alarms import Cause, reconcile
from people.sealing import CannotOpen

ALARM = "document_unscanned"
PATIENCE = timedelta(days=1)
_AT_ONCE = 20


def scan_waiting(now: datetime) -> int:
    """Scan what is not scanned yet, the oldest first; return how many. Nothing where there is no scanner."""
    if not is_there_a_scanner():
        return 0
    waiting = UploadedDocument.objects.filter(state__in=[DocumentState.QUARANTINED, DocumentState.RECEIVED])
    found = waiting.exclude(stored="").select_related("key", "member__review__partnership").order_by("given_at")
    scanned = 0
    for document in found[:_AT_ONCE]:
        if not _scanned(document, now):
            break
        scanned += 1
    return scanned


def unscanned(now: datetime) -> Iterator[Cause]:
    """A document that has waited for a scan for a day, and that nobody can read until then."""
    waiting = UploadedDocument.objects.filter(state=DocumentState.QUARANTINED, given_at__lte=now - PATIENCE)
    for document in waiting.select_related("member__review__partnership"):
        message = "A document has waited for a virus scan for a day. The scanner may be down."
        yield Cause(str(document.uuid), message, document.member.review.partnership)


def watch_unscanned(now: datetime) -> None:
    """Raise and settle the alarms about documents that wait."""
    reconcile(ALARM, unscanned(now), now=now)


def _scanned(document: UploadedDocument, now: datetime) -> bool:
    try:
        verdict = verdict_on(read_sealed(document))
    except CannotOpen:
        # The file was lost or its key destroyed: there is nothing to scan, and nobody can read it.
        return True
    if verdict not in ("pass", "refuse"):
        return False
    with transaction.atomic():
        # It may have been removed meanwhile.
        if DOCUMENT.allows(verdict, lock(document).state):
            take_step(document, verdict, by=WORKER, now=now)
            if verdict == "refuse":
                let_file_go(document)
    return True
