"""Reads an invented report from its two files: facts in TOML, text in semantic HTML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement, fragment_fromstring, tostring

from partnerships.working_days import LONDON
from publications.models import Term
from publications.vocabulary import TermKind
from publications.word import Manuscript
from publications.word.html_blocks import blocks_from_html

REPORTS = Path(__file__).with_name("reports")


@dataclass(frozen=True)
class DemoReport:
    facts: dict[str, Any]
    manuscript: Manuscript

    @property
    def published(self) -> datetime | None:
        return self.moment("published")

    def moment(self, key: str) -> datetime | None:
        """Return the moment that the facts give under `key`, in London, or None."""
        text = self.facts.get(key)
        return datetime.fromisoformat(text).replace(tzinfo=LONDON) if text else None

    def page_fields(self) -> dict[str, Any]:
        """Return the fields of the report's page."""
        plain = ["slug", "reviewer", "pseudonym", "review_type", "age_band", "period", "content_warning"]
        return {name: self.facts[name] for name in plain} | {
            "introduction": self.facts["summary_line"],
            "themes": _terms(TermKind.THEME, self.facts["themes"]),
            "harms": _terms(TermKind.HARM, self.facts["harm"]),
            "agencies": _terms(TermKind.AGENCY, self.facts["agencies"]),
        }


def demo_reports() -> list[DemoReport]:
    """Return all invented reports, the oldest publication first, what is still to come last."""
    reports = [_read(path) for path in sorted(REPORTS.glob("*.toml"))]
    return sorted(reports, key=lambda report: report.facts.get("published", "9"))


def _read(path: Path) -> DemoReport:
    facts = tomllib.loads(path.read_text())
    root = fragment_fromstring(path.with_suffix(".html").read_text(), create_parent="div")
    footnotes = _take_footnotes(root)
    summary = _take_summary(root)
    blocks = blocks_from_html(_inner(root))
    manuscript = Manuscript(
        title=facts["title"], summary=summary, blocks=blocks, footnotes=footnotes, images={}, notes=[]
    )
    return DemoReport(facts, manuscript)


def _take_footnotes(root: HtmlElement) -> list[dict[str, str]]:
    sections = root.find_class("footnotes")
    notes = [{"label": div.get("data-label"), "text": _inner(div).strip()} for s in sections for div in s.iter("div")]
    for section in sections:
        section.drop_tree()
    return notes


def _take_summary(root: HtmlElement) -> str:
    heading, *rest = list(root)
    parts = []
    for element in rest:
        if element.tag == "h2":
            break
        parts.append(tostring(element, encoding="unicode"))
        root.remove(element)
    root.remove(heading)
    return "".join(parts)


def _inner(element: HtmlElement) -> str:
    return (element.text or "") + "".join(tostring(child, encoding="unicode") for child in element)


def _terms(kind: str, slugs: list[str]) -> list[Term]:
    return list(Term.objects.filter(kind=kind, slug__in=slugs))
