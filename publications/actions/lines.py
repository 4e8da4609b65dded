"""An action as pages show it: its columns as rows, its rating and state with words and a colour."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.html import linebreaks
from django.utils.safestring import SafeString

from pages.days_in_words import day_in_words, days_left_in_words
from publications.actions.reminding import OPEN
from publications.models import Action, Edition, Review
from publications.states import ActionState
from publications.vocabulary import Progress

# The colour of a tag never says more than its words.
RATING_COLOURS = {
    Progress.NOT_STARTED: "grey",
    Progress.RED: "red",
    Progress.AMBER: "orange",
    Progress.GREEN: "green",
    Progress.DONE: "blue",
}
STATE_COLOURS = {
    ActionState.PROPOSED: "grey",
    ActionState.ENDORSED: "yellow",
    ActionState.REOPENED: "orange",
    ActionState.COMPLETE: "green",
    ActionState.EVIDENCED: "green",
    ActionState.SUSTAINED: "green",
}
NOTHING = "Nothing yet"


def overdue_first(actions: QuerySet[Action], today: date) -> QuerySet[Action]:
    """Put what is overdue first, then what is open by its day, then what is complete."""
    late = When(Q(due_on__lt=today, state__in=OPEN), then=Value(0))
    rank = Case(late, When(state__in=OPEN, then=Value(1)), default=Value(2), output_field=IntegerField())
    return actions.order_by(rank, F("due_on").asc(nulls_last=True), "pk")


def with_public_title(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Add `public_title`: what the review's report is called in public, and nothing while it is not public (R32)."""
    editions = Edition.objects.public().filter(review=OuterRef("recommendation__review")).order_by("pk")
    return actions.annotate(public_title=Subquery(editions.values("title")[:1]))


def called_for_leads(action: Any) -> str:
    """Return the public title that `with_public_title` found, or a reference that says nothing."""
    return action.public_title or reference_of(action.recommendation.review)


def reference_of(review: Review) -> str:
    """Return a name for a review that gives nothing away."""
    return f"Review {review.uuid.hex[:8]}"


def due_in_words(action: Action, today: date) -> str:
    """Return day and distance while it is open, like “1 June 2026 (2 days overdue)”; the timescale without a day."""
    if action.due_on is None:
        return action.timescale
    if action.state not in OPEN:
        return day_in_words(action.due_on)
    return f"{day_in_words(action.due_on)} ({days_left_in_words(action.due_on, today)})"


def columns_of(action: Action, today: date) -> list[dict[str, Any]]:
    """Return the seven columns of E App 16 as rows of a summary list, the recommendation left out."""
    rows = [
        ("Agreed action", action.agreed),
        ("Who is responsible", f"{action.agency.name}: {action.responsible}"),
        ("Timescale", action.timescale if action.due_on else ""),
        ("Due", due_in_words(action, today)),
        ("Actions taken", action.taken),
        ("Where it stands", action.get_rating_display()),
        ("Progress", action.progress),
        ("Evidence of impact or outcome", action.evidence),
    ]
    needless = ("Timescale",)
    return [{"key": key, "value": _shown(said)} for key, said in rows if said or key not in needless]


def reported(update: Any) -> list[dict[str, Any]]:
    """Return what an agency reported at one time as rows of a summary list."""
    rows = [
        ("Actions taken", update.taken),
        ("Where it stood", update.get_rating_display()),
        ("Progress", update.progress),
        ("Evidence of impact or outcome", update.evidence),
    ]
    return [{"key": key, "value": _shown(said)} for key, said in rows if said]


def _shown(said: Any) -> SafeString | str:
    text = str(said or "")
    return SafeString(linebreaks(text, autoescape=True)) if "\n" in text else text or NOTHING
