"""Other checkers, each made ready for a case. Those that are not installed say so."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from anonymity.benchmark.cases import Case
from anonymity.checking import Checker
from anonymity.documents import read_document
from anonymity.passages import Document, Finding
from anonymity.watchlists import Term

Check = Callable[[Path], list[Finding]]
REDACTION_TOOLS: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {
    "xray": (frozenset({".pdf"}), ()),
    "unmasker": (frozenset({".pdf", ".docx", ".html", ".txt", ".jpg"}), ("--json",)),
    "before-you-send": (frozenset({".pdf"}), ("--format", "json", "--show-content")),
}


class NotInstalled(Exception):
    """A peer is not on this machine: `uv sync --group peers` brings it."""


def ours(case: Case) -> Check:
    """This engine."""
    checker = Checker(case.watchlist, case.allowed)
    return lambda path: checker.check(read_document(path, name=path.name))


def plain_search(case: Case) -> Check:
    """Every value and alias, without regard to case, in whatever our readers see: as good as a search can be."""
    needles = [(term, value.lower()) for term in case.watchlist.terms for value in (term.value, *term.aliases)]
    return lambda path: list(_searched(read_document(path, name=path.name), needles))


def _searched(document: Document, needles: list[tuple[Term, str]]) -> Iterator[Finding]:
    for passage in document.passages:
        low = passage.text.lower()
        for term, needle in needles:
            at = low.find(needle)
            while at >= 0:
                end = at + len(needle)
                yield Finding(
                    term.id, term.kind, "block", passage.where, passage.text[at:end], passage.text[at - 9 : end]
                )
                at = low.find(needle, end)


def presidio(case: Case) -> Check:
    """Presidio with a deny-list for each term and its recognisers of patterns, without a language model."""
    if not find_spec("presidio_analyzer"):
        raise NotInstalled
    engine = _presidio_engine(case.watchlist.terms)
    kinds = {f"TERM_{term.id}": term for term in case.watchlist.terms}
    return lambda path: list(_analysed(read_document(path, name=path.name), engine, kinds))


def _presidio_engine(terms: tuple[Term, ...]) -> Any:
    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry, predefined_recognizers
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())  # the list that ships with it
    nlp = SpacyNlpEngine()
    nlp.nlp = {"en": spacy.blank("en")}
    registry = RecognizerRegistry(supported_languages=["en"])
    for name in ("EmailRecognizer", "NhsRecognizer", "UkPostcodeRecognizer", "DateRecognizer"):
        registry.add_recognizer(getattr(predefined_recognizers, name)())
    registry.add_recognizer(predefined_recognizers.PhoneRecognizer(supported_regions=("GB",)))
    for term in terms:
        registry.add_recognizer(
            PatternRecognizer(supported_entity=f"TERM_{term.id}", name=term.id, deny_list=[term.value, *term.aliases])
        )
    return AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])


def _analysed(document: Document, engine: Any, terms: dict[str, Term]) -> Iterator[Finding]:
    for passage in document.passages:
        for hit in engine.analyze(text=passage.text, language="en") if passage.text.strip() else []:
            term, matched = terms.get(hit.entity_type), passage.text[hit.start : hit.end]
            around = passage.text[max(0, hit.start - 9) : hit.end]
            if term:
                yield Finding(term.id, term.kind, "block", passage.where, matched, around)
            else:
                yield Finding(None, hit.entity_type, "review", passage.where, matched, around)


def redaction_tool(tool: str) -> Callable[[Case], Check]:
    """A checker of redactions, run as a program of its own over the files that it reads."""

    def prepare(_: Case) -> Check:
        beside = Path(sys.executable).with_name(tool)
        program = str(beside) if beside.exists() else shutil.which(tool)
        if not program:
            raise NotInstalled
        return lambda path: _ran(tool, program, path)

    return prepare


def _ran(tool: str, program: str, path: Path) -> list[Finding]:
    suffixes, options = REDACTION_TOOLS[tool]
    if path.suffix not in suffixes:
        return []
    done = subprocess.run([program, *options, str(path)], capture_output=True, text=True, check=False, timeout=300)  # noqa: S603
    try:
        return list(_told(tool, json.loads(done.stdout)))
    except json.JSONDecodeError:
        return []


def _told(tool: str, output: Any) -> Iterator[Finding]:
    if tool == "xray":
        words = [hit["text"] for hits in output.values() for hit in hits]
    elif tool == "unmasker":
        words = [f"{f.get('machine_reads', '')} {f.get('summary', '')}" for f in output.get("findings", [])]
    else:
        words = [str(f.get("sample") or f.get("summary", "")) for f in output.get("findings", [])]
    yield from (Finding(None, "hidden", "review", "redaction", text, text) for text in words)
