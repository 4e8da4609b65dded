"""Copies of archived reports: asked for by anyone, answered by a person, opened by one recipient (R5, R58)."""

from __future__ import annotations

import io
import logging
import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pikepdf
import pypdfium2
import pytest
from django.core import mail

from config.testing.reports import SECRET, T0
from lifecycles.models import Step, canonical
from lifecycles.moves import MoveRefused, UnknownMove
from lifecycles.stepping import steps_of
from people.models import Alarm, OutgoingMail
from people.permissions import NotAllowed
from people.posting import send_due_mail
from publications.alarming import watch
from publications.copies import (
    LINK_DAYS,
    MOST_OPENINGS,
    NotArchived,
    NothingToAnswerTo,
    RefusalNeedsReason,
    approve,
    ask_for_copy,
    find_by_link,
    forget_requesters,
    open_copy,
    refuse,
    revoke,
)
from publications.models import CopyRequest, Edition
from publications.withdrawing import confirm, propose

pytestmark = pytest.mark.django_db

NOW = T0 + timedelta(days=401)
WHO = {"name": "Ottoline Brackenbury", "email": "ottoline@example.org", "address": "", "note": "Large print, please"}
FORM = {"name": WHO["name"], "email": WHO["email"], "address": "", "note": WHO["note"]}
ASK = "/reviews/robin-surrey/ask/"


@pytest.fixture
def review(surrey, reports):
    return reports.archived(surrey)


@pytest.fixture
def staff(surrey, reports, review):
    return reports.team(surrey).confirmer


@pytest.fixture
def request_(review):
    return ask_for_copy(Edition.objects.get(), **WHO, now=NOW)


@pytest.fixture
def link(request_, staff):
    """The path of the link that was sent."""
    return urlsplit(approve(request_, by=staff, now=NOW)).path


@pytest.fixture
def now_is(monkeypatch):
    """Let the views read this time on the clock."""

    def stop(moment):
        monkeypatch.setattr("publications.views.archived.timezone.now", lambda: moment)

    stop(NOW)
    return stop


def _token(path):
    return path.rstrip("/").rpartition("/")[2]


def _works(path, partnership, now=NOW):
    return find_by_link(_token(path), partnership_id=partnership.pk, now=now) is not None


def _words(pdf):
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_anyone_asks_by_a_form_and_is_told_that_it_arrived(review, surrey, at_host):
    client = at_host(surrey)
    answer = client.post(ASK, FORM)
    assert (answer.status_code, answer.url) == (302, "/reviews/robin-surrey/asked/")
    assert "We have your request" in client.get(answer.url).content.decode()
    kept = CopyRequest.objects.get()
    assert (kept.name, kept.email, kept.note, kept.state) == (*list(WHO.values())[:2], WHO["note"], "received")
    assert not client.cookies


def test_who_gives_no_address_at_all_is_asked_for_one_and_keeps_what_was_typed(review, surrey, at_host):
    answer = at_host(surrey).post(ASK, FORM | {"email": ""})
    assert "Enter an e-mail address or a postal address" in answer.content.decode()
    assert WHO["note"] in answer.content.decode()
    assert not CopyRequest.objects.exists()


