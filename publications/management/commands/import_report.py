"""Bring in a Word report from the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lifecycles.stepping import SystemActor
from partnerships.models import Partnership
from publications.importing import import_report
from publications.models import Review
from publications.word import UnreadableReport


class Command(BaseCommand):
    help = "Make the draft of a new review from a .docx, and print what could not be carried over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--partnership", required=True, help="The slug of the partnership.")
        parser.add_argument("--accept-changes", action="store_true", help="Take tracked insertions over.")

    def handle(self, *args: Any, **options: Any) -> None:
        review = self._import(options)
        for note in review.import_notes:
            where = f" ({note['where']})" if note["where"] else ""
            count = f" [{note['count']} times]" if note["count"] > 1 else ""
            self.stdout.write(f"{note['message']}{where}{count}")
        self.stdout.write(f"{settings.STAFF_ORIGIN}/reviews/{review.uuid}/")

    def _import(self, options: dict[str, Any]) -> Review:
        partnership = Partnership.objects.filter(slug=options["partnership"]).first()
        if partnership is None:
            raise CommandError(f"There is no partnership “{options['partnership']}”.")
        try:
            imported = import_report(
                options["file"],
                partnership=partnership,
                by=SystemActor("command"),
                now=timezone.now(),
                accept_changes=options["accept_changes"],
            )
        except UnreadableReport as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        return imported.page.review
