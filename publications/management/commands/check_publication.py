from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from publications.checking_publication import Finding, check_publication
from publications.invariants.table import INVARIANTS


class Command(BaseCommand):
    help = "Check everything that must always be true of what is public. Exits with 1 when something is broken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text", help="text (default) or json.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        show = self._show_json if options["format"] == "json" else self._show_text
        if count := show(check_publication(now), now):
            raise CommandError(f"Something is broken: {count} found against {len(INVARIANTS)} rules.")

    def _show_text(self, findings: Iterator[Finding], _now: datetime) -> int:
        count = 0
        for finding in findings:
            self.stdout.write(str(finding))
            count += 1
        if not count:
            self.stdout.write(f"Nothing is broken: {len(INVARIANTS)} rules hold.")
        return count

    def _show_json(self, findings: Iterator[Finding], now: datetime) -> int:
        found = [_as_json(finding) for finding in findings]
        self.stdout.write(json.dumps({"at": now.isoformat(), "checked": len(INVARIANTS), "broken": found}, indent=2))
        return len(found)


def _as_json(finding: Finding) -> dict[str, Any]:
    invariant, broken = finding.invariant, finding.broken
    named = {"invariant": invariant.name, "rule": invariant.rule, "title": invariant.title}
    return named | {"subject": broken.subject, "what": broken.what, "partnership": broken.partnership_id}