def test_another_site_cannot_ask_through_a_readers_browser(review, surrey, at_host):
    answer = at_host(surrey).post(ASK, FORM, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not CopyRequest.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("state", ["draft", "scheduled", "published", "paused", "removed"])
def test_only_an_archived_report_can_be_asked_for(state, surrey, reports, at_host):
    getattr(reports, state)(surrey)
    client = at_host(surrey)
    assert client.post(ASK, FORM).content == client.post("/reviews/never-was/ask/", FORM).content
    assert client.post(ASK, FORM).status_code == 404
    for edition in Edition.objects.all():
        with pytest.raises(NotArchived):
            ask_for_copy(edition, **WHO, now=NOW)


def test_a_request_without_any_way_to_answer_is_refused(review):
    with pytest.raises(NothingToAnswerTo):
        ask_for_copy(Edition.objects.get(), **(WHO | {"email": " "}), now=NOW)


def test_the_receipt_says_by_when_and_nothing_of_the_report(request_):
    send_due_mail(NOW)
    [letter] = mail.outbox
    assert letter.to == [WHO["email"]]
    assert SECRET not in letter.body
    assert str(request_.due_on.day) in letter.body
    assert request_.reference in letter.body


def test_it_is_answered_within_twenty_working_days(review, surrey):
    asked = ask_for_copy(Edition.objects.get(), **WHO, now=T0.replace(year=2026, month=12, day=18))
    assert asked.due_on == date(2027, 1, 20)
    surrey.copy_working_days = 5
    surrey.save()
    edition = Edition.objects.select_related("review__partnership").get()
    assert ask_for_copy(edition, **WHO, now=T0.replace(year=2026, month=12, day=18)).due_on == date(2026, 12, 29)


def test_the_staff_is_warned_once_when_the_day_is_near(request_):
    watch("copy_request_due", NOW)
    assert not Alarm.objects.exists()
    for _ in range(2):
        watch("copy_request_due", NOW + timedelta(days=25))
    alarm = Alarm.objects.get(kind="copy_request_due")
    assert WHO["name"] not in alarm.message
    assert request_.reference in alarm.message


def test_the_link_goes_to_the_asker_alone_and_only_its_hash_is_kept(request_, staff, link):
    send_due_mail(NOW)
    letter = mail.outbox[-1]
    assert letter.to == [WHO["email"]]
    assert link in letter.body
    row = str(CopyRequest.objects.values().get())
    assert _token(link) not in row
    assert _token(link) not in str(list(OutgoingMail.objects.values()))


def test_the_page_behind_the_link_says_for_whom_it_is_and_hands_out_nothing_yet(link, surrey, at_host, now_is):
    answer = at_host(surrey).get(link)
    assert "This link is for you only" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert SECRET not in answer.content.decode()


def test_a_scanner_that_follows_the_link_uses_nothing_up(link, request_, surrey, at_host, now_is):
    client = at_host(surrey)
    for _ in range(MOST_OPENINGS + 3):
        assert client.get(link).status_code == client.head(link).status_code == 200
    request_.refresh_from_db()
    assert request_.opened == 0


def test_the_copy_is_the_whole_report_with_its_number_on_every_page(link, request_, surrey, at_host, now_is):
    answer = at_host(surrey).post(link)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert SECRET in _words(answer.content)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content)]
    assert all(request_.reference in page for page in pages)
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert WHO["name"] not in str(pdf.docinfo) + str(pdf.Root)


def test_each_opening_is_counted_and_after_the_last_the_link_is_useless(link, request_, surrey):
    now = NOW
    for n in range(1, MOST_OPENINGS + 1):
        found = find_by_link(_token(link), partnership_id=surrey.pk, now=now)
        assert open_copy(found, now=now).startswith(b"%PDF")
        request_.refresh_from_db()
        assert request_.opened == n
    assert not _works(link, surrey)
    assert open_copy(request_, now=now) is None
    assert steps_of(request_).filter(move="open").count() == MOST_OPENINGS


def test_the_link_expires_after_its_days(link, surrey, at_host, now_is):
    assert _works(link, surrey, NOW + timedelta(days=LINK_DAYS, seconds=-1))
    now_is(NOW + timedelta(days=LINK_DAYS))
    client = at_host(surrey)
    assert client.get(link).content == client.get("/copies/never-was/").content
    assert client.post(link).status_code == client.get(link).status_code == 404


def test_a_link_works_on_the_host_of_its_partnership_alone(link, surrey, solihull, at_host, now_is):
    assert at_host(surrey).get(link).status_code == 200
    assert at_host(solihull).get(link).status_code == at_host(solihull).post(link).status_code == 404


def test_another_site_cannot_open_a_copy_through_the_recipients_browser(link, request_, surrey, at_host, now_is):
    answer = at_host(surrey).post(link, headers={"Origin": "https://elsewhere.example"})
    request_.refresh_from_db()
    assert (answer.status_code, request_.opened) == (403, 0)


def test_a_revoked_link_is_useless(link, request_, staff, surrey):
    revoke(request_, by=staff, now=NOW)
    assert not _works(link, surrey)
    assert open_copy(request_, now=NOW) is None


def test_a_link_is_useless_once_the_report_is_public_again(link, request_, review, surrey, reports):
    team = reports.team(surrey)
    confirm(propose(review, "reinstate", by=team.preparer, reason="x", now=NOW), by=team.confirmer, now=NOW)
    assert not _works(link, surrey)
    assert open_copy(request_, now=NOW) is None


