"""The pages of recipients, copies, comments and the repository: who opens them, what they show, what they cost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.testing.reports import SECRET, T0
from config.testing.words import said
from people.mailing import is_plain, may_write_to
from publications.models import Dispatch, Hold, Pack, Recipient, Submission
from publications.notices.answering import add_comment
from publications.notices.recipients import (
    NotAnAddress,
    is_stale,
    save_recipient,
    stale_recipients,
    verify_recipient,
)
from publications.notices.submitting import make_submission
from publications.notifying import record_copy
from publications.tests.postal import sendable
from publications.tests.staffing import read

pytestmark = pytest.mark.django_db

LATER = timezone.now() + timedelta(days=30)


@pytest.fixture
def review(surrey, reports):
    return sendable(reports, surrey)


@pytest.fixture
def by(surrey, reports):
    return reports.team(surrey).preparer


@pytest.fixture
def client(by, signed_in):
    return signed_in(by)


def url(review, path=""):
    return f"/reviews/{review.uuid}/{path}"


def typed(review, **more):
    to = review.partnership.recipients.filter(is_required=True)
    return {
        "recipients": [str(row.pk) for row in to], "day": f"{LATER:%d/%m/%Y}", "time": "10:00",
        "letter": "Dear colleague, here it is.", "improvements": "",
    } | more  # fmt: skip


def prepared(client, review, **more):
    response = client.post(url(review, "notices/new/?purpose=final_copy"), typed(review, **more))
    assert response.status_code == 302, said(response)
    return response.url


def test_a_pack_is_shown_whole_before_it_is_sent(review, client):
    form = client.get(url(review, "notices/new/?purpose=final_copy"))
    assert "1. Agree a way." in form.content.decode()
    address = prepared(client, review)
    page = said(client.get(address))
    for shown in ("panel@example.org", "Dear colleague, here it is.", "report-under-embargo.pdf", "Our reference"):
        assert shown in page
    assert not Dispatch.objects.exists()
    assert client.post(address).status_code == 302
    assert Dispatch.objects.count() == 3
    assert "Being sent" in said(client.get(url(review, "notices/")))


def test_the_file_of_a_pack_is_the_one_that_leaves(review, client):
    address = prepared(client, review)
    pack = Pack.objects.get()
    assert len(read(client.get(f"{address}files/1/"))) == pack.files[0]["size"]
    assert client.get(f"{address}files/2/").status_code == 404


def test_what_was_typed_is_there_again_after_a_mistake(review, client):
    response = client.post(url(review, "notices/new/?purpose=final_copy"), typed(review, day="soon"))
    assert response.status_code == 200
    assert "here it is" in response.content.decode()


def test_a_pack_can_be_changed_from_its_preview(review, client):
    address = prepared(client, review)
    row = address.rstrip("/").rpartition("/")[2]
    again = client.get(url(review, f"notices/new/?purpose=final_copy&pack={row}"))
    assert "here it is" in again.content.decode()


def test_a_hold_is_said_on_the_preview_which_then_has_no_button(review, client, by):
    address = prepared(client, review)
    assert b">Send<" in b"".join(client.get(address).content.split())
    row = Hold(review=review, kind="police", placed_by=by, placed_at=T0)
    row.keep({"reason": "x"})
    row.save()
    page = client.get(address)
    assert "The review is on hold" in said(page)
    assert b">Send<" not in b"".join(page.content.split())
    assert "The review is on hold" in said(client.post(address))
    assert not Dispatch.objects.exists()


PATHS = ["notices/", "notices/new/", "notices/record/", "comments/", "comments/new/", "repository/"]


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_not_there_for_who_may_not_send_copies(review, surrey, solihull, a_person, signed_in, path):
    for person in (a_person(surrey, "comms"), a_person(solihull, "business_manager")):
        assert signed_in(person).get(url(review, path)).status_code == 404


def test_packs_and_copies_of_another_partnership_are_not_there(review, client, solihull, reports, signed_in):
    address = prepared(client, review)
    client.post(address)
    stranger = signed_in(reports.team(solihull).preparer)
    other = reports.draft(solihull)
    row = Dispatch.objects.first().row
    pack = Pack.objects.get().row
    for path in (f"notices/{pack}/", f"notices/{pack}/files/1/", f"notices/copies/{row}/"):
        own = client.get(url(review, path))
        assert own.status_code == 200
        assert read(own)
        assert stranger.get(url(review, path)).status_code == 404
        assert stranger.get(url(other, path)).status_code == 404


def test_empty_pages_say_that_they_are_empty(review, client):
    assert "Nothing has been sent yet." in said(client.get(url(review, "notices/")))
    assert "No recipient has commented yet." in said(client.get(url(review, "comments/")))
    assert "There is nothing to submit yet." in said(client.get(url(review, "repository/")))


@pytest.mark.parametrize("count", [1, 3])
def test_copies_cost_no_queries_each(review, client, by, django_assert_num_queries, count):
    panel = review.partnership.recipients.get(kind="panel")
    for _ in range(count):
        record_copy(review, panel, sent_at=T0, address="Portal", evidence="Receipt", by=by, now=T0)
    client.get(url(review, "notices/"))
    with django_assert_num_queries(COPIES):
        page = client.get(url(review, "notices/"))
    assert said(page).count("Child Safeguarding Practice Review Panel: Copy before publication") == count


@pytest.mark.parametrize("count", [1, 3])
def test_comments_cost_no_queries_each(review, client, by, django_assert_num_queries, count):
    panel = review.partnership.recipients.get(kind="panel")
    for _ in range(count):
        add_comment(review, panel, text="Please explain.", received_on=T0.date(), by=by, now=T0)
    client.get(url(review, "comments/"))
    with django_assert_num_queries(COMMENTS):
        page = client.get(url(review, "comments/"))
    assert said(page).count("Waits for an answer") == count


COPIES, COMMENTS, RECIPIENTS = 11, 8, 8


def test_recipients_cost_no_queries_each(review, client, surrey, django_assert_num_queries):
    client.get("/recipients/")
    with django_assert_num_queries(RECIPIENTS):
        page = client.get("/recipients/")
    assert said(page).count("Last verified on 1 March 2026") == 4
    Recipient.objects.filter(partnership=surrey).exclude(kind="panel").delete()
    with django_assert_num_queries(RECIPIENTS):
        client.get("/recipients/")


def test_another_address_has_to_be_verified_anew(review, client, surrey):
    response = client.post("/recipients/surrey/panel/", {"address": "new@example.org", "is_required": "on"})
    assert response.status_code == 302
    assert "new@example.org. Not verified" in said(client.get("/recipients/"))
    client.post("/recipients/surrey/panel/verify/", {"address": "new@example.org", "on": "1/3/2026"})
    assert surrey.recipients.get(kind="panel").verified_on == date(2026, 3, 1)


def test_an_address_that_was_changed_meanwhile_is_not_verified(review, client, surrey):
    surrey.recipients.filter(kind="panel").update(address="other@example.org", verified_on=None)
    page = client.post("/recipients/surrey/panel/verify/", {"address": "panel@example.org", "on": "1/3/2026"})
    assert "The address was changed meanwhile" in said(page)
    assert surrey.recipients.get(kind="panel").verified_on is None


def test_recipients_are_kept_by_their_own_partnership_alone(solihull, review, client, surrey, a_person, signed_in):
    assert client.get("/recipients/solihull/panel/").status_code == 404
    assert "Solihull" not in said(client.get("/recipients/"))
    assert signed_in(a_person(surrey, "comms")).get("/recipients/").status_code == 404


def test_an_address_grows_stale(review, surrey):
    today = date(2026, 3, 1) + timedelta(days=surrey.recipient_days)
    assert stale_recipients(surrey, today) == []
    assert len(stale_recipients(surrey, today + timedelta(days=1))) == 4
    surrey.recipients.filter(kind="panel").update(address="", verified_on=None)
    assert not is_stale(surrey.recipients.get(kind="panel"), today)


LOOKALIKES = [
    "panel@example.org.evil.com", "a@example.org@evil.com", "a@evil.com@example.org", "a@еxample.org",
    "a@example.org\r\nBcc: b@evil.com", "a@example.org, b@evil.com", '"a@evil.com"@example.org', "a@evilexample.org",
    "a@example.org ", "<a@evil.com> a@example.org", "a@exampleorg", "a@example\u3002org", "@example.org", "",
]  # fmt: skip


@pytest.mark.parametrize("address", LOOKALIKES)
def test_a_demo_never_writes_to_what_only_looks_like_its_own_domain(settings, address):
    settings.OUTGOING_MAIL_DOMAINS = ["example.org"]
    assert may_write_to("panel@example.org")
    assert not may_write_to(address)


@pytest.mark.parametrize("address", [row for row in LOOKALIKES if row and not is_plain(row)])
def test_a_recipient_has_one_ordinary_address(review, by, surrey, address):
    panel = surrey.recipients.get(kind="panel")
    with pytest.raises(NotAnAddress):
        save_recipient(panel, address=address, is_required=True, by=by, now=T0)
    with pytest.raises(Exception, match="cannot lie ahead"):
        verify_recipient(panel, address=panel.address, on=T0.date() + timedelta(days=1), by=by, now=T0)


def test_a_copy_that_went_another_way_is_recorded_from_its_page(review, client):
    panel = review.partnership.recipients.get(kind="panel")
    said_of_it = {"recipient": panel.pk, "purpose": "final_copy", "day": "1/3/2026", "time": "09:00"}
    response = client.post(url(review, "notices/record/"), said_of_it | {"address": "Portal", "evidence": "Receipt 1"})
    assert response.status_code == 302
    row = Dispatch.objects.get()
    page = said(client.get(url(review, f"notices/copies/{row.row}/")))
    assert "Receipt 1" in page
    client.post(
        url(review, f"notices/copies/{row.row}/"),
        {"acknowledge": "1", "receipt-on": "2/3/2026", "receipt-words": "Thanks"},
    )
    assert "Thanks" in said(client.get(url(review, f"notices/copies/{row.row}/")))
    client.post(url(review, f"notices/copies/{row.row}/"), {"bounce": "1", "returned-words": "Full"})
    assert Dispatch.objects.get().state == "bounced"


def test_a_comment_is_kept_and_answered_on_pages(review, client):
    panel = review.partnership.recipients.get(kind="panel")
    client.post(
        url(review, "comments/new/"), {"recipient": panel.pk, "received_on": "1/3/2026", "text": "Please explain."}
    )
    found = review.comments.get()
    page = client.get(url(review, f"comments/{found.uuid}/"))
    assert "Please explain." in said(page)
    refused = client.post(url(review, f"comments/{found.uuid}/"), {"outcome": "", "answer": "Half written"})
    assert "Half written" in refused.content.decode()
    client.post(url(review, f"comments/{found.uuid}/"), {"outcome": "explained", "answer": "Because."})
    assert "Explained: the text stays" in said(client.get(url(review, "comments/")))


def test_the_repository_page_takes_a_reference(review, client, by):
    make_submission(review, by=by, now=T0)
    Submission.objects.update(state="submitted")
    page = url(review, "repository/")
    assert "NC1" not in said(client.get(page))
    client.post(page, {"acknowledge": "1", "acknowledge-reference": "NC1", "acknowledge-on": "1/3/2026"})
    assert "NC1" in said(client.get(page))
    assert Submission.objects.get().state == "acknowledged"


def test_the_review_leads_to_its_copies_comments_and_repository(review, client, surrey, a_person, signed_in):
    page = said(client.get(url(review)))
    for label in ("Statutory copies", "Comments", "National repository"):
        assert label in page
    assert "National repository" not in said(signed_in(a_person(surrey, "comms")).get(url(review)))


def test_no_page_of_a_pack_has_its_words_in_its_title_or_address(review, client):
    address = prepared(client, review)
    title = client.get(address).content.decode().partition("<title>")[2].partition("</title>")[0]
    assert SECRET not in title + address
    assert "Robin" not in title + address
