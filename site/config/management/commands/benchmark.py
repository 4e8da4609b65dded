"""Measures search or pages beside what they are compared with, in databases that are thrown away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.benchmark.loading import generator
from config.benchmark.places import Environment, in_postgresql, in_sqlite
from config.benchmark.tables import head, page_tables, search_tables

SIZES = [1000, 10_000]
POSTGRES = "BENCHMARK_POSTGRES_URL"


@dataclass(frozen=True)
class Effort:
    """How many samples a cell has, how many seconds it may take, and how many words a report has."""

    rounds: int
    seconds: float
    words: int


THOROUGH, QUICK = Effort(200, 30, 3000), Effort(3, 0.5, 100)
# Under a server, each page is asked for so many seconds, three times.
SERVED_SECONDS = 3


class Command(BaseCommand):
    help = "Print tables of what search or pages cost, beside the framework's own and what can be no faster."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["search", "pages"])
        parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many reports, growing")
        parser.add_argument("--quick", action="store_true", help="few samples, short reports: to see that it runs")
        parser.add_argument("--postgres", default=os.environ.get(POSTGRES, ""), help="beside it a database is made")
        parser.add_argument("--only-postgres", action="store_true", help="leave SQLite out")
        parser.add_argument("--template", default="", help="a SQLite database to begin with")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure in each database, one after another, and print."""
        what, effort = options["what"], QUICK if options["quick"] else THOROUGH
        self.stdout.write(head(what.capitalize(), timezone.now(), generator()))
        tables = search_tables if what == "search" else page_tables
        for place in _places(options):
            with place as environment:
                found = _measured(environment, what, sorted(options["sizes"]), effort)
            for line in tables(found):
                self.stdout.write(line)


def _places(options: dict[str, Any]) -> Iterator[AbstractContextManager[Environment]]:
    if not options["only_postgres"]:
        yield in_sqlite(options["template"])
    if options["postgres"]:
        yield in_postgresql(options["postgres"])


def _measured(environment: Environment, what: str, sizes: list[int], effort: Effort) -> dict[str, Any]:
    seconds = SERVED_SECONDS if what == "pages" and effort is THOROUGH else effort.seconds
    given = [*map(str, sizes), "--rounds", str(effort.rounds), "--seconds", str(seconds), "--words", str(effort.words)]
    command = [sys.executable, "-m", "config.benchmark.inside", what, "--sizes", *given]
    done = subprocess.run(  # noqa: S603
        command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise CommandError("The measurement failed; what it said stands above.")
    return json.loads(done.stdout.splitlines()[-1])
