"""The list of what was destroyed, in a file beside the database: a backup that is restored does not undo it.

One JSON object on each line: review (its id), disposal (its id), key (SHA-256 of the wrapped key), at (ISO).
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from family_portal.refusals import ListNotWritten

logger = logging.getLogger(__name__)
NEEDED = {"review", "disposal", "key", "at"}


def write_down(entry: dict[str, str]) -> None:
    """Append `entry` and wait until it is on the disk. ListNotWritten when it is not; the list is then as before."""
    place = Path(settings.DISPOSAL_LIST)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = os.open(place, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            _append(number, json.dumps(entry, sort_keys=True).encode() + b"\n")
        finally:
            os.close(number)
        _settle(place.parent)
    except OSError as error:
        logger.error("the list of disposals could not be written: %s", type(error).__name__)
        raise ListNotWritten from error


def entries() -> Iterator[dict[str, Any]]:
    """Yield what stands in the list, the oldest first. A line that cannot be read is logged by its number."""
    place = Path(settings.DISPOSAL_LIST)
    if not place.exists():
        return
    for number, line in enumerate(place.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        found = _read(line)
        if found is None:
            logger.error("line %s of the list of disposals cannot be read", number)
        else:
            yield found


def _append(number: int, line: bytes) -> None:
    fcntl.flock(number, fcntl.LOCK_EX)
    length = os.fstat(number).st_size
    try:
        written = os.write(number, line)
        if written != len(line):
            raise OSError("the disk is full")
        os.fsync(number)
    except OSError:
        with suppress(OSError):
            os.ftruncate(number, length)
        raise


def _settle(folder: Path) -> None:
    # A new file is only there for good once its folder is on the disk too.
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _read(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) and set(found) >= NEEDED else None
