from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from publications.themes.keeping import unlike_terms, write_terms


class Command(BaseCommand):
    help = "Compare the words of all terms with publications/term_words.py. Exits with 1 when any differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="Give them the words of the code.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = write_terms() if options["write"] else unlike_terms()
        for one in found:
            self.stdout.write(str(one))
        if found and not options["write"]:
            raise CommandError(f"{len(found)} terms have other words than the code. To write them: --write")
        self.stdout.write(f"{len(found)} written." if options["write"] else "All terms have the words of the code.")
