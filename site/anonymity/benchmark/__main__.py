"""`python -m anonymity.benchmark CORPUS_DIR`: a table of this engine beside its peers."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from anonymity.benchmark.cases import Case, cases
from anonymity.benchmark.counting import Score, count
from anonymity.benchmark.peers import REDACTION_TOOLS, Check, NotInstalled, ours, plain_search, presidio, redaction_tool

COLUMNS = ("checker", "found", "blocks right", "distractors blocked", "seconds / 100 pages")


def run(corpus: Path, prepare: Callable[[Case], Check], *, knows_terms: bool) -> Score:
    """Let one checker go over a corpus."""
    score = Score()
    for case in cases(corpus):
        started = time.perf_counter()
        check = prepare(case)
        results = [(path.name, check(path)) for path in case.documents]
        score.seconds += time.perf_counter() - started
        score.pages += sum(case.pages.values())
        for name, findings in results:
            count(score, case, name, findings, knows_terms=knows_terms)
    return score


def row(name: str, score: Score, *, knows_terms: bool) -> tuple[str, ...]:
    """The figures of a score as they are printed. A checker without a watch-list has no blocks to be right about."""
    precision = f"{score.precision:.1%}" if knows_terms and score.precision is not None else "–"
    disturbed = f"{score.disturbed} of {score.distractors}" if knows_terms else "–"
    found = f"{score.recall:.1%} ({score.found.total()}/{score.planted.total()})"
    return name, found, precision, disturbed, f"{100 * score.seconds / max(1, score.pages):.2f}"


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows under their headings, as Markdown."""
    lines = [COLUMNS, tuple("-" * len(column) for column in COLUMNS), *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(COLUMNS))]
    return "\n".join(
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |" for line in lines
    )


def main(arguments: list[str]) -> int:
    """Print the table, and the ways of writing of which this engine misses some."""
    parser = argparse.ArgumentParser(prog="anonymity.benchmark", description=__doc__)
    parser.add_argument("corpus", type=Path, help="A folder of case-* folders with labels.json.")
    corpus = parser.parse_args(arguments).corpus
    if not any(corpus.glob("case-*/labels.json")):
        parser.error(f"{corpus} holds no case with labels.json.")
    checkers = [("this engine", ours, True), ("plain search", plain_search, True), ("Presidio", presidio, True)]
    checkers += [(tool, redaction_tool(tool), False) for tool in REDACTION_TOOLS]
    rows, first = [], None
    for name, prepare, knows_terms in checkers:
        try:
            score = run(corpus, prepare, knows_terms=knows_terms)
        except NotInstalled:
            rows.append((name, "not installed", "–", "–", "–"))
            continue
        first = first or score
        rows.append(row(name, score, knows_terms=knows_terms))
    sys.stdout.write(table(rows) + "\n")
    missed = (
        [f"{way} {first.found[way]}/{n}" for way, n in sorted(first.planted.items()) if first.found[way] < n]
        if first
        else []
    )
    sys.stdout.write(f"\nNot all found by this engine: {', '.join(missed) or 'none'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
