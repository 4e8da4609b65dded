"""One person adds a recording, a second approves it, and either takes it away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from wagtail.models import Collection

from home.models import LeafletPage, MediaKind, PageMedia
from home.recordings.files import suffix_for
from home.recordings.offering import is_overtaken
from home.recordings.refusals import (
    ApprovedAlready,
    NeedsTranscript,
    NoSuchVersion,
    NotInThatLanguage,
    OneIsThere,
    Overtaken,
    OwnRecording,
    SignedInEnglish,
)
from lifecycles.stepping import lock, record
from pages.models import PrivateDocument
from pages.places import partnership_of
from pages.translating.reading import languages_of
from partnerships.models import Partnership
from people.models import User
from people.permissions import must
from people.roles import Deed


def add_recording(
    page: LeafletPage, *, kind: str, language: str, version: int, file: File, transcript: str, by: User, now: datetime
) -> PageMedia:
    """Keep a recording of public version `version` of `page` for a second person to approve; nothing is public yet.

    `kind` is a MediaKind, `language` a code in which the leaflet is public. Raises NotAllowed, CannotStore, or a
    MoveRefused of home.recordings.refusals.
    """
    partnership = partnership_of(page)
    role = must(by, Deed.PUBLISH_PAGES, partnership)
    _refuse(page, kind, language, version, transcript)
    suffix = suffix_for(kind, file, file.size)
    with transaction.atomic():
        LeafletPage.objects.select_for_update().get(pk=page.pk)
        if PageMedia.objects.filter(page=page, kind=kind, language=language).exists():
            raise OneIsThere
        recording = PageMedia.objects.create(
            page=page,
            kind=kind,
            language=language,
            document=_keep_file(file, suffix, partnership, by),
            file_name=f"leaflet-{kind}-{language}{suffix}",
            transcript=transcript.strip(),
            version=version,
            added_at=now,
            added_by=by,
        )
        record(recording, "add", by=by, role=role, now=now, facts=_facts(recording))
    return recording


def approve_recording(recording: PageMedia, *, by: User, now: datetime) -> None:
    """Let the public have it. Raises NotAllowed, OwnRecording, ApprovedAlready or Overtaken."""
    role = must(by, Deed.PUBLISH_PAGES, partnership_of(recording.page))
    if recording.added_by_id == by.pk:
        raise OwnRecording
    with transaction.atomic():
        locked = lock(recording)
        if locked.approved_at is not None:
            raise ApprovedAlready
        if is_overtaken(locked.version, locked.page.versions.all()):
            raise Overtaken
        locked.approved_at, locked.approved_by = now, by
        locked.save(update_fields=["approved_at", "approved_by"])
        record(locked, "approve", by=by, role=role, now=now, facts=_facts(locked))


def remove_recording(recording: PageMedia, *, by: User, now: datetime) -> None:
    """Take a recording away for good; one person may, as one may take down a page."""
    role = must(by, Deed.PUBLISH_PAGES, partnership_of(recording.page))
    with transaction.atomic():
        locked = lock(recording)
        record(locked, "remove", by=by, role=role, now=now, facts=_facts(locked))
        document = locked.document
        locked.delete()
        document.delete()


def hide_recordings(partnership: Partnership) -> None:
    """Take back the approval of every recording: one of them may say a number that was put right since."""
    theirs = PageMedia.objects.filter(page__path__startswith=partnership.site.root_page.path)
    theirs.update(approved_at=None, approved_by=None)


def _refuse(page: LeafletPage, kind: str, language: str, version: int, transcript: str) -> None:
    if kind == MediaKind.BSL and language != "en":
        raise SignedInEnglish
    if language not in languages_of(page):
        raise NotInThatLanguage
    if not transcript.strip():
        raise NeedsTranscript
    versions = list(page.versions.all())
    if version not in {one.number for one in versions}:
        raise NoSuchVersion
    if is_overtaken(version, versions):
        raise Overtaken


def _keep_file(file: File, suffix: str, partnership: Partnership, by: User) -> PrivateDocument:
    document = PrivateDocument(title="Recording", collection=_collection(partnership), uploaded_by_user=by)
    document.file = File(file, name=f"recording{suffix}")
    document.save()
    return document


def _collection(partnership: Partnership) -> Collection:
    # No group may open it: what was approved cannot be exchanged in the editor's list of documents.
    name = f"partnership {partnership.pk}: recordings"
    found = Collection.objects.filter(name=name, depth=2).first()
    return found or Collection.get_first_root_node().add_child(name=name)


def _facts(recording: PageMedia) -> dict[str, Any]:
    return {
        "page": recording.page_id,
        "kind": recording.kind,
        "language": recording.language,
        "version": recording.version,
        "document": recording.document_id,
    }
