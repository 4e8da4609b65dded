"""What each kind of milestone demands, to what it is bound, and that it is never changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.testing.reports import T0
from lifecycles.models import Step
from lifecycles.stepping import steps_of
from people.permissions import NotAllowed
from people.roles import Partner, Role
from publications.milestone_rules import NEEDS_DETAILS, RULES, NonInvolvement, Outcome
from publications.milestones import (
    AlreadyTakenBack,
    Incomplete,
    Kind,
    NotYours,
    TextChanged,
    altered_milestones,
    record_milestone,
    row_digest,
    take_back,
)
from publications.models import Milestone, NeverChanged
from publications.quality import ELEMENTS, QUESTIONS
from publications.questions import ReleaseQuestion

pytestmark = pytest.mark.django_db
EVIDENCE = {"evidence": "Minutes of 3 March, item 4."}
MOMENT = T0 + timedelta(days=1)
CHECKED = {"elements": list(ELEMENTS), "questions": list(QUESTIONS)}
DECIDED = {"outcome": Outcome.FULL, "partners": Partner.values}
WHOLE = {
    Kind.QUALITY: {"words": EVIDENCE, "facts": CHECKED},
    Kind.APPROVAL: {"words": EVIDENCE, "about": "police"},
    Kind.ENDORSED: {"words": EVIDENCE},
    Kind.ADOPTED: {"words": EVIDENCE},
    Kind.DECISION: {"words": EVIDENCE, "facts": DECIDED},
    Kind.LEGAL: {"words": EVIDENCE, "about": "restrictions"},
    Kind.MATERIALITY: {"words": {"reason": "A comma."}, "facts": {"is_material": False, "earlier_hash": "0" * 64}},
    Kind.FINDINGS_OFFERED: {"words": EVIDENCE},
    Kind.NOT_INVOLVED: {"words": {"reason": "own_choice", "publishable": "Mother chose not to take part."}},
    Kind.FAMILY_TOLD: {"words": EVIDENCE, "moment": MOMENT},
    Kind.PRACTITIONERS: {"words": EVIDENCE, "moment": MOMENT},
    Kind.MEDIA_PLAN: {"words": EVIDENCE},
    Kind.PROCEEDINGS: {"words": EVIDENCE},
    Kind.ARCHIVE_TOLD: {"words": EVIDENCE},
}
WITHOUT = [kind for kind in WHOLE if kind != Kind.ARCHIVE_TOLD]
LACKING = [
    (Kind.QUALITY, {"facts": CHECKED | {"elements": list(ELEMENTS)[:6]}}, "Every element"),
    (Kind.QUALITY, {"facts": CHECKED | {"questions": []}}, "Every element"),
    (Kind.APPROVAL, {"about": ""}, "which safeguarding partner"),
    (Kind.APPROVAL, {"about": "church"}, "which safeguarding partner"),
    (Kind.DECISION, {"facts": DECIDED | {"partners": ["police", "icb"]}}, "All three"),
    (Kind.DECISION, {"facts": DECIDED | {"outcome": "later"}}, "what was decided"),
    (Kind.DECISION, {"facts": DECIDED | {"outcome": Outcome.NONE}}, "why it is inappropriate"),
    (Kind.LEGAL, {"about": ""}, "what this is about"),
    (Kind.LEGAL, {"about": "everything"}, "what this is about"),
    (Kind.MATERIALITY, {"facts": {}}, "material"),
    (Kind.MATERIALITY, {"words": {}}, "Write why"),
    (Kind.NOT_INVOLVED, {"words": {"reason": "moon", "publishable": "x"}}, "Choose the reason"),
    (Kind.NOT_INVOLVED, {"words": {"reason": "died", "publishable": " "}}, "sentence that the report"),
    (Kind.FAMILY_TOLD, {"moment": None}, "which day and hour"),
    (Kind.FAMILY_TOLD, {"words": EVIDENCE | {"told": "perhaps"}}, "everybody was told"),
    (Kind.PRACTITIONERS, {"moment": None}, "which day and hour"),
]


@pytest.fixture
def manager(reports, surrey):
    return reports.team(surrey).preparer


@pytest.fixture
def lawyer(surrey, a_person):
    return a_person(surrey, Role.LEGAL)


@pytest.fixture
def review(reports, surrey):
    return reports.draft(surrey)


@pytest.fixture
def keep(review, manager, lawyer):
    """Record a whole milestone of a kind, or one changed in some part."""

    def make(kind, **changed):
        by = changed.pop("by", lawyer if kind == Kind.LEGAL else manager)
        now = changed.pop("now", T0)
        return record_milestone(review, kind, by=by, now=now, **(WHOLE[kind] | changed))

    return make


def edit(review, title="Review: Robin."):
    page = review.source_page().get_latest_revision_as_object()
    page.title = title
    page.save_revision(clean=False)


def counting(review, kind, now=T0):
    return ReleaseQuestion(review, MOMENT, now).vouched(kind)


@pytest.mark.parametrize("kind", WITHOUT)
def test_what_says_everything_is_recorded_with_who_when_and_in_which_role(kind, keep, review):
    row = keep(kind)
    found = review.milestones.get()
    assert (found.kind, found.at, found.by_id, found.role) == (kind, T0, row.by_id, row.role)
    assert found.words() == WHOLE[kind]["words"]


@pytest.mark.parametrize("kind", [k for k in WITHOUT if "evidence" in WHOLE[k]["words"]])
def test_nothing_is_recorded_without_evidence(kind, keep, review):
    with pytest.raises(Incomplete, match="written down"):
        keep(kind, words={"evidence": "  "})
    assert not review.milestones.exists()


@pytest.mark.parametrize(("kind", "changed", "said"), LACKING)
def test_what_lacks_something_is_refused_in_words(kind, changed, said, keep, review):
    with pytest.raises(Incomplete, match=said):
        keep(kind, **changed)
    assert not review.milestones.exists()


@pytest.mark.parametrize("reason", NEEDS_DETAILS)
def test_some_reasons_say_too_little_alone(reason, keep):
    words = {"reason": reason, "publishable": "Somebody did not take part."}
    with pytest.raises(Incomplete):
        keep(Kind.NOT_INVOLVED, words=words)
    keep(Kind.NOT_INVOLVED, words=words | {"details": "Two letters, on 3 and 17 March."})


@pytest.mark.parametrize("reason", [reason for reason in NonInvolvement if reason not in NEEDS_DETAILS])
def test_other_reasons_stand_alone(reason, keep):
    keep(Kind.NOT_INVOLVED, words={"reason": reason, "publishable": "Somebody did not take part."})


def test_with_a_case_review_panel_a_decision_not_to_publish_says_whether_it_was_consulted(keep, surrey, review):
    surrey.has_case_review_panel = True
    surrey.save()
    review.refresh_from_db()
    facts, words = DECIDED | {"outcome": Outcome.NONE}, EVIDENCE | {"justification": "It would harm a child."}
    with pytest.raises(Incomplete, match="panel"):
        keep(Kind.DECISION, facts=facts, words=words)
    keep(Kind.DECISION, facts=facts | {"panel_consulted": False}, words=words)
    keep(Kind.DECISION)


def test_the_family_is_told_of_an_archiving_only_while_the_report_is_public(keep):
    with pytest.raises(Incomplete, match="while the report is public"):
        keep(Kind.ARCHIVE_TOLD)


def test_each_kind_is_recorded_by_the_roles_of_its_deed_and_by_no_other(review, a_person, surrey, solihull):
    from people.roles import DEEDS

    people = {role: a_person(surrey, role, partner="police") for role in Role}
    foreign = a_person(solihull, *Role.values, partner="police")
    for kind in WITHOUT:
        recorded = {role for role, person in people.items() if _may(review, kind, person)}
        wanted = {role for role in Role if RULES[kind].deed in DEEDS[role]}
        assert recorded == wanted | ({Role.PARTNER_DELEGATE} if kind == Kind.APPROVAL else set()), kind
        assert not _may(review, kind, foreign), kind


def _may(review, kind, by):
    try:
        with transaction.atomic():
            record_milestone(review, kind, by=by, now=T0, **WHOLE[kind])
    except NotAllowed:
        return False
    return True


def test_a_delegate_approves_with_their_own_hand_for_their_own_partner_alone(review, surrey, a_person):
    delegate = a_person(surrey, Role.PARTNER_DELEGATE, partner="icb")
    row = record_milestone(review, Kind.APPROVAL, by=delegate, now=T0, about="icb")
    assert (row.role, row.facts) == ("partner_delegate", {"own_hand": True})
    for other in ("police", "local_authority"):
        with pytest.raises(NotYours):
            record_milestone(review, Kind.APPROVAL, by=delegate, now=T0, about=other, words=EVIDENCE)


def test_a_delegate_who_also_manages_still_approves_for_their_own_partner_alone(review, surrey, a_person):
    both = a_person(surrey, Role.PARTNER_DELEGATE, Role.BUSINESS_MANAGER, partner="icb")
    with pytest.raises(NotYours):
        record_milestone(review, Kind.APPROVAL, by=both, now=T0, about="police", words=EVIDENCE)


def test_nobody_can_say_that_an_approval_was_somebody_elses_own_hand(keep):
    with pytest.raises(Incomplete):
        keep(Kind.APPROVAL, words={}, facts={"own_hand": True})


def test_a_delegate_takes_back_their_own_partners_approval_and_no_other(keep, surrey, a_person):
    delegate = a_person(surrey, Role.PARTNER_DELEGATE, partner="icb")
    mine, other = keep(Kind.APPROVAL, about="icb"), keep(Kind.APPROVAL, about="police")
    take_back(mine, by=delegate, reason="We have read it again.", now=T0)
    with pytest.raises(NotYours):
        take_back(other, by=delegate, reason="We have read it again.", now=T0)


@pytest.mark.parametrize("kind", [Kind.QUALITY, Kind.APPROVAL, Kind.ENDORSED, Kind.ADOPTED, Kind.LEGAL])
def test_one_changed_character_lapses_what_is_bound_to_the_text(kind, keep, review):
    keep(kind)
    assert counting(review, kind)
    edit(review, "Review: Robin,")
    assert not counting(review, kind)
    edit(review, "Review: Robin")
    assert counting(review, kind)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 12), letter=st.characters(min_codepoint=33, max_codepoint=126))
def test_whichever_character_is_changed_all_three_approvals_lapse(keep, review, place, letter):
    title = "Review: Robin"
    edit(review, title)
    for partner in Partner.values:
        keep(Kind.APPROVAL, about=partner)
    changed = title[:place] + letter + title[place + 1 :]
    edit(review, changed)
    assert bool(counting(review, Kind.APPROVAL)) == (changed == title)


def test_what_somebody_vouches_for_is_the_text_that_they_had_before_them(keep, review):
    from publications.content_hash import hash_of

    read = hash_of(review)
    edit(review)
    with pytest.raises(TextChanged, match="edited since"):
        keep(Kind.APPROVAL, read_hash=read)
    keep(Kind.APPROVAL, read_hash=hash_of(review))


def test_what_is_taken_back_counts_for_nothing_and_stays_in_the_record(keep, review, manager):
    row = keep(Kind.ENDORSED)
    back = take_back(row, by=manager, reason="The minutes were wrong.", now=T0)
    assert not counting(review, Kind.ENDORSED)
    assert review.milestones.count() == 2
    assert (back.withdraws_id, back.words()) == (row.pk, {"reason": "The minutes were wrong."})
    assert steps_of(review).last().reason == "The minutes were wrong."


def test_taking_back_needs_a_reason_the_same_deed_and_something_that_stands(keep, manager, surrey, a_person):
    row = keep(Kind.ENDORSED)
    with pytest.raises(Incomplete):
        take_back(row, by=manager, reason=" ", now=T0)
    with pytest.raises(NotAllowed):
        take_back(row, by=a_person(surrey, Role.COMMS), reason="No", now=T0)
    back = take_back(row, by=manager, reason="Wrong", now=T0)
    for again in (row, back):
        with pytest.raises(AlreadyTakenBack):
            take_back(again, by=manager, reason="Wrong", now=T0)


@pytest.mark.parametrize("kind", [Kind.FAMILY_TOLD, Kind.NOT_INVOLVED, Kind.FINDINGS_OFFERED])
def test_why_something_about_the_family_was_taken_back_is_not_in_the_steps(kind, keep, manager):
    back = take_back(keep(kind), by=manager, reason="She rang: Quenby asked.", now=T0)
    assert back.words()["reason"] == "She rang: Quenby asked."
    assert not [step for step in Step.objects.all() if "Quenby" in step.reason + str(step.facts)]


def test_a_milestone_cannot_be_updated_deleted_or_saved_again(keep):
    row = keep(Kind.QUALITY)
    row.about = "other"
    refused = [
        row.save, row.delete, Milestone.objects.all().delete, lambda: Milestone.objects.update(about="other"),
        lambda: Milestone.objects.bulk_update([row], ["about"]),
    ]  # fmt: skip
    for attempt in refused:
        with pytest.raises(NeverChanged), transaction.atomic():
            attempt()
    assert Milestone.objects.get().about == ""


def test_the_digest_of_a_milestone_stands_in_the_chain_of_steps(keep, review):
    row = keep(Kind.FAMILY_TOLD)
    step = steps_of(review).last()
    assert step.facts["digest"] == row_digest(Milestone.objects.get(pk=row.pk))
    assert (step.move, step.facts["kind"]) == ("milestone_reach", "family_told")


def test_a_milestone_altered_round_the_verbs_is_found(keep, review):
    whole, altered = keep(Kind.QUALITY), keep(Kind.APPROVAL)
    assert altered_milestones() == []
    Milestone._base_manager.filter(pk=altered.pk).update(about="icb")
    assert altered_milestones() == [altered]
    Milestone(review=review, kind=Kind.LEGAL, at=T0, by=whole.by, role="legal", sealed=whole.sealed).save()
    assert len(altered_milestones()) == 2


def test_a_milestone_copied_to_another_review_does_not_open(keep, reports, surrey):
    from people.sealing import CannotOpen

    row = keep(Kind.FAMILY_TOLD)
    other = reports.draft(surrey, slug="wren", pseudonym="Wren")
    Milestone._base_manager.filter(pk=row.pk).update(review=other)
    with pytest.raises(CannotOpen):
        Milestone.objects.get(pk=row.pk).words()
