"""The staff pages of a partnership's terms, contacts, support organisations and glossary."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.testing.words import said
from home.keeping.terms import KEPT, propose_terms
from home.models import GlossaryEntry, SupportOrganisation
from home.tests.translated import found_again, public_translation
from lifecycles.stepping import WORKER
from partnerships.models import ContactBlock, Purpose, Terms
from people.joining import join
from people.roles import Role

pytestmark = pytest.mark.django_db

QUERIES = 11


@pytest.fixture
def manager(surrey, a_person):
    return a_person(surrey, Role.BUSINESS_MANAGER)


@pytest.fixture
def client(manager, signed_in):
    return signed_in(manager)


@pytest.fixture
def terms(surrey):
    return Terms.objects.get(partnership=surrey)


@pytest.fixture
def colleague(surrey, a_person):
    return a_person(surrey, Role.PARTNERSHIP_SUPPORT)


def in_a_while():
    day = timezone.now() + timedelta(days=60)
    return f"{day:%d/%m/%Y}"


def filled(terms, **changes):
    return {name: getattr(terms, name) for name in KEPT} | {"read": ""} | changes


def test_who_keeps_one_partnerships_terms_is_led_straight_there(client):
    assert client.get("/terms/").headers["Location"] == "/terms/surrey/"


def test_who_keeps_the_terms_of_two_chooses(client, manager, solihull):

    join(manager, solihull, Role.BUSINESS_MANAGER, by=WORKER, now=timezone.now())
    page = client.get("/terms/").content.decode()
    assert 'href="/terms/surrey/"' in page
    assert 'href="/terms/solihull/"' in page


@pytest.mark.parametrize("path", ["", "change/", "contacts/families/", "support/add/", "glossary/add/"])
def test_the_pages_of_another_partnership_are_not_there(client, path):
    assert client.get(f"/terms/surrey/{path}").status_code == 200
    assert client.get(f"/terms/solihull/{path}").status_code == 404


@pytest.mark.parametrize("sort", ["support", "glossary"])
def test_a_row_of_another_partnership_is_not_found_under_ones_own(client, solihull, sort):
    other = {"support": SupportOrganisation, "glossary": GlossaryEntry}[sort].objects.filter(partnership=solihull)[0]
    assert client.get(f"/terms/surrey/{sort}/{other.pk}/").status_code == 404
    assert client.post(f"/terms/surrey/{sort}/{other.pk}/remove/").status_code == 404
    assert found_again(other) == other


@pytest.mark.parametrize("role", [Role.COMMS, Role.TRANSLATOR, Role.LEGAL, Role.PLATFORM_ADMIN])
def test_who_does_not_keep_the_terms_finds_nothing_and_no_link(surrey, a_person, signed_in, role):
    client = signed_in(a_person(surrey, role))
    assert {client.get(path).status_code for path in ("/terms/", "/terms/surrey/", "/terms/surrey/change/")} == {404}
    assert b'href="/terms/"' not in client.get("/account/").content


def test_the_overview_says_what_is_promised_and_where_the_partnership_is_silent(client, terms):
    words = said(client.get("/terms/surrey/"))
    assert f"Who can meet the family {terms.who_meets}" in words
    assert "How long it takes, in public words Nothing is said about this." in words


def test_a_proposal_is_shown_beside_what_is_public_with_who_proposed(client, terms, colleague):
    propose_terms(terms, {"who_meets": "Nobody can meet you."}, by=colleague, now=timezone.now())
    words = said(client.get("/terms/surrey/"))
    assert f"{colleague.name} proposed this on" in words
    assert f"Now {terms.who_meets} Proposed Nobody can meet you." in words


def test_the_overview_leads_to_the_translations_of_the_terms(client, terms):
    translation = public_translation(terms)
    response = client.get("/terms/surrey/")
    assert "Urdu. Being translated. Public and up to date." in said(response)
    assert f'href="/translations/{translation.uuid}/"' in response.content.decode()


def test_a_change_is_proposed_and_not_public(client, terms):
    words = said(client.post("/terms/surrey/change/", filled(terms, timescale="Six months."), follow=True))
    assert "Proposed. The public reads it when another person has confirmed it." in words
    assert (found_again(terms).timescale, found_again(terms).proposed) == ("", {"timescale": "Six months."})


def test_who_proposed_is_shown_no_button_to_confirm_and_cannot_press_it(client, terms, manager):
    propose_terms(terms, {"timescale": "Six months."}, by=manager, now=timezone.now())
    assert "Confirm" not in said(client.get("/terms/surrey/"))
    read = found_again(terms).proposed_at.isoformat()
    assert "another person has to confirm it" in said(client.post("/terms/surrey/", {"confirm": "1", "read": read}))
    assert found_again(terms).timescale == ""


def test_another_person_confirms_by_the_form_of_the_page(client, terms, colleague):
    propose_terms(terms, {"timescale": "Six months."}, by=colleague, now=timezone.now())
    read = client.get("/terms/surrey/").context["form"].initial["read"]
    assert "Confirmed." in said(client.post("/terms/surrey/", {"confirm": "1", "read": read}, follow=True))
    assert found_again(terms).timescale == "Six months."


def test_a_proposal_that_was_not_read_is_shown_before_it_can_be_confirmed(client, terms, colleague):
    propose_terms(terms, {"timescale": "Six months."}, by=colleague, now=timezone.now())
    response = client.post("/terms/surrey/", {"confirm": "1", "read": "2026-01-01T00:00:00+00:00"})
    assert "Somebody changed the proposal while you were reading it." in said(response)
    again = {"confirm": "1", "read": response.context["form"]["read"].value()}
    client.post("/terms/surrey/", again)
    assert found_again(terms).timescale == "Six months."


def test_a_proposal_is_discarded(client, terms, colleague):
    propose_terms(terms, {"timescale": "Six months."}, by=colleague, now=timezone.now())
    read = found_again(terms).proposed_at.isoformat()
    client.post("/terms/surrey/", {"discard": "1", "read": read})
    assert found_again(terms).proposed is None


@pytest.mark.parametrize("read", ["", "x", "9" * 60, "2026-13-45T00:00"])
def test_confirming_what_is_not_there_is_refused_in_words(client, read):
    assert "No change of the terms is waiting any more." in said(
        client.post("/terms/surrey/", {"confirm": "1", "read": read})
    )


def test_an_emptied_sentence_is_asked_for_again(client, terms):
    words = said(client.post("/terms/surrey/change/", filled(terms, who_meets=" ")))
    assert "Who can meet the family: This field is required." in words


def test_the_form_begins_with_what_is_proposed(client, terms, colleague):
    propose_terms(terms, {"timescale": "Six months."}, by=colleague, now=timezone.now())
    assert "Six months." in client.get("/terms/surrey/change/").content.decode()


def test_a_contact_is_changed_at_once(client, surrey):
    values = {"role": "Business Manager", "phone": "01632 960555", "review_by": in_a_while()}
    words = said(client.post("/terms/surrey/contacts/families/", values, follow=True))
    assert "Saved. The public reads it now." in words
    assert ContactBlock.objects.get(partnership=surrey, purpose="families").phone == "01632 960555"


def test_a_contact_without_a_way_is_refused_in_words(client):
    values = {"role": "Business Manager", "review_by": in_a_while()}
    assert "Give a telephone number" in said(client.post("/terms/surrey/contacts/families/", values))


def test_a_contact_for_no_purpose_is_not_there(client):
    assert client.get("/terms/surrey/contacts/nothing/").status_code == 404


def test_the_overview_shows_what_the_public_sees_of_a_stale_contact(client, surrey):
    contact = ContactBlock.objects.filter(partnership=surrey, purpose=Purpose.MEDIA)
    contact.update(name="Quill Feather", phone="01632 960555")
    assert "Quill Feather" in said(client.get("/terms/surrey/"))
    contact.update(review_by=timezone.now() - timedelta(days=3))
    words = said(client.get("/terms/surrey/"))
    assert "It was to be checked by" in words
    assert "Quill Feather" not in words
    assert "960555" not in words


def test_an_organisation_is_added_changed_and_removed(client, surrey):
    values = {"name": "A helpline", "offers": "To talk.", "url": "example.org", "review_by": in_a_while()}
    client.post("/terms/surrey/support/add/", values)
    added = SupportOrganisation.objects.get(partnership=surrey, name="A helpline")
    assert added.url == "https://example.org"
    client.post(f"/terms/surrey/support/{added.pk}/", values | {"phone": "01632 960555", "order": "0"})
    assert found_again(added).phone == "01632 960555"
    assert "Removed." in said(client.post(f"/terms/surrey/support/{added.pk}/remove/", follow=True))
    assert not SupportOrganisation.objects.filter(pk=added.pk).exists()


def test_the_last_organisation_for_young_people_stays_and_the_page_says_why(client, surrey):
    childline = SupportOrganisation.objects.get(partnership=surrey, is_for_young_people=True)
    words = said(client.post(f"/terms/surrey/support/{childline.pk}/remove/"))
    assert "one for children and young people. Add another one first." in words


def test_a_word_is_added_with_its_other_forms(client):
    values = {"term": "multi-agency", "also": "multiagency", "definition": "Several organisations together."}
    words = said(client.post("/terms/surrey/glossary/add/", values, follow=True))
    assert "multi-agency Several organisations together. Also: multiagency." in words


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_for_one_row_and_for_three(client, surrey, django_assert_num_queries, count):
    for model in (SupportOrganisation, GlossaryEntry, ContactBlock):
        kept = model.objects.filter(partnership=surrey).values_list("pk", flat=True)[:count]
        model.objects.filter(partnership=surrey).exclude(pk__in=list(kept)).delete()
    client.get("/terms/surrey/")
    with django_assert_num_queries(QUERIES):
        assert len(client.get("/terms/surrey/").context["support"]) == count
