"""What people must have vouched for: quality, approvals, decisions, the family, practitioners, the media."""

from __future__ import annotations

from lifecycles.guards import Answer, fails, guard, holds
from pages.prose import plain_text
from people.roles import Deed, Partner
from publications.milestone_rules import RULES, Kind, Outcome
from publications.questions import ReleaseQuestion


def _is_new(question: ReleaseQuestion) -> bool:
    return question.is_new


def _is_first(question: ReleaseQuestion) -> bool:
    return question.is_new and not question.is_correction


def _is_a_new_report(question: ReleaseQuestion) -> bool:
    return question.is_new and not question.review.is_improvements


@guard(
    "review", "prepare", "schedule", "release", rule="R15-R17, R19", title="Its quality is checked",
    deed=RULES[Kind.QUALITY].deed, applies=_is_a_new_report,
)  # fmt: skip
def quality_is_checked(question: ReleaseQuestion) -> Answer:
    """The review team found the seven elements in this very text, and answered the seven questions (R16, E85)."""
    if question.vouched(Kind.QUALITY):
        return holds()
    return fails("The quality of this text is not checked.", "Record the quality check of the review team.")


@guard(
    "review", "prepare", "schedule", "release", rule="R19, S5", title="All three safeguarding partners have approved",
    deed=Deed.APPROVE_REPORT, applies=_is_new,
)  # fmt: skip
def partners_have_approved(question: ReleaseQuestion) -> Answer:
    """Each of the three approved this very text (S5)."""
    approved = {row.about for row in question.vouched(Kind.APPROVAL)}
    missing = [str(label) for value, label in Partner.choices if value not in approved]
    if not missing:
        return holds()
    return fails(f"Not approved yet: {', '.join(missing)}.", "Ask them to approve, or record it from the minutes.")


@guard(
    "review", "prepare", "schedule", "release", rule="R19", title="The recommendations are endorsed and adopted",
    deed=RULES[Kind.ENDORSED].deed, applies=_is_new,
)  # fmt: skip
def recommendations_are_adopted(question: ReleaseQuestion) -> Answer:
    """The governing group endorsed the recommendations of this text, and the agencies adopted them (R19, S5)."""
    if question.vouched(Kind.ENDORSED) and question.vouched(Kind.ADOPTED):
        return holds()
    return fails("The recommendations are not endorsed and adopted.", "Record both, with the minutes.")


@guard(
    "review", "prepare", "schedule", "release", rule="R1-R3, S6", title="The partners have decided to publish this",
    deed=RULES[Kind.DECISION].deed, applies=_is_new,
)  # fmt: skip
def publication_is_decided(question: ReleaseQuestion) -> Answer:
    """The full report is published, or what will improve in its place: the last decision says which (R1 to R3)."""
    wanted = Outcome.IMPROVEMENTS if question.review.is_improvements else Outcome.FULL
    if question.decided_outcome == wanted:
        return holds()
    return fails("The partners have not decided to publish this.", "Record what all three decided, and when.")


@guard(
    "review", "schedule", "release", rule="R41", title="The findings were offered to the family",
    deed=Deed.RECORD_FAMILY, applies=_is_first,
)  # fmt: skip
def findings_were_offered(question: ReleaseQuestion) -> Answer:
    """The family could discuss the findings before publication, or it is recorded why not (R35, R41, C L35)."""
    if question.standing(Kind.FINDINGS_OFFERED) or question.standing(Kind.NOT_INVOLVED):
        return holds()
    return fails("The family was not offered the findings.", "Offer them; record it, or why it was not possible.")


@guard(
    "review", "schedule", "release", rule="R29, F13", title="The family knows the day and the hour",
    deed=Deed.RECORD_FAMILY, applies=_is_new,
)  # fmt: skip
def family_is_told(question: ReleaseQuestion) -> Answer:
    """Nobody of the family learns it from the press: they were told of this very moment (R29, F13)."""
    if question.told_of_moment(Kind.FAMILY_TOLD):
        return holds()
    return fails(
        "The family was not told of this day and hour.",
        "Tell each of them in the way agreed with them; record it, or why somebody could not be told.",
        by_when=question.moment,
    )


@guard(
    "review", "prepare", "schedule", "release", rule="R35", title="The report says how the family took part",
    deed=Deed.EDIT_REPORT, applies=_is_a_new_report,
)  # fmt: skip
def involvement_is_explained(question: ReleaseQuestion) -> Answer:
    """The report says, in the agreed words, why somebody of the family did not take part (R35, E35)."""
    wanted = [row.words()["publishable"] for row in question.standing(Kind.NOT_INVOLVED)]
    said = _squeezed(" ".join(_text_of(page) for page in question.drafts))
    missing = [sentence for sentence in wanted if _squeezed(sentence) not in said]
    if not missing:
        return holds()
    # The sentence itself is shown to those alone who record for the family.
    return fails(
        "The report does not say why somebody did not take part.",
        "Write the agreed sentence in the report. It stands on the page “Milestones”.",
    )


@guard(
    "review", "schedule", "release", rule="R31", title="Practitioners know the day",
    deed=Deed.PLAN_MEDIA, applies=_is_first,
)  # fmt: skip
def practitioners_are_told(question: ReleaseQuestion) -> Answer:
    """Practitioners hear of the day from their own managers, with support (R31, E 10.4.1)."""
    if question.told_of_moment(Kind.PRACTITIONERS):
        return holds()
    return fails(
        "The practitioners were not told of this day.",
        "Ask the agencies' senior managers to tell them; record it.",
        by_when=question.moment,
    )


@guard(
    "review", "schedule", "release", rule="R31", title="There is a media plan with one contact",
    deed=Deed.PLAN_MEDIA, applies=_is_first,
)  # fmt: skip
def media_is_planned(question: ReleaseQuestion) -> Answer:
    """One central contact co-ordinates what the agencies say (R31, E 10.3.3)."""
    if question.standing(Kind.MEDIA_PLAN) and question.review.media_contact.strip():
        return holds()
    return fails("There is no media plan, or no media contact.", "Name the contact, and record the plan.")


def _text_of(page: object) -> str:
    return " ".join([plain_text(page.summary), *(plain_text(str(block.value)) for block in page.body)])


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()
