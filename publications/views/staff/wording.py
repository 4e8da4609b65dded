"""States as staff read them."""

from __future__ import annotations

from lifecycles.guards import Checked
from publications.states import CopyState, ReviewState

REVIEW_COLOURS = {
    ReviewState.PREPARING: "grey",
    ReviewState.SCHEDULED: "yellow",
    ReviewState.PUBLISHED: "green",
    ReviewState.PAUSED: "orange",
    ReviewState.ARCHIVED: "blue",
    ReviewState.REMOVED: "red",
    ReviewState.CLOSED: "grey",
}
COPY_COLOURS = {
    CopyState.RECEIVED: "yellow",
    CopyState.SENT: "green",
    CopyState.REFUSED: "red",
    CopyState.REVOKED: "grey",
}


def checklist_items(checked: list[Checked]) -> list[dict[str, object]]:
    """Return answered guards as items of the checklist component."""
    return [
        {
            "label": c.guard.title,
            "done": c.answer.holds,
            "next": c.answer.next_step,
        }
        for c in checked
    ]
