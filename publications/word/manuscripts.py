"""What a Word report becomes once it is read, and the refusal when it cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Note:
    """One thing staff should know. `where` is the nearest heading above it; `count` says how often there."""

    kind: str
    message: str
    where: str = ""
    count: int = 1


@dataclass(frozen=True)
class ManuscriptImage:
    """A picture from the report. `extension` has no dot and comes from the bytes, not from a file name."""

    data: bytes = field(repr=False)
    extension: str
    alt: str


@dataclass
class Manuscript:
    """A report in the neutral content format. `images` is keyed by the SHA-256 (hex) of the bytes."""

    title: str
    summary: str
    blocks: list[dict]
    footnotes: list[dict]
    images: dict[str, ManuscriptImage]
    notes: list[Note]


class UnreadableReport(Exception):
    """A file we will not or cannot read. The message is fit for a page; `code` is for programs."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(REFUSALS[code])


LARGEST_FILE = 25 * 1024 * 1024

REFUSALS = {
    "missing": "The file could not be found. Choose it again.",
    "empty": "There is nothing to read in this file. Check that it is the right one.",
    "not_word": "This is not a Word document. Choose a file whose name ends in .docx.",
    "old_word": "This is an older kind of Word file. Open it in Word and save it as a .docx document.",
    "pdf": "This is a PDF. Choose the Word document (.docx) the report was written in.",
    "picture": "This is a picture. Choose the Word document (.docx) the report was written in.",
    "web_page": "This is a web page. Choose the Word document (.docx) the report was written in.",
    "other_office": "This is another kind of office file. Choose a Word document (.docx).",
    "encrypted": "This file is protected with a password. Remove the password in Word and save it again.",
    "macros": "This file contains macros (small programs). Save it as a .docx document without them.",
    "too_big": f"This file is over {LARGEST_FILE // 1024 // 1024} MB, the limit. Make the pictures smaller.",
    "too_long": "This document is too long or too complicated to read. Save it in parts.",
    "expands_too_far": "This file unpacks to far more than a report should, so it was not opened.",
    "unsafe": "This file contains instructions that a Word document should not have, so it was not opened.",
    "damaged": "This file is damaged. Open it in Word, save it as a new .docx document and try again.",
}
