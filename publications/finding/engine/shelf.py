"""Where the index of this machine lies: a folder for each, one of them named as the current, one writer at a time."""

from __future__ import annotations

import fcntl
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import tantivy

from publications.finding.engine.checking import is_whole
from publications.finding.engine.schema import VERSION, make_schema, prepared

_POLL_SECONDS = 0.01
_CATCH_UP_BYTES = 30_000_000
_REBUILD_BYTES = 400_000_000


class Shelf:
    """All processes of a machine that name the same folder share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / f"v{VERSION}"

    def opened(self) -> tuple[tantivy.Index, str] | None:
        """Return the current index and the name of its folder; None when there is none, or it is damaged."""
        place = self._current()
        if place is None or not is_whole(place):
            return None
        with suppress(ValueError, OSError):
            return prepared(tantivy.Index.open(str(place))), place.name
        return None

    def is_current(self, name: str) -> bool:
        """Return whether the folder of this name holds the current index."""
        place = self._current()
        return place is not None and place.name == name

    @contextmanager
    def locked(self, *, give_up: Callable[[], bool]) -> Iterator[bool]:
        """Hold the one writer's place; False when it was not free before `give_up` said so."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as file:
            is_ours = _try_to_lock(file.fileno())
            while not is_ours and not give_up():
                time.sleep(_POLL_SECONDS)
                is_ours = _try_to_lock(file.fileno())
            yield is_ours

    def replace(self, write: Callable[[tantivy.IndexWriter], None]) -> None:
        """Write an index anew beside the current one, and let it be the current one when it is whole."""
        place = self.folder / f"index-{uuid4().hex}"
        place.mkdir(parents=True)
        index = prepared(tantivy.Index(make_schema(), path=str(place)))
        written(index, write, heap=_REBUILD_BYTES, threads=2)
        before = self.folder / "current.new"
        before.write_text(place.name)
        before.replace(self.folder / "current")
        self._forget_all_but(place)

    def _current(self) -> Path | None:
        try:
            return self.folder / (self.folder / "current").read_text()
        except (OSError, UnicodeDecodeError):
            return None

    def _forget_all_but(self, place: Path) -> None:
        # Whoever still reads one of them has its files open, and keeps them until it looks for the current one.
        for other in self.folder.glob("index-*"):
            if other != place:
                shutil.rmtree(other, ignore_errors=True)


def written(
    index: tantivy.Index, write: Callable[[tantivy.IndexWriter], None], *, heap: int = _CATCH_UP_BYTES, threads: int = 1
) -> None:
    """Let `write` change `index`: all of it is there afterwards, or nothing of it. Only one thread may do so."""
    writer = index.writer(heap, threads)
    try:
        write(writer)
        writer.commit()
    finally:
        writer.wait_merging_threads()
    index.reload()


def _try_to_lock(number: int) -> bool:
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
