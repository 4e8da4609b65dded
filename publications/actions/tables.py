"""A public plan as pages and machines lay it out: by recommendation, or as a table of the chosen columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from publications.actions.showing import ALWAYS, FIELDS, LABELS, OF_ACTION, OF_RECOMMENDATION, Row
from publications.models import Edition, PlanEdition
from publications.states import PlanEditionState


def columns_of(plan: PlanEdition) -> list[str]:
    """Return the names of the columns of `plan`: what is always there, and what was chosen."""
    return [*ALWAYS, *(name for name in FIELDS if name in plan.fields)]


def table_of(plan: PlanEdition) -> dict[str, Any]:
    """Return the rows of `plan` as a table block with a heading row."""
    columns = columns_of(plan)
    rows = [[str(row.get(name, "")) for name in columns] for row in plan.rows]
    return {"caption": "Recommendations and actions", "header": "row", "rows": [[LABELS[c] for c in columns], *rows]}


def recommendations_of(plan: PlanEdition) -> list[dict[str, Any]]:
    """Return each recommendation once: number, text, its facts, and the facts of each of its actions, as rows."""
    found: dict[int, dict[str, Any]] = {}
    for row in plan.rows:
        known = {"number": row["number"], "text": row["recommendation"], "facts": _facts(row, OF_RECOMMENDATION)}
        group = found.setdefault(row["number"], known | {"actions": []})
        if any(name in row for name in OF_ACTION):
            group["actions"].append(_facts(row, OF_ACTION))
    return list(found.values())


def has_plan() -> Exists:
    """Return, for a query of editions of any kind, whether a plan of their review was published."""
    return Exists(PlanEdition.objects.filter(review=OuterRef("review_id"), state=PlanEditionState.PUBLISHED))


def plan_slug_of(edition: Any) -> str:
    """Return the slug under which the plan of a public edition is public in English; "" when there is none.

    `edition` was asked for with `has_plan`.
    """
    if not edition.has_plan:
        return ""
    english = Edition.objects.public().filter(review=edition.review_id, language=settings.LANGUAGE_CODE)
    return english.values_list("slug", flat=True).first() or ""


def _facts(row: Row, names: Iterable[str]) -> list[dict[str, str]]:
    return [{"key": LABELS[name], "value": str(row[name]) or "Not said"} for name in names if name in row]
