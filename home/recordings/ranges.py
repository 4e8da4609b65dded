"""A part of a file: Safari plays no film that cannot be asked for in parts (RFC 9110, 14)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import BinaryIO

_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z", re.ASCII)


class NoSuchPart(Exception):
    """What is asked for lies beyond the end of the file."""


@dataclass(frozen=True)
class Part:
    """The bytes from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def part_of(header: str, size: int) -> Part | None:
    """Return the part of a file of `size` bytes that a Range header asks for; None for the whole file.

    Several parts at once, and what is no range of bytes, are answered with the whole. Raises NoSuchPart.
    """
    found = _ONE_RANGE.match(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    if not found[1]:
        return _last(int(found[2]), size)
    first, last = int(found[1]), int(found[2]) if found[2] else size - 1
    if found[2] and last < first:
        return None
    if first >= size:
        raise NoSuchPart
    return Part(first, min(last, size - 1))


def _last(number: int, size: int) -> Part:
    if not number or not size:
        raise NoSuchPart
    return Part(max(size - number, 0), size - 1)


class Reading:
    """A part of an open file, read in pieces and closed with the answer."""

    def __init__(self, file: BinaryIO, part: Part) -> None:
        self.file, self.left = file, part.length
        file.seek(part.first)

    def read(self, most: int) -> bytes:
        piece = self.file.read(min(most, self.left))
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        self.file.close()
