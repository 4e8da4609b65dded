"""Reads a PDF in a process of its own, so that no file can bring down or exhaust the one that asks.

The child gets the PDF on its standard input and answers with JSON on its standard output.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from anonymity.documents.collecting import Gathered
from anonymity.documents.pdf.pages import CoveredWords
from anonymity.passages import Fault

SECONDS = 45
IMPORT_PATH = Path(__file__).resolve().parents[3]
REFUSAL = "This PDF could not be read within the time and memory allowed."


def read_pdf_apart(data: bytes, into: Gathered) -> None:
    """Say all that a PDF holds, as read by a child process; a child that fails becomes a fault."""
    arguments = [sys.executable, "-P", "-m", "anonymity.documents.pdf", str(into.depth)]
    environment = {"PYTHONPATH": str(IMPORT_PATH), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603
            arguments, input=data, capture_output=True, timeout=SECONDS, env=environment, check=True
        )
        said = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        into.blame("cannot_be_read", "block", "the file", REFUSAL)
        return
    take_over(said, into)


def take_over(said: dict[str, Any], into: Gathered) -> None:
    """Put what the child said where it belongs."""
    for passage in said["passages"]:
        into.say(**passage)
    for fault in said["faults"]:
        fault["where"] = into.placed(fault["where"])
        box = fault.pop("box", None)
        into.add_fault(CoveredWords(**fault, box=tuple(box)) if box is not None else Fault(**fault))
    if into.depth == 0:
        into.document.pages = said["pages"]
