"""Copies of whole pages in memory: bounded by their bytes, the longest unasked leave first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.http import HttpResponse

from config.whole_pages.asking import AsOf, Generation
from config.whole_pages.moments import good_until

# Scheme, partnership, path and query.
Key = tuple[str, int, str, str]
# What its key, its headers and the bookkeeping of one copy take, roughly.
OVERHEAD = 4096


@dataclass(frozen=True)
class Copy:
    """A page as it was answered: its bytes, and what was said with it."""

    generation: Generation
    kept_at: datetime
    good_until: datetime
    content: bytes
    # As Django keeps them: by their names in small letters.
    headers: dict[str, tuple[str, str]]
    # Whether proxies may have it for a second.
    is_lent: bool

    @classmethod
    def of(cls, response: HttpResponse, as_of: AsOf, *, is_lent: bool) -> Copy:
        """Return a copy of what was rendered after the database had said `as_of`."""
        said = {name.lower(): (name, value) for name, value in response.items()}
        return cls(as_of.generation, as_of.moment, good_until(as_of), response.content, said, is_lent)

    def is_good(self, as_of: AsOf) -> bool:
        """Whether it may be given out: nothing has changed since, and no hour has come."""
        return self.generation == as_of.generation and self.kept_at <= as_of.moment < self.good_until

    @property
    def size(self) -> int:
        return len(self.content) + OVERHEAD

    def answer(self) -> HttpResponse:
        """Return a new response that says the same."""
        response = HttpResponse(self.content)
        # They were checked when they were first said; to check each again takes as long as all the rest.
        response.headers._store = dict(self.headers)
        return response


class Shelf:
    """At most `most_bytes` of copies; threads may use it at once."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._copies: OrderedDict[Key, Copy] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._copies)

    def find(self, key: Key) -> Copy | None:
        """Return the copy under `key`, good or not."""
        with self._lock:
            found = self._copies.get(key)
            if found is not None:
                self._copies.move_to_end(key)
            return found

    def keep(self, key: Key, copy: Copy) -> None:
        """Keep `copy`, and let the longest unasked go as far as it needs their room."""
        with self._lock:
            self._drop(key)
            self._copies[key] = copy
            self.bytes += copy.size
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._copies)))

    def _drop(self, key: Key) -> None:
        old = self._copies.pop(key, None)
        self.bytes -= old.size if old else 0


class KeptPages:
    """Addresses without a query are as many as there are pages; those with one are endless, and have a shelf apart.

    So nobody who invents queries can push out what others read.
    """

    def __init__(self, most_bytes: int) -> None:
        self.plain = Shelf(most_bytes * 3 // 4)
        self.asked = Shelf(most_bytes // 4)

    def __len__(self) -> int:
        return len(self.plain) + len(self.asked)

    def find(self, key: Key) -> Copy | None:
        return self._shelf(key).find(key)

    def keep(self, key: Key, copy: Copy) -> None:
        self._shelf(key).keep(key, copy)

    def _shelf(self, key: Key) -> Shelf:
        return self.asked if key[-1] else self.plain
