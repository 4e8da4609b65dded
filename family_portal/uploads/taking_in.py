"""Taking in a document: opened and made anew, scanned where there is a scanner, and sealed before it is written."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import PurePosixPath

from django.conf import settings
from django.db import transaction

from family_portal.access import act_for, own_record
from family_portal.models import FamilyMember, UploadedDocument
from family_portal.refusals import Harmful, NotTaken, ReadAlready, TooManyDocuments
from family_portal.states import DocumentState
from family_portal.uploads.apart import remake_apart
from family_portal.uploads.scanning import ScannerDown, is_harmful, is_there_a_scanner
from family_portal.uploads.sealed_files import delete_files, read_sealed, write_sealed
from family_portal.uploads.why import Unfit
from lifecycles.stepping import Actor, lock, record, take_step
from pages.typed_text import without_unseen
from people.models import User
from people.permissions import NotAllowed
from people.sealing import CannotOpen

MOST_DOCUMENTS = 100
LONGEST_NAME = 150
# Which words about hidden facts (place, time, author) stood on the page before the file was given.
NOTICE = "hidden-facts-1"
_KEPT = [DocumentState.RECEIVED, DocumentState.QUARANTINED, DocumentState.CLEAN]


def take_in(member: FamilyMember, *, name: str, content: bytes, by: User, now: datetime) -> UploadedDocument:
    """Keep `content`, given by `member` or by staff for them, as a document made anew; `name` lies sealed.

    Raises NotAllowed, TooManyDocuments, NotTaken, Harmful, NotStored; then nothing is kept.
    """
    role = _role(member, by, now)
    if member.documents.filter(state__in=_KEPT).count() >= MOST_DOCUMENTS:
        raise TooManyDocuments
    try:
        made = remake_apart(content)
    except Unfit as unfit:
        record(member, "refuse_document", by=by, now=now, role=role, facts={"why": unfit.code})
        raise NotTaken(unfit.code) from None
    verdict = verdict_on(content)
    if verdict == "refuse":
        record(member, "refuse_document", by=by, now=now, role=role, facts={"why": "harmful"})
        raise Harmful
    document = UploadedDocument(
        member=member, key=member.key, kind=made.kind, size=len(made.content), given_by=by, given_at=now
    )
    document.keep({"name": bare_name(name)})
    return _store(document, made.content, verdict, by=by, now=now, role=role)


def remove(document: UploadedDocument, *, by: User, now: datetime) -> None:
    """Take back what nobody of staff has opened yet. Raises NotAllowed, ReadAlready, UnknownMove."""
    _role(document.member, by, now)
    with transaction.atomic():
        if lock(document).read_at is not None:
            raise ReadAlready
        take_step(document, "remove", by=by, now=now)
        let_file_go(document)


def content_of(document: UploadedDocument, *, by: User, now: datetime) -> bytes:
    """Return the file for who may have it; that staff opened it is noted. NotAllowed when it cannot be read.

    The caller has asked `own_record` or `member_for`, which records the reading.
    """
    if not document.can_be_read:
        raise NotAllowed
    try:
        content = read_sealed(document)
    except CannotOpen:
        raise NotAllowed from None
    if by.pk != document.member.account_id:
        UploadedDocument.objects.filter(pk=document.pk, read_at=None).update(read_at=now)
    return content


def verdict_on(content: bytes) -> str:
    """Return the move that a scan leads to: pass, refuse, quarantine; "" where there is no scanner."""
    if not is_there_a_scanner():
        return ""
    try:
        return "refuse" if is_harmful(content) else "pass"
    except ScannerDown:
        return "quarantine"


def let_file_go(document: UploadedDocument) -> None:
    """Forget the file of `document`, inside a transaction."""
    delete_files([document.stored])
    document.stored = ""
    UploadedDocument.objects.filter(pk=document.pk).update(stored="")


def bare_name(name: str) -> str:
    """Return a file's name without folders and without characters that nobody sees or that turn its direction."""
    plain = PurePosixPath(without_unseen(name).replace("\\", "/").replace("\n", " ")).name
    return " ".join(plain.split())[:LONGEST_NAME]


def _store(
    document: UploadedDocument, content: bytes, verdict: str, *, by: Actor, now: datetime, role: str
) -> UploadedDocument:
    document.stored = write_sealed(document, content)
    try:
        with transaction.atomic():
            lock(document.member)
            document.number = document.member.documents.count() + 1
            document.save(force_insert=True)
            facts = {"kind": document.kind, "told": NOTICE}
            record(document, "receive", after=document.state, by=by, now=now, role=role, facts=facts)
            if verdict:
                take_step(document, verdict, by=by, now=now, role=role)
    except BaseException:
        with suppress(OSError):
            (settings.SEALED_FILES / document.stored).unlink()
        raise
    return document


def _role(member: FamilyMember, by: User, now: datetime) -> str:
    if by.pk != member.account_id:
        return act_for(member.review, by=by, now=now)
    if own_record(by).pk != member.pk:
        raise NotAllowed
    return ""
