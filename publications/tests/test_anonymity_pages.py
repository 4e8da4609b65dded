"""The pages of anonymity: what the people who are named read and do there."""

from __future__ import annotations

import pytest

from anonymity.matching.excerpts import excerpt
from config.testing.words import said
from publications.anonymity.listing import add_terms, one_term
from publications.anonymity.naming import name_staff
from publications.anonymity.wording import around
from publications.models import Acceptance, AnonymityPass, NamedStaff, WatchTerm
from publications.tests.staffing import BEGUN, a_draft, fill_in

pytestmark = pytest.mark.django_db
NAME = "Zebedee Quarmby"


@pytest.fixture
def review(surrey, team):
    review = a_draft(surrey, team.first, text=f"His brother {NAME} told the school.")
    fill_in(review)
    return review


@pytest.fixture
def named(review, team, signed_in):
    for person in (team.first, team.second):
        name_staff(review, person, by=team.first, now=BEGUN)
    return signed_in(team.first), signed_in(team.second)


@pytest.fixture
def listed(review, named, team):
    add_terms(review, [one_term(kind="name", value=NAME, aliases=[], note="")], by=team.first, now=BEGUN)
    return review


def at(review, path=""):
    return f"/reviews/{review.uuid}/anonymity/{path}"


def test_a_check_lists_the_name_marked_in_the_words_around_it(listed, named):
    first, _ = named
    assert "has not been checked yet" in said(first.get(at(listed)))
    assert first.post(at(listed)).status_code == 302
    html = first.get(at(listed)).content.decode()
    assert f"<mark>{NAME}</mark>" in html
    assert "His brother" in html
    assert "Must not be published" in html


def test_a_finding_leads_to_its_block_in_the_editor(listed, named):
    first, _ = named
    first.post(at(listed))
    finding = listed.anonymity_findings.get(kind="name")
    page = listed.source_page()
    html = first.get(at(listed)).content.decode()
    assert f"/cms/pages/{page.pk}/edit/#:w:contentpath=body.{finding.block}" in html
    raw = listed.drafts()[0].body.get_prep_value()
    assert finding.block in [block["id"] for block in raw if NAME in str(block["value"])]


def test_one_accepts_and_another_confirms_and_both_sign(listed, named):
    first, second = named
    first.post(at(listed))
    finding = listed.anonymity_findings.get(kind="name")
    address = at(listed, f"findings/{finding.row}/")
    assert first.get(address).status_code == 200
    assert first.post(address, {"reason": "He writes under his name."}).status_code == 302
    assert "You accepted this" in said(first.post(address, {"confirm": "1"}))
    assert second.post(address, {"confirm": "1"}).status_code == 302
    assert Acceptance.objects.get().confirmed_by
    first.post(at(listed, "list/until/"), {"day": "1/1/2099", "agreed_with": "The grandmother"})
    assert first.post(at(listed, "pass/")).status_code == 302
    assert "You have signed already" in said(first.post(at(listed, "pass/")))
    assert second.post(at(listed, "pass/")).status_code == 302
    assert AnonymityPass.objects.get().second_by
    assert "Passed: signed by" in said(first.get(at(listed)))


def test_nobody_signs_over_an_open_finding(listed, named):
    first, _ = named
    first.post(at(listed))
    assert "neither mended nor accepted" in said(first.post(at(listed, "pass/")))
    assert not AnonymityPass.objects.exists()


