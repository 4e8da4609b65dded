"""What must be true of an action before it moves on (rules.md §2, D20, D21). Each is asked of the locked action."""

from __future__ import annotations

from lifecycles.guards import Answer, fails, guard, holds
from people.roles import Deed
from publications.models import Action
from publications.vocabulary import Adopted


@guard("action", "endorse", "adopt", rule="D20", title="Its recommendation is adopted", deed=Deed.KEEP_ACTIONS)
def recommendation_is_adopted(action: Action) -> Answer:
    """Nothing is carried out for a recommendation that the partnership has not adopted."""
    if action.recommendation.adopted == Adopted.YES:
        return holds()
    return fails("Its recommendation has not been adopted.", "Record the decision about the recommendation first.")


@guard("action", "endorse", "adopt", rule="D21", title="Its intended outcome is known", deed=Deed.KEEP_ACTIONS)
def outcome_is_intended(action: Action) -> Answer:
    """Every recommendation says what is to be different afterwards."""
    if action.recommendation.outcome.strip():
        return holds()
    return fails("The intended outcome of its recommendation is missing.", "Write it into the recommendation.")


@guard("action", "endorse", "adopt", rule="D21", title="Its timescale is known", deed=Deed.KEEP_ACTIONS)
def timescale_is_known(action: Action) -> Answer:
    """Every action has a timescale, in words or as a day."""
    if action.due_on or action.timescale.strip():
        return holds()
    return fails("Its timescale is missing.", "Write by when, or choose the day.")


@guard("action", "complete", rule="E App 16", title="It says what was done", deed=Deed.UPDATE_ACTIONS)
def says_what_was_done(action: Action) -> Answer:
    """Nothing is complete before it says what was done."""
    if action.taken.strip():
        return holds()
    return fails("What was done has not been written.", "Write under “Actions taken” what was done.")


@guard("action", "evidence", rule="E App 16", title="It says what changed", deed=Deed.UPDATE_ACTIONS)
def says_what_changed(action: Action) -> Answer:
    """Evidence is written, not only ticked."""
    if action.evidence.strip():
        return holds()
    return fails("The evidence has not been written.", "Write under “Evidence of impact or outcome” what changed.")
