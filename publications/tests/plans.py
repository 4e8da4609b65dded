"""Action plans that several tests use: made through the verbs, as far as their names say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from publications.actions.agreeing import adopt, agree_action, endorse
from publications.actions.leading import add_agency, appoint_lead
from publications.actions.recommending import add_recommendation, decide_adoption
from publications.actions.reporting import Said
from publications.models import Action, Agency, Recommendation, Review, Term
from publications.vocabulary import Adopted, Progress, Target

# After everybody of the tests has joined.
BEGAN = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
DUE = date(2026, 6, 1)
SAID = Said("A way was agreed.", "The draft is with the board.", Progress.AMBER, "Children were asked first.")


def a_review(partnership: Any) -> Review:
    """A review without any text."""
    return Review.objects.create(partnership=partnership, created_at=BEGAN)


def an_agency(partnership: Any, *, by: Any, name: str = "Surrey Police", kind: str = "police") -> Agency:
    return add_agency(partnership, name, Term.objects.get(kind="agency", slug=kind), by=by, now=BEGAN)


def a_recommendation(review: Review, *, by: Any, adopted: str = Adopted.YES, **values: Any) -> Recommendation:
    said = {"text": "Agree a way to hear children.", "target": Target.AGENCY, "outcome": "Children are heard."}
    row = add_recommendation(review, said | values, by=by, now=BEGAN)
    return decide_adoption(row, adopted, by=by, now=BEGAN) if adopted != Adopted.UNDECIDED else row


def an_action(
    recommendation: Recommendation, agency: Agency, *, by: Any, adopted: bool = True, **values: Any
) -> Action:
    said = {"agency": agency, "agreed": "Write the way down.", "responsible": "Head of safeguarding", "due_on": DUE}
    row = agree_action(recommendation, said | values, by=by, now=BEGAN)
    if adopted:
        endorse(row, by=by, now=BEGAN)
        adopt(row, by=by, now=BEGAN)
    return row


def a_plan(partnership: Any, a_person: Any, *, review: Review | None = None) -> SimpleNamespace:
    """A review with one adopted recommendation, one adopted action of one agency, its lead and a keeper."""
    keeper, lead = a_person(partnership, "partnership_support"), a_person(partnership, "agency_lead")
    review = review or a_review(partnership)
    agency = an_agency(partnership, by=keeper)
    appoint_lead(agency, lead, by=keeper, now=BEGAN)
    recommendation = a_recommendation(review, by=keeper)
    action = an_action(recommendation, agency, by=keeper)
    return SimpleNamespace(
        keeper=keeper, lead=lead, review=review, agency=agency, recommendation=recommendation, action=action
    )
