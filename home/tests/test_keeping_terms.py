"""What leaflets take from the terms is changed by two people (docs/terms.md 1, 2)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.testing.partnerships import NOON
from home.keeping.terms import (
    NothingChanged,
    NothingProposed,
    OwnProposal,
    ProposedMeanwhile,
    confirm_terms,
    discard_proposal,
    propose_terms,
)
from home.tests.translated import found_again, public_translation
from lifecycles.stepping import steps_of
from pages.publishing import NotFit
from partnerships.models import Terms
from people.permissions import NotAllowed
from people.roles import DEEDS, Deed, Role

pytestmark = pytest.mark.django_db

SIX_MONTHS = {"timescale": "It should take six months."}


@pytest.fixture
def terms(surrey):
    return Terms.objects.get(partnership=surrey)


@pytest.fixture
def first(surrey, a_person):
    return a_person(surrey, Role.BUSINESS_MANAGER)


@pytest.fixture
def second(surrey, a_person):
    return a_person(surrey, Role.PARTNERSHIP_SUPPORT)


@pytest.fixture
def proposed(terms, first):
    propose_terms(terms, SIX_MONTHS, by=first, now=NOON)
    return found_again(terms)


def test_what_is_proposed_is_not_what_the_public_reads(proposed, first):
    assert (proposed.timescale, proposed.proposed, proposed.proposed_by) == ("", SIX_MONTHS, first)


def test_only_what_differs_is_proposed(terms, first):
    propose_terms(terms, SIX_MONTHS | {"who_meets": terms.who_meets}, by=first, now=NOON)
    assert found_again(terms).proposed == SIX_MONTHS


def test_what_the_terms_say_already_is_no_proposal(terms, first):
    with pytest.raises(NothingChanged):
        propose_terms(terms, {"who_meets": terms.who_meets}, by=first, now=NOON)


def test_another_person_lets_the_public_read_it(proposed, second):
    confirm_terms(proposed, by=second, now=NOON)
    now = found_again(proposed)
    assert (now.timescale, now.proposed, now.proposed_by, now.proposed_at) == (
        SIX_MONTHS["timescale"],
        None,
        None,
        None,
    )


def test_who_proposed_may_not_confirm(proposed, first):
    with pytest.raises(OwnProposal):
        confirm_terms(proposed, by=first, now=NOON)
    assert found_again(proposed).timescale == ""


def test_who_proposed_may_not_confirm_whatever_the_page_believed(proposed, first, second):
    proposed.proposed_by = second
    with pytest.raises(OwnProposal):
        confirm_terms(proposed, by=first, now=NOON)
    assert found_again(proposed).timescale == ""


def test_a_proposal_that_was_replaced_meanwhile_is_not_confirmed_unread(proposed, first, second):
    propose_terms(found_again(proposed), {"timescale": "Ten years."}, by=first, now=NOON + timedelta(minutes=1))
    with pytest.raises(ProposedMeanwhile):
        confirm_terms(proposed, by=second, now=NOON)
    assert found_again(proposed).timescale == ""


def test_nobody_replaces_a_proposal_that_they_have_not_read(terms, first, second):
    unread = found_again(terms)
    propose_terms(terms, SIX_MONTHS, by=first, now=NOON)
    with pytest.raises(ProposedMeanwhile):
        propose_terms(unread, {"outcome": "We tell you."}, by=second, now=NOON)


def test_nothing_is_confirmed_twice(proposed, second):
    confirm_terms(proposed, by=second, now=NOON)
    with pytest.raises(NothingProposed):
        confirm_terms(proposed, by=second, now=NOON)


@pytest.mark.parametrize("name", ["review_name", "body", "trigger", "who_leads", "who_meets"])
def test_a_sentence_that_every_leaflet_needs_is_not_emptied(terms, first, second, name):
    with pytest.raises(NotFit):
        propose_terms(terms, {name: ""}, by=first, now=NOON)
    Terms.objects.filter(pk=terms.pk).update(proposed={name: ""}, proposed_by=first, proposed_at=NOON)
    with pytest.raises(NotFit, match="cannot be blank"):
        confirm_terms(found_again(terms), by=second, now=NOON)
    assert getattr(found_again(terms), name)


def test_a_promise_may_be_taken_back_and_then_nothing_is_said_a34(terms, first, second):
    assert terms.publication
    propose_terms(terms, {"publication": ""}, by=first, now=NOON)
    confirm_terms(found_again(terms), by=second, now=NOON)
    assert found_again(terms).publication == ""


def test_a_web_address_that_is_none_is_refused_in_words(terms, first):
    with pytest.raises(NotFit, match="Web address of the arrangements: Enter a valid URL"):
        propose_terms(terms, {"arrangements_url": "javascript:alert(1)"}, by=first, now=NOON)


def test_a_proposal_can_be_discarded_by_who_made_it(proposed, first):
    discard_proposal(proposed, by=first, now=NOON)
    assert (found_again(proposed).proposed, found_again(proposed).timescale) == (None, "")


@pytest.mark.parametrize("role", [role for role in Role if Deed.KEEP_TERMS not in DEEDS[role]])
def test_nobody_else_proposes_confirms_or_discards(proposed, surrey, a_person, role):
    other = a_person(surrey, role)
    for act in (confirm_terms, discard_proposal):
        with pytest.raises(NotAllowed):
            act(proposed, by=other, now=NOON)
    with pytest.raises(NotAllowed):
        propose_terms(proposed, {"outcome": "We tell you."}, by=other, now=NOON)


def test_nobody_keeps_the_terms_of_another_partnership(proposed, solihull, a_person):
    with pytest.raises(NotAllowed):
        confirm_terms(proposed, by=a_person(solihull, Role.BUSINESS_MANAGER), now=NOON)


def test_the_record_names_fields_and_never_their_words(proposed, first, second, surrey):
    confirm_terms(proposed, by=second, now=NOON)
    steps = list(steps_of(proposed))
    assert [(step.move, step.facts["fields"], step.scope) for step in steps] == [
        ("propose", ["timescale"], str(surrey.pk)),
        ("confirm", ["timescale"], str(surrey.pk)),
    ]
    assert not [step for step in steps if "six months" in str(step.facts)]


def test_translations_say_that_they_are_older_and_stay_public(proposed, second):
    translation = public_translation(proposed)
    confirm_terms(proposed, by=second, now=NOON)
    assert (found_again(translation).is_stale, found_again(translation).is_public) == (True, True)
