"""Check files against the watch-list of a review from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anonymity.checking import Checker
from anonymity.documents import read_document
from anonymity.passages import Document, Fault, Finding
from anonymity.watchlists import Allowed, UnusableList, read_allowed, read_watchlist

BLOCKED = 1
UNUSABLE = 2


class Command(BaseCommand):
    help = "Find in files what would identify somebody. Ends with 0: nothing blocks, 1: something blocks, 2: unusable."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--watchlist", required=True, type=Path, help="A watchlist.json.")
        parser.add_argument("--allowed", type=Path, help="An allowed.json.")
        parser.add_argument("--format", choices=("json", "text"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        checker = _checker(options)
        results = [(path.name, checker.check(_document(path))) for path in options["files"]]
        shown = _as_json(results) if options["format"] == "json" else _as_text(results)
        self.stdout.write(shown)
        if any(finding.severity == "block" for _, findings in results for finding in findings):
            raise SystemExit(BLOCKED)


def _checker(options: dict[str, Any]) -> Checker:
    try:
        allowed = read_allowed(options["allowed"]) if options["allowed"] else Allowed()
        return Checker(read_watchlist(options["watchlist"]), allowed)
    except UnusableList as unusable:
        raise CommandError(str(unusable), returncode=UNUSABLE) from unusable


def _document(path: Path) -> Document:
    """A file that cannot be opened is a document with a fault, so that it blocks and the others are still checked."""
    try:
        return read_document(path, name=path.name)
    except OSError as error:
        reason = f"This file cannot be opened: {error.strerror or 'it is not a file'}."
        return Document(path.name, faults=[Fault("cannot_be_opened", "block", "the file", reason)])


def _as_json(results: Iterable[tuple[str, list[Finding]]]) -> str:
    listed = [{"document": name, "findings": [asdict(finding) for finding in found]} for name, found in results]
    return json.dumps(listed, ensure_ascii=False, indent=1)


def _as_text(results: Iterable[tuple[str, list[Finding]]]) -> str:
    lines = []
    for name, found in results:
        lines.append(f"{name}: {_counted(found)}")
        lines += [f"  {f.severity:6} {f.kind} in {f.where}: {f.matched!r} … {f.excerpt}" for f in found]
    return "\n".join(lines)


def _counted(found: list[Finding]) -> str:
    counts = {level: sum(f.severity == level for f in found) for level in ("block", "review", "note")}
    return ", ".join(f"{count} to {level}" for level, count in counts.items() if count) or "nothing found"
