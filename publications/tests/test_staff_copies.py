"""The queue of requests for copies, and the answers."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone

from config.testing.words import said
from lifecycles.stepping import steps_of
from people.models import OutgoingMail
from publications.copies import forget_requesters
from publications.models import CopyRequest, Review
from publications.states import ReviewState
from publications.tests.staffing import read

BY_POST = {"email": "", "address": "1 Example Lane\nExampleton"}
QUERIES = 8


@pytest.fixture
def first(team, signed_in):
    return signed_in(team.first)


def of(request, page=""):
    return f"/copies/{request.uuid}/{page}"


def reloaded(request):
    return CopyRequest.objects.get(pk=request.pk)


def test_an_empty_queue_says_so(first):
    assert "No request waits for an answer." in said(first.get("/copies/"))
    assert "No request has been answered yet." in said(first.get("/copies/?show=answered"))


def test_the_most_overdue_request_comes_first(ask, first):
    now = timezone.now()
    later = ask(now=now - timedelta(days=1))
    overdue = ask(now=now - timedelta(days=60))
    response = first.get("/copies/")
    assert [line["copy"] for line in response.context["lines"]] == [overdue, later]
    assert "days overdue" in said(response)
    assert "days left" in said(response)


def test_an_answered_request_moves_to_the_other_list(ask, first):
    request = ask()
    first.post(of(request), {"approve": "1"})
    assert request.reference not in said(first.get("/copies/"))
    assert request.reference in said(first.get("/copies/?show=answered"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_for_one_request_and_for_three(ask, first, django_assert_num_queries, count):
    for _ in range(count):
        ask()
    first.get("/copies/")
    with django_assert_num_queries(QUERIES):
        first.get("/copies/")


def test_a_request_shows_what_the_person_wrote(ask, first):
    words = said(first.get(of(ask(note="Large print, please"))))
    assert "Robin Asker" in words
    assert "asker@example.org" in words
    assert "Large print, please" in words


def test_approving_a_request_by_e_mail_sends_the_link(ask, first):
    request = ask()
    words = said(first.post(of(request), {"approve": "1"}, follow=True))
    assert "The link is on its way by e-mail." in words
    assert "Link opened 0 of 5 times" in words
    assert OutgoingMail.objects.filter(kind="copy_link", recipient=request.email).count() == 1


def test_approving_twice_is_refused_in_words(ask, first):
    request = ask()
    first.post(of(request), {"approve": "1"})
    words = said(first.post(of(request), {"approve": "1"}))
    assert "There is a problem “approve” is not possible" in words
    assert OutgoingMail.objects.filter(kind="copy_link").count() == 1


def test_a_request_by_post_gives_a_marked_copy_to_print_and_its_printing_is_recorded(ask, first):
    request = ask(**BY_POST)
    words = said(first.post(of(request), {"approve": "1"}, follow=True))
    assert "Noted as sent by post." in words
    response = first.post(of(request, "copy.pdf"))
    assert response["Content-Disposition"] == f'attachment; filename="copy-{request.reference}.pdf"'
    assert f"Copy {request.reference}" in words_of_pdf(read(response))
    assert list(steps_of(request).values_list("move", flat=True)) == ["ask", "approve", "print"]


def test_a_copy_is_not_printed_before_the_request_is_granted(ask, first):
    request = ask(**BY_POST)
    assert "Nothing is to be printed for this request." in said(first.post(of(request, "copy.pdf")))


def test_a_link_can_be_withdrawn(ask, first):
    request = ask()
    first.post(of(request), {"approve": "1"})
    assert "The link does not work any more." in said(first.post(of(request), {"revoke": "1"}, follow=True))
    assert (reloaded(request).state, reloaded(request).link_hash) == ("revoked", None)


def test_a_refusal_needs_a_reason(ask, first):
    request = ask()
    assert "Reason: This field is required." in said(first.post(of(request, "refuse/"), {"reason": " "}))
    assert reloaded(request).state == "received"


def test_a_refused_request_shows_its_reason(ask, first):
    request = ask()
    words = said(first.post(of(request, "refuse/"), {"reason": "A court forbids it."}, follow=True))
    assert "Reason for the refusal A court forbids it." in words
    assert reloaded(request).state == "refused"


def test_refusing_what_is_answered_is_refused_in_words_and_the_reason_stays(ask, first):
    request = ask()
    first.post(of(request), {"approve": "1"})
    words = said(first.post(of(request, "refuse/"), {"reason": "A court forbids it."}))
    assert "“refuse” is not possible" in words
    assert "A court forbids it." in words


def test_no_copy_is_sent_of_a_report_that_is_not_in_the_archive_any_more(ask, first, archived):
    request = ask()
    Review.objects.filter(pk=archived.pk).update(state=ReviewState.PUBLISHED)
    words = said(first.post(of(request), {"approve": "1"}))
    assert "The report is not in the archive now." in words
    assert reloaded(request).state == "received"


def test_after_the_details_were_deleted_only_the_day_of_it_is_shown(ask, first):
    request = ask()
    first.post(of(request), {"approve": "1"})
    assert "Robin Asker" in said(first.get(of(request)))
    assert forget_requesters(timezone.now() + timedelta(days=120)) == 1
    words = said(first.get(of(request)))
    assert "Details deleted on" in words
    assert "Robin Asker" not in words
    assert "asker@example.org" not in words


def words_of_pdf(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
