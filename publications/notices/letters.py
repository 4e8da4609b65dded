"""What is written to the recipients: a draft for each purpose, which staff change as they need."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.template import Context
from django.template.loader import get_template
from django.utils.formats import date_format

from pages.prose import plain_text
from partnerships.models import Partnership
from partnerships.working_days import LONDON
from publications.models import Pack, Review

Purpose = Pack.Purpose
# The subject says nothing about whom, where or what: it stands in lists and on lock screens (R25, R32).
SUBJECTS = {
    Purpose.FINAL_COPY: "Statutory copy before publication",
    Purpose.NEW_DATE: "Change of a day of publication",
    Purpose.DELAY: "Notice of a delay",
    Purpose.NOT_PUBLISHED: "Notice of a decision about publication",
    Purpose.CORRECTION: "Statutory copy of a correction",
    Purpose.NSPCC: "Report for the national case review repository",
}


def subject_of(pack: Pack) -> str:
    """Return the subject under which `pack` is sent, with its neutral reference."""
    return f"{SUBJECTS[Purpose(pack.purpose)]}, reference {reference_of(pack)}"


def reference_of(pack: Pack) -> str:
    """Return by what a recipient and the partnership can speak of a pack."""
    return pack.row.hex[:8].upper()


def letter_for(review: Review, purpose: str, **more: Any) -> str:
    """Return the first draft of the letter, filled in from the record of the review."""
    context = {"review": review, "reason": _reason(review, purpose), "delay": review.delays.last()} | more
    return _render(f"publications/letters/{purpose}.txt", context)


def improvements_for(review: Review) -> str:
    """Return the recommendations of the latest draft as plain lines, for the summary of what will improve."""
    page = review.drafts()[0]
    found = [block["value"] for block in page.body.get_prep_value() if block["type"] == "recommendation"]
    return "\n\n".join(_recommendation(number, value) for number, value in enumerate(found, start=1))


def body_of(pack: Pack, *, letter: str, improvements: str, partnership: Partnership | None) -> str:
    """Return the whole text of the mail, as the preview shows it and as it leaves; no partnership, no name."""
    context = {
        "letter": letter.strip(),
        "improvements": improvements.strip(),
        "moment": moment_in_letters(pack.moment) if pack.moment else "",
        "files": pack.files,
        "reference": reference_of(pack),
        "partnership": partnership,
    }
    return _render("publications/letters/body.txt", context)


def moment_in_letters(moment: datetime) -> str:
    """Return a moment like “Tuesday 3 March 2026 at 10:00, London time”."""
    local = moment.astimezone(LONDON)
    return f"{date_format(local, 'l j F Y')} at {local:%H:%M}, London time"


def _recommendation(number: int, value: dict[str, str]) -> str:
    details = [("For", value.get("target")), ("By when", value.get("by_when")), ("Outcome", value.get("outcome"))]
    lines = [f"{label}: {said}" for label, said in details if said]
    return "\n".join([f"{number}. {plain_text(value['text'])}", *lines])


def _reason(review: Review, purpose: str) -> str:
    """Return what was written for Panel and Secretary of State: why it is late, or why it is not published."""
    if purpose == Purpose.DELAY:
        delay = review.delays.last()
        return delay.words().get("reason", "") if delay else ""
    if purpose == Purpose.NOT_PUBLISHED:
        decision = review.milestones.decision()
        return decision.words().get("justification", "") if decision else ""
    return ""


def _render(name: str, context: dict[str, Any]) -> str:
    # Plain text: nothing is written as an HTML entity.
    return get_template(name).template.render(Context(context, autoescape=False)).strip() + "\n"
