"""Measures one database, in a process of its own whose settings name nothing of an installation.

Started by `manage.py benchmark`; what it found is the last line that it prints.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

import django


def main() -> None:
    """Plant, measure, plant more, measure again."""
    options = _options()
    django.setup()
    from config.benchmark import planting

    partnership = planting.begin()
    measure = _pages if options.what == "pages" else _Search(partnership.site.hostname)
    found: dict[str, Any] = {"database": _database(), "sizes": {}}
    there = 0
    for size in options.sizes:
        planting.grow(partnership, there, size, words=options.words)
        there = size
        found["sizes"][str(size)] = measure(partnership.site.hostname, options)
    print(json.dumps(found))  # noqa: T201 (to the command that started it)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["search", "pages"])
    parser.add_argument("--sizes", type=int, nargs="+", required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--words", type=int, required=True)
    return parser.parse_args()


def _pages(host: str, options: argparse.Namespace) -> dict[str, Any]:
    from config.benchmark import pages
    from publications.finding import catalogue

    catalogue().rebuild()
    served = pages.under_a_server(host, rounds=3, seconds=options.seconds) if options.seconds >= 1 else []
    return {"in_process": pages.in_process(host, rounds=options.rounds), "served": served}


class _Search:
    def __init__(self, host: str) -> None:
        from config.benchmark.search import Measured

        self.measured = Measured(host)

    def __call__(self, host: str, options: argparse.Namespace) -> dict[str, Any]:  # noqa: ARG002
        measured, limits = self.measured, {"rounds": options.rounds, "seconds": options.seconds}
        return {
            "rebuilding": measured.rebuilding(),
            "search": measured.search(**limits),
            "suggesting": measured.suggesting(**limits),
        }


def _database() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
    return f"{'SQLite' if connection.vendor == 'sqlite' else 'PostgreSQL'} {version}"


if __name__ == "__main__":
    main()
