"""An action plan as a table in the columns of E App 16, with its colours in words."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from pages.content import Block
from publications.models import CompanionPage
from publications.vocabulary import Progress

COLUMNS = ("recommendation", "action", "responsible", "timescale", "taken", "progress", "outcome")


def actions_as_blocks(page: CompanionPage) -> list[Block]:
    """Return the actions of `page` as a table and what its words for progress mean; nothing when it has none."""
    rows = [_row(block.value) for block in page.actions]
    if not rows:
        return []
    table = {"caption": _("Agreed actions"), "header": "row", "rows": [_headings(), *rows]}
    return [{"type": "table", "value": table}, {"type": "text", "value": _meanings()}]


def _headings() -> list[str]:
    return [
        _("Recommendation"), _("Agreed action"), _("Who is responsible"), _("Timescale"), _("Actions taken"),
        _("Progress"), _("Evidence of impact or outcome"),
    ]  # fmt: skip


def _row(value: dict[str, Any]) -> list[str]:
    said = f"{Progress(value['rating']).word}. {value['progress'] or ''}".strip()
    return [said if name == "progress" else value[name] or "" for name in COLUMNS]


def _meanings() -> str:
    rows = ((label.partition(":")[0], label.partition(":")[2].strip()) for label in map(str, Progress.labels))
    said = format_html_join("", "<li><b>{}</b>: {}</li>", (row for row in rows if row[1]))
    return f"<p>{_('What the words under “Progress” mean:')}</p><ul>{said}</ul>"
