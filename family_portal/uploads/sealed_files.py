"""Files of families on the disk: sealed with the key of their review, under a name that says nothing.

A file is written before the row that names it; what no row names is swept away an hour later.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from family_portal.models import UploadedDocument
from family_portal.refusals import NotStored
from people.sealing import CannotOpen

logger = logging.getLogger(__name__)
LEFT_ALONE = timedelta(hours=1)


def write_sealed(document: UploadedDocument, content: bytes) -> str:
    """Write `content`, sealed to `document`, and return the name under which it lies. Raises NotStored."""
    name = uuid4().hex
    try:
        _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_whole(name, document.key.seal(content, place=document.file_place))
    except OSError as error:
        logger.error("a sealed file could not be stored: %s", type(error).__name__)
        raise NotStored from error
    return name


def read_sealed(document: UploadedDocument) -> bytes:
    """Return what was written for `document`. CannotOpen when it is damaged, was moved, or its key is gone."""
    return document.key.open(_sealed(document), place=document.file_place)


def delete_files(names: Iterable[str]) -> None:
    """Delete these files once the transaction has ended well. What cannot be deleted now is swept away later."""

    def delete() -> None:
        for name in found:
            with suppress(OSError):
                (_folder() / name).unlink()

    found = [name for name in names if name]
    transaction.on_commit(delete)


def sweep_files(now: datetime) -> int:
    """Delete the files that no row names and that have lain for an hour; return how many."""
    if not _folder().exists():
        return 0
    named = set(UploadedDocument.objects.exclude(stored="").values_list("stored", flat=True))
    before = (now - LEFT_ALONE).timestamp()
    orphans = [path for path in _folder().iterdir() if path.name not in named and path.stat().st_mtime < before]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def needs_old_key(document: UploadedDocument) -> bool:
    """Return whether the file of `document` is still sealed with the data key before the present one."""
    if not document.stored:
        return False
    try:
        return not document.key.is_newest_of(_sealed(document), place=document.file_place)
    except CannotOpen:
        # The file is lost, so no key is needed for it.
        return False


def seal_file_anew(document: UploadedDocument) -> None:
    """Seal the file of `document` with the newest data key, inside a transaction; the old file goes with its end."""
    stored = write_sealed(document, read_sealed(document))
    delete_files([document.stored])
    UploadedDocument.objects.filter(pk=document.pk).update(stored=stored)


def _sealed(document: UploadedDocument) -> bytes:
    try:
        return (_folder() / document.stored).read_bytes() if document.stored else b""
    except FileNotFoundError as missing:
        raise CannotOpen("the file is not there") from missing


def _write_whole(name: str, sealed: bytes) -> None:
    part = NamedTemporaryFile(dir=_folder(), delete=False)  # noqa: SIM115 (it lives on under another name)
    try:
        with part:
            part.write(sealed)
            part.flush()
            os.fsync(part.fileno())
        Path(part.name).replace(_folder() / name)
    except BaseException:
        Path(part.name).unlink(missing_ok=True)
        raise


def _folder() -> Path:
    return Path(settings.SEALED_FILES)
