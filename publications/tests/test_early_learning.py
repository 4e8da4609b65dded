"""Learning before its report: nobody learns of the review, and nothing is public that three facts do not vouch for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.testing.briefings import clear_all, edit, publish, write_briefing
from config.testing.reports import T0
from lifecycles.stepping import steps_of
from pages.publishing import ChangedMeanwhile, NotFit
from people.permissions import NotAllowed
from publications.anonymity.listing import add_terms, keep_list_until, one_term
from publications.anonymity.naming import name_staff
from publications.learning.clearing import (
    ForeignReview,
    NotEarly,
    NothingSaid,
    OnlyWhoIsNamed,
    SomethingIsFound,
    clear_early,
    is_cleared,
    standing,
    take_back_clearance,
)
from publications.learning.drafts import draft_digest
from publications.learning.readiness import FOREIGN, FOUND, GIVEN_AWAY, NOT_CLEARED
from publications.models import BriefingPage, EarlyClearance, Term
from publications.releasing import release_due
from publications.withdrawing import archive, confirm, pause, propose

pytestmark = pytest.mark.django_db
ADDRESS = "/briefings/seeing-the-child/"
HOUR = T0 + timedelta(days=1)
GIVING_AWAY = ["Robin", "robin-surrey", "Review:", "Local Child Safeguarding Practice Review", "/reviews/robin"]


@pytest.fixture
def team(reports, surrey):
    return reports.team(surrey)


@pytest.fixture
def review(reports, surrey, team):
    review = reports.draft(surrey)
    name_staff(review, team.confirmer, by=team.preparer, now=T0)
    return review


@pytest.fixture
def draft(surrey, team, review):
    return write_briefing(
        surrey, by=team.preparer, now=T0, source_kind="review", source_review=review, source_title="Robin and us"
    )


def _watch(review, team, value):
    add_terms(review, [one_term(kind="name", value=value, aliases=[], note="")], by=team.confirmer, now=T0)
    keep_list_until(review, T0.date() + timedelta(days=9), agreed_with="The family", by=team.confirmer, now=T0)


def _early(draft, team):
    """Publish `draft` early; its own title says the pseudonym, so that goes first."""
    draft = edit(draft, by=team.preparer, source_title="")
    clear_all(draft, by=team.confirmer, now=T0)
    return publish(draft, by=team.confirmer, now=T0)


def _reads(client, path=ADDRESS):
    return client.get(path).content.decode()


def test_an_early_briefing_is_refused_until_all_three_facts_are_recorded(draft, team):
    draft = edit(draft, by=team.preparer, source_title="")
    assert draft.refusals() == [NOT_CLEARED]
    for kind in EarlyClearance.Kind.values:
        assert not is_cleared(draft)
        clear_early(draft, kind, words="Asked.", read=draft_digest(draft), by=team.confirmer, now=T0)
    assert draft.refusals() == []
    assert publish(draft, by=team.confirmer, now=T0).live


def test_what_was_said_lies_sealed_and_the_record_holds_no_word_of_it(draft, team, review):
    clear_early(draft, "police", words="DCI Quillfeather.", read=draft_digest(draft), by=team.confirmer, now=T0)
    row = EarlyClearance.objects.get()
    assert row.words() == {"words": "DCI Quillfeather."}
    assert b"Quillfeather" not in bytes(row.sealed)
    assert "Quillfeather" not in str([step.facts for step in steps_of(review)])


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"introduction": "More."},
        {"has_disguised_details": True},
        {"slug": "another"},
        {"resources": [("resource", {"title": "A", "url": "https://example.org/"})]},
    ],
)
def test_any_edit_makes_the_clearances_lapse(draft, team, change):
    draft = edit(draft, by=team.preparer, source_title="")
    clear_all(draft, by=team.confirmer, now=T0)
    assert is_cleared(draft)
    draft = edit(draft, by=team.preparer, **change)
    assert draft.refusals() == [NOT_CLEARED]
    with pytest.raises(NotFit):
        publish(draft, by=team.confirmer, now=T0)


def test_another_theme_or_another_sentence_makes_them_lapse(draft, team):
    draft = edit(draft, by=team.preparer, source_title="")
    clear_all(draft, by=team.confirmer, now=T0)
    themed = edit(draft, by=team.preparer, themes=[Term.objects.filter(kind="theme").first()])
    assert not is_cleared(themed)
    raw = draft.sections.get_prep_value()
    raw[0]["value"]["learning"] += "<p>One more.</p>"
    assert not is_cleared(edit(draft, by=team.preparer, sections=raw))


def test_what_is_taken_back_does_not_hold_any_more(draft, team):
    draft = edit(draft, by=team.preparer, source_title="")
    clear_all(draft, by=team.confirmer, now=T0)
    take_back_clearance(standing(draft).get(kind="police"), by=team.confirmer, now=T0)
    assert draft.refusals() == [NOT_CLEARED]


def test_a_word_of_the_watch_list_keeps_it_from_being_published_and_cleared(draft, team, review):
    draft = edit(draft, by=team.preparer, source_title="")
    clear_all(draft, by=team.confirmer, now=T0)
    _watch(review, team, "Fernwhistle")
    assert draft.refusals() == [FOUND]
    assert "Fernwhistle" not in FOUND
    with pytest.raises(SomethingIsFound):
        clear_early(draft, "anonymity", words="Read.", read=draft_digest(draft), by=team.confirmer, now=T0)


def test_a_text_that_gives_the_report_away_is_refused(draft, team):
    clear_all(draft, by=team.confirmer, now=T0)
    assert draft.refusals() == [GIVEN_AWAY], "The title of its source says the pseudonym."


def test_a_refusal_names_neither_the_review_nor_what_was_found(draft, team, review):
    _watch(review, team, "Fernwhistle")
    said = " ".join(draft.refusals())
    assert said
    for secret in [*GIVING_AWAY, "Fernwhistle", str(review.uuid)]:
        assert secret not in said


def test_only_who_is_named_says_that_nobody_is_identified(draft, team):
    with pytest.raises(OnlyWhoIsNamed):
        clear_early(draft, "anonymity", words="Read.", read=draft_digest(draft), by=team.preparer, now=T0)


def test_a_clearance_needs_words_the_text_that_was_read_and_somebody_who_may(draft, team, surrey, a_person):
    read = draft_digest(draft)
    with pytest.raises(NothingSaid):
        clear_early(draft, "police", words=" ", read=read, by=team.confirmer, now=T0)
    with pytest.raises(ChangedMeanwhile):
        clear_early(draft, "police", words="Yes.", read="0" * 64, by=team.confirmer, now=T0)
    for role in ("comms", "partner_delegate", "legal"):
        with pytest.raises(NotAllowed):
            clear_early(draft, "police", words="Yes.", read=read, by=a_person(surrey, role), now=T0)


def test_a_review_of_another_partnership_is_no_source(surrey, solihull, reports, team):
    foreign = reports.draft(solihull)
    draft = write_briefing(surrey, by=team.preparer, now=T0, source_kind="review", source_review=foreign)
    assert draft.refusals() == [FOREIGN]
    with pytest.raises(ForeignReview):
        clear_early(draft, "police", words="Yes.", read=draft_digest(draft), by=team.confirmer, now=T0)


def test_the_watch_list_of_another_partnership_is_never_asked(surrey, solihull, reports, team):
    foreign, own = reports.published(solihull), reports.published(surrey)
    for review in (foreign, own):
        by = reports.team(review.partnership).preparer
        terms = [one_term(kind="name", value="Fernwhistle", aliases=[], note="")]
        add_terms(review, terms, by=by, now=T0)
    draft = write_briefing(surrey, by=team.preparer, now=T0, source_kind="report", source_review=own)
    assert draft.refusals() == [FOUND]
    assert edit(draft, by=team.preparer, source_review=foreign).refusals() == [FOREIGN]


def test_a_briefing_of_a_public_report_needs_no_clearance(surrey, reports, team):
    review = reports.published(surrey)
    draft = write_briefing(surrey, by=team.preparer, now=T0, source_kind="report", source_review=review)
    assert draft.refusals() == []
    with pytest.raises(NotEarly):
        clear_early(draft, "police", words="Yes.", read=draft_digest(draft), by=team.confirmer, now=T0)


def test_the_public_page_says_nothing_of_the_review_and_links_by_itself_once_the_report_is_public(
    draft, team, review, reports, surrey, at_host
):
    page = _early(draft, team)
    client = at_host(surrey)
    assert page.source_review == review, "There is something to give away."
    for path in (ADDRESS, "/briefings/", f"{ADDRESS}supervision/"):
        text = _reads(client, path)
        assert "Seeing the child" in text
        assert not [secret for secret in GIVING_AWAY if secret in text]
    assert "Learning from our work" in _reads(client)
    reports.vouch(review)
    from publications.releasing import confirm_release, prepare_release

    release = prepare_release(review, moment=HOUR, by=team.preparer, now=T0, conflict_reason="Agreed.")
    confirm_release(release, by=team.confirmer, now=T0)
    assert "/reviews/robin-surrey/" not in _reads(client)
    assert [outcome.result for outcome in release_due(HOUR)] == ["released"]
    assert '<a class="govuk-link" href="/reviews/robin-surrey/">Review: Robin</a>' in _reads(client)


def test_the_link_goes_with_the_report_and_the_briefing_stays(surrey, reports, team, at_host):
    review = reports.published(surrey)
    draft = write_briefing(surrey, by=team.preparer, now=T0, source_kind="report", source_review=review)
    publish(draft, by=team.confirmer, now=T0)
    client = at_host(surrey)
    assert "/reviews/robin-surrey/" in _reads(client)
    pause(review, by=team.preparer, reason="A name.", now=HOUR + timedelta(days=1))
    text = _reads(client)
    assert ("Learning from our work" in text, "robin-surrey" in text) == (True, False)
    confirm(
        propose(review, "restore", by=team.preparer, reason="It was none.", now=HOUR + timedelta(days=2)),
        by=team.confirmer,
        now=HOUR + timedelta(days=2),
    )
    assert "/reviews/robin-surrey/" in _reads(client)
    reports.tell_of_archiving(review, now=HOUR + timedelta(days=399))
    archive(review, by=team.preparer, reason="Year over", now=HOUR + timedelta(days=400))
    assert "robin-surrey" not in _reads(client)


def test_an_early_briefing_of_a_review_that_is_closed_without_its_report_stays_as_it_is(surrey, reports, team, at_host):
    from publications.closing import close_review
    from publications.tests.standing_in import ready_to_close

    review = ready_to_close(reports, surrey)
    name_staff(review, team.confirmer, by=team.preparer, now=T0)
    draft = write_briefing(surrey, by=team.preparer, now=T0, source_kind="review", source_review=review)
    _early(draft, team)
    close_review(review, by=team.preparer, reason="Decided.", now=T0)
    text = _reads(at_host(surrey))
    assert ("Learning from our work" in text, [one for one in GIVING_AWAY if one in text]) == (True, [])


def test_a_report_that_is_removed_by_an_order_takes_its_briefings_with_it(surrey, solihull, reports, team, at_host):
    review = reports.published(surrey)
    draft = write_briefing(surrey, by=team.preparer, now=T0, source_kind="report", source_review=review)
    other = write_briefing(surrey, by=team.preparer, now=T0, slug="another", title="Another")
    for page in (draft, other):
        publish(page, by=team.confirmer, now=T0)
    client = at_host(surrey)
    assert client.get(ADDRESS).status_code == 200
    reports.remove(review, now=HOUR + timedelta(days=2))
    assert (client.get(ADDRESS).status_code, client.get("/briefings/another/").status_code) == (404, 200)
    assert not BriefingPage.objects.get(pk=draft.pk).live


def test_the_editor_offers_only_the_reviews_of_ones_own_partnership(surrey, solihull, reports, team, signed_in, draft):
    foreign = reports.draft(solihull, slug="quarrystone", pseudonym="Quarrystone")
    page = signed_in(team.preparer).get(f"/cms/pages/{draft.pk}/edit/")
    choices = page.context["form"].fields["source_review"].queryset
    assert list(choices) == [draft.source_review]
    assert "Robin" in page.content.decode()
    assert (str(foreign.uuid) in page.content.decode(), "Quarrystone" in page.content.decode()) == (False, False)


def test_the_editor_offers_no_term_that_has_ended_unless_it_was_chosen(surrey, team, signed_in, draft):
    ended = Term.objects.get(kind="agency", slug="ccg")
    choices = signed_in(team.preparer).get(f"/cms/pages/{draft.pk}/edit/").context["form"].fields["agencies"].queryset
    assert (ended in choices, choices.filter(slug="icb").exists()) == (False, True)
    edit(draft, by=team.preparer, agencies=[ended])
    choices = signed_in(team.preparer).get(f"/cms/pages/{draft.pk}/edit/").context["form"].fields["agencies"].queryset
    assert ended in choices
