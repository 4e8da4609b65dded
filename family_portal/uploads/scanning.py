"""Asking clamd whether a file is harmful, by its protocol INSTREAM, over a socket of this machine or TCP."""

from __future__ import annotations

import socket
from collections.abc import Iterator

from django.conf import settings

SECONDS = 30
PIECE = 1 << 16
_MOST_SAID = 4096


class ScannerDown(Exception):
    """The scanner cannot be reached, or does not say whether the file is harmful."""


def is_there_a_scanner() -> bool:
    """Return whether this installation has one at all."""
    return bool(settings.CLAMD)


def is_harmful(content: bytes) -> bool:
    """Return whether the scanner found something in `content`. Raises ScannerDown."""
    try:
        with _connected() as line:
            line.sendall(b"zINSTREAM\0")
            for piece in _pieces(content):
                line.sendall(len(piece).to_bytes(4, "big") + piece)
            said = _answer(line)
    except (OSError, ValueError) as error:
        raise ScannerDown(type(error).__name__) from error
    if said.endswith(b" FOUND"):
        return True
    if said == b"stream: OK":
        return False
    raise ScannerDown("no verdict")


def _connected() -> socket.socket:
    if settings.CLAMD.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(settings.CLAMD)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = settings.CLAMD.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]
    # An empty piece says that this was all.
    yield b""


def _answer(line: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\0") and len(said) < _MOST_SAID:
        piece = line.recv(_MOST_SAID)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0").strip()
