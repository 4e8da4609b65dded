"""No report is released that two named people have not passed; any edit undoes what they signed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from config.demo.readying import affirm_proceedings, make_ready
from config.testing.anonymity import pass_anonymity
from config.testing.reports import T0
from lifecycles.guards import GuardsRefused
from people.permissions import NotAllowed
from publications.anonymity.checking_texts import check_review
from publications.anonymity.listing import add_terms, keep_list_until, one_term
from publications.anonymity.naming import NotEligible, name_staff
from publications.anonymity.passing import (
    NoEndAgreed,
    NotChecked,
    PassByTwo,
    StillOpen,
    is_passed,
    open_findings,
    sign,
)
from publications.anonymity.resolving import AcceptanceByTwo, accept, confirm_acceptance
from publications.content_hash import content_hash
from publications.models import Acceptance, AnonymityPass, ReportPage, Review
from publications.releasing import confirm_release, prepare_release, release_due

pytestmark = pytest.mark.django_db
MOMENT = T0 + timedelta(days=1)


@pytest.fixture
def team(reports, surrey):
    return reports.team(surrey)


@pytest.fixture
def review(reports, surrey, team):
    review = reports.draft(surrey)
    for person in (team.preparer, team.confirmer):
        name_staff(review, person, by=team.preparer, now=T0)
    return review


def passed(review):
    return is_passed(review, content_hash(review.drafts()))


def rewrite(review, old, new):
    page = review.source_page().get_latest_revision_as_object()
    raw = page.body.get_prep_value()
    for block in raw:
        if block["type"] == "text":
            assert old in block["value"]
            block["value"] = block["value"].replace(old, new)
    page.body = ReportPage._meta.get_field("body").stream_block.to_python(raw)
    page.save_revision(clean=False)


def watch(review, team, value="Quillfeather"):
    add_terms(review, [one_term(kind="name", value=value, aliases=[], note="")], by=team.preparer, now=T0)
    keep_list_until(review, MOMENT.date(), agreed_with="The family", by=team.preparer, now=T0)


def make_all_else_ready(review, team):
    make_ready(review, moment=MOMENT, by=team.preparer, now=T0)
    affirm_proceedings(review, by=team.preparer, now=T0)


def failing(review, team):
    with pytest.raises(GuardsRefused) as refused:
        prepare_release(review, moment=MOMENT, by=team.preparer, now=T0)
    return [c.guard.name for c in refused.value.checked if not c.answer.holds]


def test_a_release_is_refused_before_its_pass_and_prepared_after_it(review, team):
    make_all_else_ready(review, team)
    assert failing(review, team) == ["anonymity_is_passed"]
    pass_anonymity(review, team.preparer, team.confirmer, now=T0)
    assert prepare_release(review, moment=MOMENT, by=team.preparer, now=T0).state == "prepared"


def test_one_signature_is_not_a_pass(review, team):
    check_review(review, by=team.preparer, now=T0)
    sign(review, by=team.preparer, now=T0)
    make_all_else_ready(review, team)
    assert failing(review, team) == ["anonymity_is_passed"]
    with pytest.raises(PassByTwo):
        sign(review, by=team.preparer, now=T0)


def test_one_changed_character_undoes_the_pass(review, team):
    pass_anonymity(review, team.preparer, team.confirmer, now=T0)
    assert passed(review)
    rewrite(review, "other text.", "other text!")
    assert not passed(review)
    with pytest.raises(NotChecked):
        sign(review, by=team.preparer, now=T0)


def test_a_change_of_the_watch_list_undoes_the_pass(review, team):
    pass_anonymity(review, team.preparer, team.confirmer, now=T0)
    watch(review, team, "Somebody Else")
    assert not passed(review)


def test_an_edit_between_confirmation_and_the_hour_stops_the_release(review, team):
    pass_anonymity(review, team.preparer, team.confirmer, now=T0)
    make_all_else_ready(review, team)
    release = prepare_release(review, moment=MOMENT, by=team.preparer, now=T0)
    confirm_release(release, by=team.confirmer, now=T0)
    watch(review, team, "Somebody Else")
    assert [outcome.result for outcome in release_due(MOMENT)] == ["blocked"]
    assert Review.objects.get().state == "preparing"


def test_a_name_of_the_list_is_found_in_the_draft_and_stands_in_the_way(review, team):
    watch(review, team)
    check = check_review(review, by=team.preparer, now=T0)
    [finding] = open_findings(review, check.content_hash)
    assert finding.severity == "block"
    assert (finding.field, finding.words()["matched"]) == ("body", "Quillfeather")
    with pytest.raises(StillOpen):
        sign(review, by=team.preparer, now=T0)


def test_a_mended_text_is_seen_by_checking_again(review, team):
    watch(review, team)
    check_review(review, by=team.preparer, now=T0)
    rewrite(review, "Quillfeather", "Robin")
    check = check_review(review, by=team.preparer, now=T0)
    assert not open_findings(review, check.content_hash).exists()


def test_an_acceptance_lasts_while_its_words_stay_and_another_place_changes(review, team):
    watch(review, team)
    check = check_review(review, by=team.preparer, now=T0)
    [finding] = open_findings(review, check.content_hash)
    accept(finding, by=team.preparer, reason="It is a street.", now=T0)
    assert open_findings(review, check.content_hash).exists()
    confirm_acceptance(finding, by=team.confirmer, now=T0)
    page = review.source_page().get_latest_revision_as_object()
    page.introduction = "Something else was learned."
    page.save_revision(clean=False)
    check = check_review(review, by=team.preparer, now=T0)
    assert not open_findings(review, check.content_hash).exists()


def test_an_acceptance_lapses_when_the_words_around_it_change(review, team):
    watch(review, team)
    check = check_review(review, by=team.preparer, now=T0)
    [finding] = open_findings(review, check.content_hash)
    accept(finding, by=team.preparer, reason="It is a street.", now=T0)
    confirm_acceptance(finding, by=team.confirmer, now=T0)
    rewrite(review, "The word Quillfeather", "The mother of Quillfeather")
    check = check_review(review, by=team.preparer, now=T0)
    assert open_findings(review, check.content_hash).exists()


def test_a_second_mention_is_not_covered_by_the_acceptance_of_the_first(review, team):
    watch(review, team)
    check = check_review(review, by=team.preparer, now=T0)
    [finding] = open_findings(review, check.content_hash)
    accept(finding, by=team.preparer, reason="It is a street.", now=T0)
    confirm_acceptance(finding, by=team.confirmer, now=T0)
    page = review.source_page().get_latest_revision_as_object()
    page.introduction = "What Quillfeather learned."
    page.save_revision(clean=False)
    check = check_review(review, by=team.preparer, now=T0)
    assert [found.field for found in open_findings(review, check.content_hash)] == ["introduction"]


def test_nobody_confirms_what_they_accepted(review, team):
    watch(review, team)
    check = check_review(review, by=team.preparer, now=T0)
    [finding] = open_findings(review, check.content_hash)
    accept(finding, by=team.preparer, reason="It is a street.", now=T0)
    with pytest.raises(AcceptanceByTwo):
        confirm_acceptance(finding, by=team.preparer, now=T0)


def test_the_database_itself_refuses_one_person_twice(review, team):
    pass_anonymity(review, team.preparer, team.confirmer, now=T0)
    with pytest.raises(IntegrityError, match="two_different_people_pass"), transaction.atomic():
        AnonymityPass.objects.update(second_by=team.preparer)
    found = Acceptance(review=review, fingerprint="a" * 64, accepted_by=team.preparer, accepted_at=T0)
    found.keep({"reason": "x"})
    found.save()
    with pytest.raises(IntegrityError, match="two_different_people_accept"), transaction.atomic():
        Acceptance.objects.update(confirmed_by=team.preparer)


def test_a_list_without_an_agreed_end_is_not_signed_over(review, team):
    add_terms(review, [one_term(kind="name", value="Nobody Here", aliases=[], note="")], by=team.preparer, now=T0)
    check_review(review, by=team.preparer, now=T0)
    with pytest.raises(NoEndAgreed):
        sign(review, by=team.preparer, now=T0)


def test_every_part_of_the_draft_is_read(review, team):
    page = review.source_page().get_latest_revision_as_object()
    page.slug, page.period, page.content_warning = "quillfeather-review", "Quillfeather", "About Quillfeather"
    page.introduction, page.title = "Quillfeather was heard", "Review: Quillfeather"
    page.summary = '<p><a href="https://example.org/quillfeather">Further</a></p>'
    page.support = [("support", {"name": "Quillfeather line", "phone": "116 123", "url": ""})]
    note = {"type": "footnote", "value": {"label": "1", "text": "<p>Told by Quillfeather</p>"}}
    page.footnotes = ReportPage._meta.get_field("footnotes").stream_block.to_python([note])
    page.save_revision(clean=False)
    watch(review, team)
    check_review(review, by=team.preparer, now=T0)
    fields = set(review.anonymity_findings.filter(kind="name").values_list("field", flat=True))
    told = {"title", "slug", "introduction", "period", "content_warning", "summary", "support", "body", "footnotes"}
    assert told <= fields


def test_what_was_public_before_is_read_as_well(reports, surrey, team):
    review = reports.published(surrey)
    watch(review, team)
    check_review(review, by=team.preparer, now=MOMENT)
    documents = {finding.words()["document"] for finding in review.anonymity_findings.filter(kind="name")}
    assert any(name.startswith("Public version") for name in documents)


def test_only_who_is_named_may_check_and_sign(reports, surrey, team, a_person):
    review = reports.draft(surrey)
    with pytest.raises(NotAllowed):
        check_review(review, by=team.preparer, now=T0)
    with pytest.raises(NotEligible):
        name_staff(review, a_person(surrey, "partner_delegate"), by=team.preparer, now=T0)
    support = a_person(surrey, "partnership_support")
    with pytest.raises(NotAllowed):
        name_staff(review, support, by=support, now=T0)
