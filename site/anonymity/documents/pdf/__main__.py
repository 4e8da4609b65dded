"""The child process that reads one PDF from its standard input, within bounds of time and memory."""

from __future__ import annotations

import dataclasses
import json
import resource
import sys
from typing import Any

import pikepdf.settings

from anonymity.documents.collecting import Gathered
from anonymity.documents.pdf.apart import SECONDS
from anonymity.documents.reading import read_bytes
from anonymity.passages import Document, Fault, Passage

MEMORY = 1_500_000_000
FLATE_MEMORY = 150_000_000


def as_json(document: Document) -> str:
    """A document as JSON."""
    passages = [fields_of(passage) for passage in document.passages]
    faults = [fields_of(fault) for fault in document.faults]
    return json.dumps({"passages": passages, "faults": faults, "pages": document.pages})


def fields_of(piece: Passage | Fault) -> dict[str, Any]:
    """The fields of a passage or fault by name."""
    return {field.name: getattr(piece, field.name) for field in dataclasses.fields(piece)}


def bound_memory_and_time() -> None:
    """Hold this process to its share."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=FLATE_MEMORY,
        run_length_max_memory=FLATE_MEMORY,
        png_max_memory=FLATE_MEMORY,
        tiff_max_memory=FLATE_MEMORY,
        dct_max_memory=FLATE_MEMORY,
        max_stream_filters=8,
        parser_max_nesting=200,
    )


def answer(depth: int) -> None:
    """Read the PDF on standard input and write what it says to standard output."""
    bound_memory_and_time()
    document = Document("")
    data = sys.stdin.buffer.read()
    read_bytes(data, "", Gathered(document, read_bytes, depth=depth, apart=True))
    sys.stdout.write(as_json(document))


if __name__ == "__main__":
    answer(int(sys.argv[1]))
