"""Other files of a review, such as a press line or a leaflet, checked together with the report and not kept."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any

from anonymity.checking import Checker
from anonymity.documents import read_document
from anonymity.documents.pdf.picturing import NoSuchPlace, picture_of
from anonymity.jigsaw import Jigsaw, read_together
from anonymity.passages import Fault, Finding
from anonymity.watchlists import Watchlist
from people.models import User
from publications.anonymity.allowing import allowed_entries, allowed_list
from publications.anonymity.bundles import bundle_sources, public_sources
from publications.anonymity.listing import terms_of
from publications.anonymity.naming import must_be_named
from publications.anonymity.wording import SEVERITY_COLOURS, around, kind_in_words
from publications.models import Review, Severity

MOST_PICTURES = 6


@dataclass(frozen=True)
class Line:
    """One finding in a file; `picture` is the region of the page as a data: address, where words were badly hidden."""

    kind: str
    severity: str
    colour: str
    where: str
    before: str
    match: str
    after: str
    picture: str = ""


@dataclass
class CheckedFile:
    name: str
    lines: list[Line] = field(default_factory=list)


def check_files(review: Review, files: list[tuple[str, bytes]], *, by: User) -> tuple[list[CheckedFile], Jigsaw]:
    """Return what was found in each file (name, content), and what they give away together with the report (R24)."""
    must_be_named(by, review)
    drafts, terms = review.drafts(), terms_of(review)
    checker = Checker(Watchlist(tuple(terms)), allowed_list(allowed_entries(review, drafts, terms)))
    read = [(read_document(data, name=name), data) for name, data in files]
    checked = [CheckedFile(doc.name, _lines(checker.check(doc), doc.faults, data)) for doc, data in read]
    bundle = bundle_sources(drafts, review.companion_drafts())
    known = [source.document for source in [*bundle, *public_sources(review)]]
    places = [term.value for term in terms if term.kind == "place"]
    return checked, read_together([*known, *(doc for doc, _ in read)], places=places)


def _lines(findings: list[Finding], faults: list[Fault], data: bytes) -> list[Line]:
    left = MOST_PICTURES
    lines = []
    covered = {(fault.where, fault.kind): fault for fault in faults if getattr(fault, "box", None)}
    for finding in findings:
        fault = covered.get((finding.where, finding.kind)) if left else None
        left -= fault is not None
        lines.append(_line(finding, _picture(data, fault) if fault else ""))
    return sorted(lines, key=lambda line: Severity.values.index(line.severity))


def _line(finding: Finding, picture: str) -> Line:
    before, match, after = around(finding.excerpt, finding.matched)
    severity = Severity(finding.severity)
    colour = SEVERITY_COLOURS[severity]
    return Line(kind_in_words(finding.kind), severity, colour, finding.where, before, match, after, picture)


def _picture(data: bytes, fault: Any) -> str:
    try:
        return f"data:image/png;base64,{base64.b64encode(picture_of(data, fault)).decode()}"
    except (NoSuchPlace, ValueError, RuntimeError):
        return ""
