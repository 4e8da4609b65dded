"""docs/guards.md lists every guard of a review, with its rule and the moves at which it is asked."""

from __future__ import annotations

from pathlib import Path

from lifecycles import guards
from publications import correcting, withdrawing

DOCS = Path(__file__).resolve().parents[2] / "docs" / "guards.md"


def rows_of_the_registry():
    # Each of these registers guards of its own.
    assert all((correcting, withdrawing))
    moves: dict[str, list[str]] = {}
    known = {}
    for (machine, move), found in guards._guards.items():
        if machine == "review":
            for entry in found:
                known[entry.name] = entry
                moves.setdefault(entry.name, []).append(move)
    return {f"| {known[name].title} | {known[name].rule} | {', '.join(asked)} |" for name, asked in moves.items()}


def test_the_table_of_the_docs_has_every_guard_and_no_other():
    lines = {line for line in DOCS.read_text().splitlines() if line.startswith("| ") and not line.startswith("| guard")}
    assert rows_of_the_registry() == lines
