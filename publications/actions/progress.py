"""The progress report for the governing group: the seven columns of E App 16, for one review or for all (D22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from pages.content import Block
from pages.typesetting import Printable, typeset_report
from partnerships.models import Partnership
from partnerships.working_days import LONDON, london_day
from publications.actions.reminding import OPEN
from publications.csv_cells import csv_text
from publications.models import Action, Recommendation, Review
from publications.printing import labels_of_paper
from publications.vocabulary import Adopted, Progress

COLUMNS = (
    "Recommendation", "Agreed actions", "Responsible", "Timescale", "Actions taken", "Progress and rating",
    "Evidence of impact or outcome",
)  # fmt: skip
MARK = "Not public: for the governing group"
NOTHING = "Nothing has been agreed yet."


@dataclass(frozen=True)
class Section:
    """The plan of one review, in rows of seven cells."""

    title: str
    rows: list[list[str]]


@dataclass(frozen=True)
class Report:
    """Everything that the page, the PDF and the table say. `actions` and `overdue` are counts."""

    partnership: Partnership
    as_of: date
    sections: list[Section]
    actions: int
    overdue: int


def progress_report(
    partnership: Partnership, names: Mapping[int, str], *, now: datetime, review: Review | None = None
) -> Report:
    """Return the report on `review`, or on every review of `partnership` with recommendations, in two queries.

    `names` says what each review is called, by its key.
    """
    found = list(_recommendations(partnership, review))
    today = london_day(now)
    rows: dict[int, list[list[str]]] = {}
    for recommendation in found:
        rows.setdefault(recommendation.review_id, []).extend(_rows(recommendation, today))
    actions = [action for recommendation in found for action in recommendation.actions.all()]
    late = sum(is_overdue(action, today) for action in actions)
    sections = [Section(names.get(pk, ""), lines) for pk, lines in rows.items()]
    return Report(partnership, today, sections, len(actions), late)


def is_overdue(action: Action, today: date) -> bool:
    """Return whether its day is over and its agency has not completed it."""
    return bool(action.due_on and action.due_on < today and action.state in OPEN)


def as_pdf(report: Report) -> bytes:
    """Return the report as a tagged PDF; TypesettingError."""
    day = report.as_of
    midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    return typeset_report(_paper(report), images={}, fonts=settings.FONTS_DIR, date=midnight).pdf


def as_csv(report: Report) -> str:
    """Return the report as a table for spreadsheets, the review in the first column; no cell is a formula."""
    rows = ([section.title, *row] for section in report.sections for row in section.rows)
    return csv_text(("Review", *COLUMNS), rows)


def _recommendations(partnership: Partnership, review: Review | None) -> QuerySet[Recommendation]:
    found = Recommendation.objects.filter(review__partnership=partnership)
    found = found.filter(review=review) if review else found
    actions = Action.objects.select_related("agency").order_by("number")
    return found.prefetch_related(Prefetch("actions", actions)).order_by("-review__created_at", "review", "number")


def _rows(recommendation: Recommendation, today: date) -> list[list[str]]:
    said = f"{recommendation.number}. {recommendation.text}"
    if recommendation.outcome:
        said += f" Intended outcome: {recommendation.outcome}"
    if recommendation.adopted == Adopted.NO:
        return [[said, f"Not adopted: {recommendation.reason_not_adopted}", "", "", "", "", ""]]
    return [_row(said, action, today) for action in recommendation.actions.all()] or [[said, NOTHING, *[""] * 5]]


def _row(said: str, action: Action, today: date) -> list[str]:
    due = date_format(action.due_on, "j F Y") if action.due_on else ""
    timescale = ". ".join(filter(None, [action.timescale, f"Due on {due}" if due else ""]))
    late = "Overdue" if is_overdue(action, today) else ""
    standing = [action.get_state_display(), late, action.get_rating_display(), action.progress]
    return [
        said, action.agreed, f"{action.agency.name}: {action.responsible}", timescale, action.taken,
        ". ".join(str(part).rstrip(".") for part in standing if part), action.evidence,
    ]  # fmt: skip


def _paper(report: Report) -> Printable:
    return Printable(
        language="en-GB",
        direction="ltr",
        title="Progress of action plans",
        subtitle="For the governing group",
        partnership=report.partnership.name,
        colour=report.partnership.colour,
        facts=[
            ("As of", date_format(report.as_of, "j F Y")), ("Actions", str(report.actions)),
            ("Overdue", str(report.overdue)),
        ],
        front=[("What the ratings mean", _meanings())],
        blocks=[block for section in report.sections for block in _blocks(section)],
        labels=labels_of_paper(),
        footer=report.partnership.name,
        mark=MARK,
    )  # fmt: skip


def _blocks(section: Section) -> list[Block]:
    table = {"caption": f"Plan: {section.title}", "header": "row", "rows": [list(COLUMNS), *section.rows]}
    heading = {"level": 2, "text": section.title, "anchor": ""}
    return [{"type": "heading", "value": heading}, {"type": "table", "value": table}]


def _meanings() -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((label,) for label in Progress.labels)))
