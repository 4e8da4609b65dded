"""The demo's and a developer's own secrets: made once, kept under var/, never in the repository."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

from config.env import KEY_BYTES


def ensure_secrets(path: Path) -> None:
    """Make `path` with new secrets unless it is there, and put what it says into the environment."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_privately(path, _new_secrets())
    for line in path.read_text().splitlines():
        name, _, value = line.partition("=")
        os.environ.setdefault(name, value)


def _new_secrets() -> str:
    sealing = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    return f"SECRET_KEY={secrets.token_urlsafe(50)}\nSEALING_KEYS={sealing}\n"


def _write_privately(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(text)
