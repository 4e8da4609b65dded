"""Counts what a checker found of what was planted, and what it accused wrongly."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from anonymity.benchmark.cases import Case
from anonymity.matching.folding import folded
from anonymity.matching.squeezing import PIECES, squeezed
from anonymity.matching.wording import words
from anonymity.passages import Finding

UNCLEAR = words(
    """
    line_broken initials homoglyph zero_width_inserted concatenated_in_email_or_url date_no_year date_weekday
    """
)


@dataclass
class Score:
    """Sums over all cases. Plants are counted by their way of writing; blocks by their text, once in a document."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: int = 0
    blocks: int = 0
    distractors: int = 0
    disturbed: int = 0
    seconds: float = 0.0
    pages: int = 0

    @property
    def recall(self) -> float:
        """The share of plants that were found."""
        return self.found.total() / max(1, self.planted.total())

    @property
    def precision(self) -> float | None:
        """The share of blocks on terms that are right; None without blocks."""
        return self.right / self.blocks if self.blocks else None


def count(score: Score, case: Case, name: str, findings: list[Finding], *, knows_terms: bool) -> None:
    """Add the findings of one document to a score."""
    labels = [label for label in case.labels if label["document"] == name]
    ordinary = Counter(squeezed(folded(d["text"])) for d in case.distractors if d["document"] == name)
    loud = [f for f in findings if f.severity != "note"]
    for label in labels:
        score.planted[label["variant"]] += 1
        told = [f for f in loud if _is_no_word(f, label, ordinary)]
        score.found[label["variant"]] += any(_reports(f, label, knows_terms=knows_terms) for f in told)
    blocks = [f for f in loud if f.severity == "block" and (f.term_id or not knows_terms)]
    score.distractors += ordinary.total()
    _count_blocks(score, labels, blocks, ordinary, knows_terms=knows_terms)


def _is_no_word(finding: Finding, label: dict[str, Any], ordinary: Counter[str]) -> bool:
    """A report of a word that the document also uses as a word counts only for a plant of that word alone."""
    text = squeezed(folded(finding.matched))
    return text not in ordinary or text == squeezed(folded(label["text"]))


def _count_blocks(
    score: Score, labels: list[dict[str, Any]], blocks: list[Finding], ordinary: Counter[str], *, knows_terms: bool
) -> None:
    by_text: dict[str, list[Finding]] = defaultdict(list)
    for finding in blocks:
        by_text[squeezed(folded(finding.matched))].append(finding)
    for text, same in by_text.items():
        planted = sum(text in PIECES.findall(folded(x["text"])) or text == squeezed(folded(x["text"])) for x in labels)
        true = any(_reports(f, label, knows_terms=knows_terms) for f in same for label in labels)
        places = len({(f.where, f.excerpt) for f in same}) if text in ordinary else 0
        wrong = min(max(0, places - planted), ordinary[text])
        score.disturbed += wrong
        score.blocks += 1 + wrong
        score.right += true


def _reports(finding: Finding, label: dict[str, Any], *, knows_terms: bool) -> bool:
    matched, text = squeezed(folded(finding.matched)), squeezed(folded(label["text"]))
    if not knows_terms:
        return len(text) > 2 and text in matched
    if finding.term_id not in {label["term_id"], *label.get("also", [])}:
        return False
    same = bool(matched) and (matched in text or text in matched)
    words = {w for w in PIECES.findall(folded(finding.matched)) if len(w) > 2} & set(
        PIECES.findall(folded(label["text"]))
    )
    return same or bool(words) or label["variant"] in UNCLEAR
