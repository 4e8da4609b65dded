"""The queue of questions about formats, and their answers, for the partnership's own staff."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from home.enquiring import ask, forget_askers
from home.models import Enquiry, EnquiryKind

pytestmark = pytest.mark.django_db

QUERIES = 8
DETAILS = {
    "kind": EnquiryKind.FORMAT,
    "path": "/families/",
    "language": "pl",
    "wanted": "audio",
    "message": "Please read it aloud",
    "name": "Robin Asker",
    "email": "asker@example.org",
    "phone": "",
    "post": "",
}


@pytest.fixture
def asked(surrey):
    def make(**details):
        return ask(surrey, **(DETAILS | {"now": timezone.now()} | details))

    return make


@pytest.fixture
def client(surrey, a_person, signed_in):
    return signed_in(a_person(surrey, "comms"))


def _words(answered):
    assert answered.status_code == 200
    return answered.content.decode()


def test_an_empty_queue_says_so(client):
    assert "No question waits for an answer." in _words(client.get("/enquiries/"))
    assert "No question has been answered yet." in _words(client.get("/enquiries/?show=answered"))


def test_the_menu_leads_to_the_queue(client):
    assert 'href="/enquiries/"' in _words(client.get("/enquiries/"))


def test_the_most_urgent_question_comes_first(asked, client):
    later, overdue = asked(), asked(now=timezone.now() - timedelta(days=60))
    found = client.get("/enquiries/")
    assert [line["enquiry"] for line in found.context["lines"]] == [overdue, later]
    assert "days overdue" in _words(found)


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_for_one_question_and_for_three(
    asked, client, django_assert_num_queries, count
):
    for _ in range(count):
        asked()
    client.get("/enquiries/")
    with django_assert_num_queries(QUERIES):
        client.get("/enquiries/")


def test_no_name_stands_in_the_list_or_in_a_title(asked, client):
    enquiry = asked()
    assert "Robin" not in _words(client.get("/enquiries/"))
    words = _words(client.get(f"/enquiries/{enquiry.uuid}/"))
    assert "Robin Asker" in words
    assert "Robin" not in words.partition("<title>")[2].partition("</title>")[0]


def test_a_question_shows_what_is_wanted_and_in_which_language_the_person_reads(asked, client):
    words = _words(client.get(f"/enquiries/{asked().uuid}/"))
    for said in ("A recording to listen to", "Polski", "Please read it aloud", "/families/", "asker@example.org"):
        assert said in words


def test_what_a_person_typed_is_shown_as_letters(asked, client):
    words = _words(client.get(f"/enquiries/{asked(message='<script>x</script>').uuid}/"))
    assert "<script>x" not in words
    assert "&lt;script&gt;x" in words


def test_an_answer_by_mail_moves_it_to_the_other_list(asked, client):
    enquiry = asked()
    answered = client.post(f"/enquiries/{enquiry.uuid}/", {"text": "Here it is."}, follow=True)
    assert "The answer is on its way by e-mail." in _words(answered)
    assert enquiry.reference not in _words(client.get("/enquiries/"))
    assert enquiry.reference in _words(client.get("/enquiries/?show=answered"))


def test_without_an_address_staff_are_told_how_to_reach_the_person(asked, client):
    enquiry = asked(email="", phone="01234 567890")
    assert "There is no e-mail address. Call the person. Then note" in _words(client.get(f"/enquiries/{enquiry.uuid}/"))
    answered = client.post(f"/enquiries/{enquiry.uuid}/", {"text": "Called on Monday."}, follow=True)
    assert "Noted as answered." in _words(answered)


def test_answering_twice_is_refused_in_words_and_what_was_written_stays(asked, client):
    enquiry = asked()
    client.post(f"/enquiries/{enquiry.uuid}/", {"text": "Here it is."})
    assert "is not possible" in _words(client.post(f"/enquiries/{enquiry.uuid}/", {"text": "Once more."}))
    assert Enquiry.objects.get().answer == "Here it is."


def test_another_partnerships_question_is_not_there(asked, client, a_person, solihull, signed_in):
    enquiry = asked()
    elsewhere = signed_in(a_person(solihull, "business_manager"))
    assert client.get(f"/enquiries/{enquiry.uuid}/").status_code == 200
    for answered in (
        elsewhere.get(f"/enquiries/{enquiry.uuid}/"),
        elsewhere.post(f"/enquiries/{enquiry.uuid}/", {"text": "x"}),
    ):
        assert answered.status_code == 404
    assert enquiry.reference not in _words(elsewhere.get("/enquiries/"))


def test_who_may_not_answer_finds_no_queue(asked, a_person, surrey, signed_in):
    enquiry, client = asked(), signed_in(a_person(surrey, "legal"))
    assert client.get("/enquiries/").status_code == client.get(f"/enquiries/{enquiry.uuid}/").status_code == 404


def test_after_the_details_were_deleted_only_the_day_of_it_is_shown(asked, client):
    enquiry = asked()
    client.post(f"/enquiries/{enquiry.uuid}/", {"text": "Here it is, Robin."})
    assert forget_askers(timezone.now() + timedelta(days=120)) == 1
    words = _words(client.get(f"/enquiries/{enquiry.uuid}/"))
    assert "Details deleted on" in words
    assert "Robin" not in words