def test_a_list_is_added_to_pasted_uploaded_changed_and_taken_from(review, named):
    from django.core.files.uploadedfile import SimpleUploadedFile

    first, _ = named
    term = {"kind": "name", "value": NAME, "aliases": "Zeb\nZebby", "note": ""}
    assert first.post(at(review, "list/add/"), term).status_code == 302
    assert (
        first.post(at(review, "list/paste/"), {"pasted": "school: Nettlewick Primary\nOtto Quarmby"}).status_code == 302
    )
    file = SimpleUploadedFile("list.csv", b"kind,value,aliases,note\nphone,01632 960999,,\n")
    assert first.post(at(review, "list/paste/"), {"pasted": "", "file": file}).status_code == 302
    page = said(first.get(at(review, "list/")))
    for word in (NAME, "Zeb, Zebby", "Nettlewick Primary", "Otto Quarmby", "01632 960999"):
        assert word in page
    row = review.watch_terms.first().row
    assert NAME in first.get(at(review, f"list/{row}/")).content.decode()
    assert first.post(at(review, f"list/{row}/"), term | {"value": "Ivo Quarmby"}).status_code == 302
    assert "Ivo Quarmby" in said(first.get(at(review, "list/")))
    first.post(at(review, f"list/{row}/"), {"remove": "1"})
    assert "Ivo Quarmby" not in said(first.get(at(review, "list/")))
    assert WatchTerm.objects.count() == 3


def test_a_list_that_cannot_be_read_is_refused_in_words(review, named):
    first, _ = named
    response = first.post(at(review, "list/paste/"), {"pasted": ""})
    assert "Paste a list or choose a file" in said(response)


def test_the_allowed_list_begins_with_the_report_and_the_partnership(review, named, surrey):
    first, _ = named
    page = said(first.get(at(review, "allowed/")))
    for word in ("Sam Reader", "Willow", "Mother", surrey.name, "0800 000 000"):
        assert word in page
    assert first.post(at(review, "allowed/"), {"kind": "place", "value": "Quarmby Bridge"}).status_code == 302
    assert "Quarmby Bridge" in said(first.get(at(review, "allowed/")))
    word = review.allowed_words.get()
    first.post(at(review, "allowed/"), {"remove": str(word.row)})
    assert not review.allowed_words.exists()


def test_what_stands_on_the_watch_list_is_never_allowed_by_default(listed, named):
    first, _ = named
    fill_in(listed, pseudonym="Zebedee")
    assert "Not allowed: it stands on the watch-list" in said(first.get(at(listed, "allowed/")))
    first.post(at(listed))
    assert {"pseudonym", "body"} <= set(listed.anonymity_findings.values_list("field", flat=True))


def test_the_manager_names_people_and_takes_names_off(review, team, signed_in):
    manager = signed_in(team.first)
    assert manager.get(at(review)).status_code == 404
    assert manager.post(at(review, "people/"), {"people": [team.first.pk, team.second.pk]}).status_code == 302
    assert manager.get(at(review)).status_code == 200
    manager.post(at(review, "people/"), {"people": [team.second.pk]})
    assert manager.get(at(review)).status_code == 404
    assert [named.user for named in NamedStaff.objects.all()] == [team.second]


def test_the_editor_shows_what_was_found_to_who_is_named_alone(listed, named, surrey, a_person, signed_in):
    first, _ = named
    first.post(at(listed))
    edit = f"/cms/pages/{listed.source_page().pk}/edit/"
    finding = listed.anonymity_findings.get(kind="name")
    assert f"#:w:contentpath=body.{finding.block}" in first.get(edit).content.decode()
    other = signed_in(a_person(surrey, "comms")).get(edit)
    assert other.status_code == 200
    assert "contentpath=body" not in other.content.decode()
    assert "what was found" not in other.content.decode()


TWICE = "Alder lives here and is of primary school age at the moment. Alder has a condition that affects movement."


@pytest.mark.parametrize("start", [0, TWICE.rindex("Alder")])
def test_of_the_same_word_twice_the_one_that_was_found_is_marked(start):
    before, match, after = around(excerpt(TWICE, start, start + 5), "Alder")
    assert match == "Alder"
    assert TWICE[:start].endswith(before)
    assert TWICE[start + 5 :].startswith(after)


def test_the_overview_takes_the_same_queries_for_one_finding_and_for_many(listed, named, django_assert_num_queries):
    first, _ = named
    first.post(at(listed))
    with django_assert_num_queries(QUERIES):
        first.get(at(listed))
    fill_in(listed, summary=f"<p>{NAME}. {NAME} again. {NAME} once more.</p>")
    first.post(at(listed))
    with django_assert_num_queries(QUERIES):
        first.get(at(listed))


QUERIES = 39
