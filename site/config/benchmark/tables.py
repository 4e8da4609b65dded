"""What was measured, as tables that can be put into a page of the documentation."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Any

from config.benchmark.timing import FEW

Found = dict[str, Any]


def head(what: str, now: datetime, generator: str) -> str:
    """Return when and on what it was measured."""
    parts = (version(name) for name in ("django", "wagtail", "tantivy", "granian"))
    software = "Django {}, Wagtail {}, tantivy {}, granian {}".format(*parts)
    machine = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    return f"{what}, {now:%d %B %Y}: {machine}, {software}; asked by {generator}."


def search_tables(found: Found) -> Iterator[str]:
    """Yield a table of times, of growth, and of building."""
    for size, measured in found["sizes"].items():
        yield f"\n{found['database']}, {int(size):,} reports (milliseconds, p50 / p95)\n"
        yield from _table(
            [
                "word",
                "whole page",
                "the same again",
                "framework",
                "engine alone",
                "framework : page",
                "queries",
                "found",
            ],
            [_word(row) for row in measured["search"]] + [_suggesting(measured["suggesting"])],
        )
    yield f"\n{found['database']}, reports a second into the index\n"
    names = ("ours", "framework", "bare")
    rows = [[f"{int(s):,}", *(f"{m['rebuilding'][n]:,.0f}" for n in names)] for s, m in found["sizes"].items()]
    yield from _table(["reports", "ours, all anew", "framework", "engine alone"], rows)
    yield from _growth(found, lambda measured: {row["word"]: row["anew"]["p95"] for row in measured["search"]})


def page_tables(found: Found) -> Iterator[str]:
    """Yield a table of times in the process, and one of requests a second."""
    for size, measured in found["sizes"].items():
        yield f"\n{found['database']}, {int(size):,} reports, in the process (milliseconds, p50 / p95)\n"
        rows = [
            [row["page"], f"{row['bytes']:,}", _both(row["anew"]), str(row["queries"]), _both(row["kept"]),
             str(row["queries_kept"])]
            for row in measured["in_process"]
        ]  # fmt: skip
        yield from _table(["page", "bytes", "made anew", "queries", "from memory", "queries"], rows)
        if measured["served"]:
            yield f"\n{found['database']}, {int(size):,} reports, under one granian worker (requests a second)\n"
            columns = ["page", "hello-world", "from memory", "made anew", "nginx, static", "from memory : hello-world"]
            yield from _table(columns, [_served(row) for row in measured["served"]])
    yield from _growth(found, lambda measured: {row["page"]: row["anew"]["p95"] for row in measured["in_process"]})


def _word(row: Found) -> list[str]:
    # Where the framework's own page is slow, it was asked less often.
    ratio = row["framework"]["p50"] / row["anew"]["p50"]
    found = f"{row['found']['framework']:,} / {row['found']['bare']:,}"
    times = (_both(row[name]) for name in ("anew", "again", "framework", "bare"))
    return [row["word"], *times, f"{ratio:.1f}", str(row["queries"]), found]


def _suggesting(row: Found) -> list[str]:
    ratio = row["framework"]["p50"] / row["ours"]["p50"]
    return ["suggestions, 3 letters", _both(row["ours"]), "", _both(row["framework"]), "", f"{ratio:.1f}", "", ""]


def _served(row: Found) -> list[str]:
    static = f"{row['nginx']:,.0f}" if "nginx" in row else "not here"
    return [row["page"], *(f"{row[n]:,.0f}" for n in ("hello", "kept", "anew")), static,
            f"{row['kept'] / row['hello']:.0%}"]  # fmt: skip


def _growth(found: Found, times: Any) -> Iterator[str]:
    sizes = list(found["sizes"])
    if len(sizes) < 2:
        return
    first, last = times(found["sizes"][sizes[0]]), times(found["sizes"][sizes[-1]])
    yield f"\n{found['database']}, p95 at {int(sizes[-1]):,} as a multiple of that at {int(sizes[0]):,}\n"
    yield from _table(list(first), [[f"{last[name] / first[name]:.1f}" for name in first]])


def _both(times: Found) -> str:
    few = f" ({times['samples']} only)" if times["samples"] < FEW else ""
    return f"{_short(times['p50'])} / {_short(times['p95'])}{few}"


def _short(milliseconds: float) -> str:
    return f"{milliseconds:.2f}" if milliseconds < 10 else f"{milliseconds:,.0f}"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
