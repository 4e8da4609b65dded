"""Private files, stored under the hash of what they hold. Nothing here has a public address."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage

CHUNK = 1 << 20

logger = logging.getLogger(__name__)


class CannotStore(OSError):
    """The place for files is full, or may not be written to; str() says so to whoever waits for it."""

    def __init__(self) -> None:
        super().__init__(
            "The file could not be stored, so nothing was saved. Tell whoever runs this site that there is no room."
        )


class PrivateStorage(FileSystemStorage):
    """A storage in which a name stands for its content: the same name is never written twice.

    A file is not deleted with the row that named it, since another row may name the same content;
    `sweep_files` removes what nothing names any more.
    """

    def __init__(self, location: str | None = None) -> None:
        super().__init__(location=location, file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002
        return name

    def _save(self, name: str, content: File) -> str:
        """Write beside the place and then move there: a file under its name is always a whole one."""
        place = Path(self.path(name))
        try:
            if not place.exists():
                place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                _write_whole(place, content)
        except OSError as error:
            logger.exception("A file could not be stored.")
            raise CannotStore from error
        return name

    def delete(self, name: str) -> None:
        """Leave the file: see the class."""

    def sweep(self, name: str) -> None:
        """Really remove a file that nothing names."""
        super().delete(name)

    def url(self, name: str | None) -> str:
        """Return the address on the staff host, where pages.serving asks who may see it."""
        return f"/private/{name}"


def _write_whole(place: Path, content: File) -> None:
    # A temporary file can be read by its owner alone, and so can what it becomes.
    part = NamedTemporaryFile(dir=place.parent, delete=False)  # noqa: SIM115 (it lives on under another name)
    try:
        with part:
            part.writelines(content.chunks())
        Path(part.name).replace(place)
    except BaseException:
        Path(part.name).unlink(missing_ok=True)
        raise


def hash_of(content: BinaryIO | File) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits, reading it in pieces."""
    content.seek(0)
    digest = hashlib.sha256()
    while piece := content.read(CHUNK):
        digest.update(piece)
    content.seek(0)
    return digest.hexdigest()


def stored_name(digest: str, suffix: str) -> str:
    """Return where content with `digest` is stored, like ab/abcd….png."""
    return f"{digest[:2]}/{digest}{suffix.lower()}"


def store(content: bytes, suffix: str) -> str:
    """Store `content` and return its name; harmless when it is stored already."""
    return default_storage.save(stored_name(hashlib.sha256(content).hexdigest(), suffix), ContentFile(content))


def content_addressed(instance: Any, filename: str) -> str:
    """Return the name for the file of `instance`: nothing of the uploader's own file name is kept (R25)."""
    return stored_name(hash_of(instance.file), Path(filename).suffix)
