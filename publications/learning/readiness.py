"""What keeps a briefing from being published, and what a second person should look at again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from partnerships.working_days import london_day
from publications.learning.briefing_content import MOST_MINUTES, lacking, minutes_to_read, texts_of
from publications.learning.clearing import found_in, gives_its_review_away, is_cleared
from publications.learning.sources import OF_A_REVIEW, is_early

if TYPE_CHECKING:
    from publications.models import BriefingPage

FOREIGN = "What it was made from does not belong to this partnership. Choose it again."
NO_SOURCE = "Say what it was made from: choose it, or write its title."
# Whoever publishes need not know of the review: neither of these says that there is one.
NOT_CLEARED = (
    "This briefing may be published only when the police, the family and anonymity were considered for exactly this "
    "text. That is recorded on the page “Before it may be published”."
)
GIVEN_AWAY = "This text uses words by which people would know from what it was made. Write it without them."
FOUND = "The check of anonymity found something in this text that must not be published."


def refusals_of(draft: BriefingPage) -> list[str]:
    """Return, in sentences that reveal no review, what keeps `draft` from being published."""
    return [*lacking(draft.sections), *(_source_refusals(draft) or _words_refused(draft))]


def warnings_of(draft: BriefingPage, now: datetime) -> list[str]:
    """Return what to look at again; none of it stands in the way."""
    minutes = minutes_of(draft)
    today = london_day(now)
    ended = [term.label for term in draft.chosen_terms() if not term.is_valid_on(today)]
    said = [
        (minutes > MOST_MINUTES, f"It takes about {minutes} minutes to read. {MOST_MINUTES} are enough."),
        (not draft.themes.all(), "No theme is chosen, so nobody finds it by its theme."),
        (bool(ended), f"No longer in use: {', '.join(ended)}."),
        (draft.review_by is None, "Set a day by which somebody reads it again."),
    ]
    return [words for is_so, words in said if is_so]


def minutes_of(draft: BriefingPage) -> int:
    """Return how many minutes a reader needs."""
    return minutes_to_read([draft.introduction, *texts_of(draft.sections)])


def _source_refusals(draft: BriefingPage) -> list[str]:
    review = draft.source_review
    if review is not None:
        return [FOREIGN] if review.partnership_id != draft.partnership.pk else []
    is_named = bool(draft.source_title.strip()) and draft.source_kind not in OF_A_REVIEW
    return [] if is_named else [NO_SOURCE]


def _words_refused(draft: BriefingPage) -> list[str]:
    # What may be said although the list holds it is allowed there, by those who are named for the review.
    if is_early(draft):
        return _early_refusals(draft)
    return [FOUND] if found_in(draft) else []


def _early_refusals(draft: BriefingPage) -> list[str]:
    if not is_cleared(draft):
        # Until somebody who is named has read it, not even that something is found is said: names could be guessed so.
        return [NOT_CLEARED]
    said = [(gives_its_review_away(draft), GIVEN_AWAY), (bool(found_in(draft)), FOUND)]
    return [words for is_so, words in said if is_so]
