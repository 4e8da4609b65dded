"""Contacts, support and glossary are put right by one person, at once (docs/terms.md 3 to 6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from config.testing.partnerships import NOON
from home.keeping.refusals import AlreadyExplained, GoneMeanwhile, NobodyLeft, NotThatDay, NoWay
from home.keeping.rows import add_row, keep_row, remove_row, values_of
from home.models import GlossaryEntry, SupportOrganisation
from home.tests.translated import found_again, public_translation
from lifecycles.stepping import steps_of
from pages.models import ContentTranslation
from pages.publishing import NotFit
from pages.translating.reading import shown_in
from partnerships.models import ContactBlock, Purpose
from people.permissions import NotAllowed
from people.roles import Role

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
LATER = TODAY + timedelta(days=90)
HELPLINE = {"name": "A helpline", "offers": "Somebody to talk to.", "phone": "01632 960999", "review_by": LATER}


@pytest.fixture
def by(surrey, a_person):
    return a_person(surrey, Role.PARTNERSHIP_SUPPORT)


@pytest.fixture
def contact(surrey):
    return ContactBlock.objects.get(partnership=surrey, purpose=Purpose.FAMILIES)


@pytest.fixture
def samaritans(surrey):
    return SupportOrganisation.objects.get(partnership=surrey, name="Samaritans")


@pytest.fixture
def childline(surrey):
    return SupportOrganisation.objects.get(partnership=surrey, name="Childline")


@pytest.fixture
def word(surrey):
    return GlossaryEntry.objects.get(partnership=surrey, term="coroner")


def test_one_person_puts_a_number_right_at_once(contact, by):
    keep_row(contact, "contact", {"phone": "01632 960555", "review_by": LATER}, by=by, now=NOON)
    assert found_again(contact).reached(TODAY).phone == "01632 960555"


def test_a_new_number_stands_in_every_language_and_no_translation_grows_old(contact, by):
    translation = public_translation(contact, role="مینیجر", hours="")
    keep_row(contact, "contact", {"phone": "01632 960555", "review_by": LATER}, by=by, now=NOON)
    shown = shown_in([found_again(contact)], "ur")[0]
    assert (shown.content.phone, shown.content.role, shown.is_stale) == ("01632 960555", "مینیجر", False)
    assert found_again(translation).is_public


def test_a_new_role_leaves_its_translation_public_and_older(contact, by):
    translation = public_translation(contact, role="مینیجر", hours="")
    keep_row(contact, "contact", {"role": "Team leader", "review_by": LATER}, by=by, now=NOON)
    assert (found_again(translation).is_stale, found_again(translation).is_public) == (True, True)


@pytest.mark.parametrize("name", ["hours", "offers"])
def test_other_hours_or_offers_withdraw_their_old_translation(samaritans, by, name):
    translation = public_translation(samaritans)
    keep_row(samaritans, "support", {name: "Weekdays only.", "review_by": LATER}, by=by, now=NOON)
    assert not found_again(translation).is_public


@pytest.mark.parametrize("sort", ["contact", "support"])
def test_somebody_has_to_be_reachable(contact, samaritans, by, sort):
    row = {"contact": contact, "support": samaritans}[sort]
    emptied = {name: "" for name in ("phone", "email", "post", "url") if hasattr(row, name)}
    with pytest.raises(NoWay):
        keep_row(row, sort, emptied | {"review_by": LATER}, by=by, now=NOON)
    assert found_again(row).phone == row.phone


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=1), date(2027, 3, 3)])
def test_a_day_to_check_again_is_ahead_and_at_most_a_year(contact, by, day):
    with pytest.raises(NotThatDay):
        keep_row(contact, "contact", {"review_by": day}, by=by, now=NOON)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(2027, 3, 2)])
def test_tomorrow_and_a_year_from_today_are_days_to_check_again(contact, by, day):
    assert keep_row(contact, "contact", {"review_by": day}, by=by, now=NOON).review_by == day


def test_a_stale_contact_is_not_kept_with_its_old_day(contact, by):
    ContactBlock.objects.filter(pk=contact.pk).update(review_by=TODAY - timedelta(days=1))
    with pytest.raises(NotThatDay):
        keep_row(contact, "contact", {"phone": "01632 960555"}, by=by, now=NOON)


def test_an_address_that_is_none_is_refused_in_words(contact, by):
    with pytest.raises(NotFit, match="E-mail address: Enter a valid email address"):
        keep_row(contact, "contact", {"email": "nobody", "review_by": LATER}, by=by, now=NOON)


def test_the_record_names_fields_and_never_a_number_or_name(contact, by):
    values = {"phone": "01632 960555", "name": "Quill Feather", "review_by": LATER}
    keep_row(contact, "contact", values, by=by, now=NOON)
    step = steps_of(contact).get()
    assert (step.move, step.facts) == ("keep", {"fields": ["name", "phone", "review_by"]})


def test_an_organisation_is_added(surrey, by):
    added = add_row(surrey, "support", HELPLINE, by=by, now=NOON)
    assert found_again(added).partnership == surrey


def test_an_organisation_and_its_translations_are_removed(samaritans, by):
    public_translation(samaritans)
    remove_row(samaritans, "support", by=by, now=NOON)
    assert not SupportOrganisation.objects.filter(pk=samaritans.pk).exists()
    assert not ContentTranslation.objects.filter(source_key=samaritans.translation_key).exists()


def test_the_last_organisation_for_young_people_is_not_removed_a9(childline, by):
    with pytest.raises(NobodyLeft):
        remove_row(childline, "support", by=by, now=NOON)
    assert found_again(childline) == childline


def test_the_last_organisation_for_young_people_is_not_made_one_for_adults(childline, by):
    with pytest.raises(NobodyLeft):
        keep_row(childline, "support", {"is_for_young_people": False, "review_by": LATER}, by=by, now=NOON)


def test_what_was_removed_meanwhile_is_not_kept(samaritans, by):
    remove_row(found_again(samaritans), "support", by=by, now=NOON)
    with pytest.raises(GoneMeanwhile):
        keep_row(samaritans, "support", {"review_by": LATER}, by=by, now=NOON)


def test_a_word_is_explained_once(surrey, by):
    with pytest.raises(AlreadyExplained):
        add_row(surrey, "glossary", {"term": "Coroner", "definition": "A judge."}, by=by, now=NOON)


def test_two_partnerships_explain_the_same_word(word, solihull, a_person):
    own = GlossaryEntry.objects.get(partnership=solihull, term="coroner")
    keep_row(own, "glossary", {"definition": "Ours."}, by=a_person(solihull, Role.BUSINESS_MANAGER), now=NOON)
    assert found_again(word).definition == word.definition


def test_a_word_explained_anew_leaves_its_translation_public_and_older(word, by):
    translation = public_translation(word)
    keep_row(word, "glossary", {"definition": "Somebody else."}, by=by, now=NOON)
    assert (found_again(translation).is_stale, found_again(translation).is_public) == (True, True)


def test_nobody_keeps_what_is_another_partnerships(contact, solihull, a_person):
    other = a_person(solihull, Role.BUSINESS_MANAGER)
    for act in (lambda: keep_row(contact, "contact", {"review_by": LATER}, by=other, now=NOON),
                lambda: remove_row(contact, "contact", by=other, now=NOON)):  # fmt: skip
        with pytest.raises(NotAllowed):
            act()


def test_the_form_begins_with_what_is_there(contact):
    assert values_of(contact, "contact")["role"] == "Business Manager"