def test_a_link_is_useless_once_the_report_is_removed(link, request_, review, surrey, reports):
    reports.remove(review, now=NOW)
    assert not _works(link, surrey)
    assert open_copy(request_, now=NOW) is None


def test_no_copy_is_approved_of_a_report_that_is_not_in_the_archive_any_more(request_, review, surrey, reports, staff):
    reports.remove(review, now=NOW)
    with pytest.raises(MoveRefused):
        approve(CopyRequest.objects.get(), by=staff, now=NOW)
    assert CopyRequest.objects.get().state == "received"
    refuse(CopyRequest.objects.get(), by=staff, reason="It was removed.", now=NOW)


@pytest.mark.parametrize("token", ["x", "%00", "a" * 500, "null", "ümlaut"])
def test_a_guessed_link_is_not_found(token, link, surrey, at_host):
    assert at_host(surrey).get(f"/copies/{token}/").status_code == 404


def test_who_asked_is_told_why_not_and_how_to_complain(request_, staff):
    with pytest.raises(RefusalNeedsReason):
        refuse(request_, by=staff, reason=" ", now=NOW)
    refuse(request_, by=staff, reason="It would identify a sibling.", now=NOW)
    send_due_mail(NOW)
    assert "It would identify a sibling." in mail.outbox[-1].body
    assert re.search(r"review|complain", mail.outbox[-1].body)
    with pytest.raises(UnknownMove):
        approve(request_, by=staff, now=NOW)


def test_only_those_who_answer_requests_may_answer(request_, a_person, surrey, solihull):
    for person in (a_person(surrey, "comms"), a_person(surrey, "legal"), a_person(solihull, "business_manager")):
        for verb in (approve, lambda r, **k: refuse(r, reason="x", **k), revoke):
            with pytest.raises(NotAllowed):
                verb(request_, by=person, now=NOW)


def test_by_post_there_is_no_link(review, staff):
    request = ask_for_copy(Edition.objects.get(), **(WHO | {"email": "", "address": "1 Lane"}), now=NOW)
    assert approve(request, by=staff, now=NOW) == ""
    assert not OutgoingMail.objects.exists()
    assert (request.link_hash, request.state) == (None, "sent")


def test_the_details_are_deleted_on_the_day_and_not_before(request_, staff, link):
    send_due_mail(NOW)
    days = request_.review.partnership.requester_days
    assert forget_requesters(NOW + timedelta(days=days - 1)) == 0
    assert CopyRequest.objects.get().name == WHO["name"]
    assert forget_requesters(NOW + timedelta(days=days)) == 1
    assert not _remembered()
    assert forget_requesters(NOW + timedelta(days=days)) == 0


def test_the_details_of_a_refused_request_are_deleted_with_its_letters(request_, staff):
    refuse(request_, by=staff, reason="Because of Ottoline Brackenbury", now=NOW)
    assert _remembered()
    send_due_mail(NOW)
    forget_requesters(NOW + timedelta(days=400))
    assert not _remembered()


def test_what_still_waits_for_an_answer_is_not_forgotten(request_):
    forget_requesters(NOW + timedelta(days=4000))
    assert CopyRequest.objects.get().email == WHO["email"]


def _remembered():
    rows = [*CopyRequest.objects.values(), *OutgoingMail.objects.values(), *Alarm.objects.values()]
    text = str(rows).lower()
    return [word for word in ("ottoline", "brackenbury", "large print") if word in text]


def test_nothing_personal_is_in_the_record_of_steps_or_in_the_log(review, surrey, staff, at_host, caplog, now_is):
    with caplog.at_level(logging.DEBUG):
        client = at_host(surrey)
        client.post(ASK, FORM)
        request = CopyRequest.objects.get()
        path = urlsplit(approve(request, by=staff, now=NOW)).path
        client.post(path)
        send_due_mail(NOW)
        revoke(request, by=staff, now=NOW)
        client.get(path)
    steps = canonical([{name: str(value) for name, value in row.items()} for row in Step.objects.values()])
    said = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db")).lower()
    for word in ("ottoline", "brackenbury", "example.org", "large print", _token(path).lower()):
        assert word not in steps.lower(), word
        assert word not in said, word
