"""Opens what somebody gave in a process of its own: no file can exhaust or take over the one that serves pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from family_portal.uploads.remaking import SECONDS, Remade
from family_portal.uploads.why import CODES, MOST_BYTES, Unfit

IMPORT_PATH = Path(__file__).resolve().parents[2]
_MODULE = "family_portal.uploads.remaking"


def remake_apart(content: bytes) -> Remade:
    """Return the file made anew. Raises Unfit; a process that fails or takes too long makes a file "broken"."""
    # What need not be opened to be refused is not handed over.
    if not content or len(content) > MOST_BYTES:
        raise Unfit("large" if content else "empty")
    said, _, made = _asked(content).partition(b"\n")
    try:
        found = json.loads(said)
    except ValueError:
        raise Unfit("broken") from None
    if "unfit" in found:
        raise Unfit(found["unfit"] if found["unfit"] in CODES else "broken")
    return Remade(found["kind"], made)


def _asked(content: bytes) -> bytes:
    environment = {"PYTHONPATH": str(IMPORT_PATH), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    arguments = [sys.executable, "-P", "-m", _MODULE]
    try:
        done = subprocess.run(  # noqa: S603
            arguments, input=content, capture_output=True, timeout=SECONDS * 2, env=environment, check=True
        )
    except (subprocess.SubprocessError, OSError):
        raise Unfit("broken") from None
    return done.stdout
