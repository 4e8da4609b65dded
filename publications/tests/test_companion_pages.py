"""The staff pages of what goes out with a report: seen and changed by those who may, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.testing.companions import WORD, add_companions
from people.roles import DEEDS, Deed, Role
from publications.models import Companion
from publications.releasing import prepare_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(surrey, reports):
    return reports.draft(surrey)


@pytest.fixture
def at(review):
    return f"/reviews/{review.uuid}/companions/"


@pytest.fixture
def manager(surrey, reports, signed_in):
    return signed_in(reports.team(surrey).preparer)


def test_with_nothing_added_it_says_so_for_each_kind(manager, at):
    page = manager.get(at).content.decode()
    assert page.count("Not added") == 3
    assert all(label in page for label in ("Learning briefing", "Family statement", "Action plan"))


@pytest.mark.parametrize("role", [*Role, None])
def test_it_is_there_for_who_sees_reports_and_for_nobody_else(role, surrey, solihull, a_person, signed_in, at):
    person = a_person(surrey, role) if role else a_person(solihull, "business_manager")
    deeds = DEEDS[role] if role else set()
    client = signed_in(person)
    assert client.get(at).status_code == (200 if Deed.SEE_REPORTS in deeds else 404)
    answer = client.post(at, {"form": "add", "kind": "briefing"})
    assert answer.status_code == (302 if Deed.EDIT_REPORT in deeds else 404)
    assert Companion.objects.exists() is (Deed.EDIT_REPORT in deeds)


def test_what_is_added_is_linked_to_its_editor_and_says_what_is_missing(manager, review, at):
    manager.post(at, {"form": "add", "kind": "family-statement"})
    page = manager.get(at).content.decode()
    key = Companion.objects.get().pages.get().pk
    assert f"/cms/pages/{key}/edit/" in page
    assert "has no text in English" in page
    assert "has agreed to the words" in page
    assert manager.get(f"/cms/pages/{key}/edit/").status_code == 200


def test_leaving_out_asks_why_and_shows_it_afterwards(manager, review, at):
    manager.post(at, {"form": "add", "kind": "briefing"})
    refused = manager.post(at, {"form": "leave", "kind": "briefing", "briefing-reason": ""}).content.decode()
    assert "Write why it is left out" in refused
    manager.post(at, {"form": "leave", "kind": "briefing", "briefing-reason": "It comes in the autumn."})
    assert "It comes in the autumn." in manager.get(at).content.decode()


def test_what_was_typed_is_still_there_when_it_is_refused(manager, surrey, reports, review, at):
    by, now = reports.team(surrey).preparer, timezone.now()
    add_companions(review, by=by, now=now)
    moment = now + timedelta(days=30)
    reports.vouch(review, moment=moment, now=now)
    prepare_release(review, moment=moment, by=by, now=now, conflict_reason="Agreed.")
    answer = manager.post(
        at, {"form": "agree", "kind": "family-statement", "family-statement-agreed_by": "Typed long."}
    )
    assert answer.status_code in (200, 302)
    answer = manager.post(at, {"form": "leave", "kind": "briefing", "briefing-reason": "Typed for long."})
    assert "A release is prepared" in answer.content.decode()


def test_who_agreed_is_read_by_those_who_speak_with_the_family_alone(surrey, reports, review, a_person, signed_in, at):
    add_companions(review, by=reports.team(surrey).preparer, now=timezone.now())
    for role in (Role.BUSINESS_MANAGER, Role.FAMILY_COORDINATOR, Role.COMMS, Role.LEGAL):
        page = signed_in(a_person(surrey, role)).get(at).content.decode()
        assert ("A grandparent, by telephone." in page) is (Deed.RECORD_FAMILY in DEEDS[role]), role


def test_whoever_confirms_reads_every_part_exactly_as_it_will_be(
    manager, surrey, solihull, reports, review, a_person, signed_in
):
    by, now = reports.team(surrey).preparer, timezone.now()
    add_companions(review, by=by, now=now)
    moment = now + timedelta(days=30)
    reports.vouch(review, moment=moment, now=now)
    prepare_release(review, moment=moment, by=by, now=now, conflict_reason="Agreed.")
    page = manager.get(f"/reviews/{review.uuid}/release/confirm/").content.decode()
    stranger = signed_in(a_person(solihull, "business_manager"))
    for kind in ("briefing", "family-statement", "action-plan"):
        read, pdf = f"/reviews/{review.uuid}/release/preview/{kind}/", f"/reviews/{review.uuid}/release/{kind}.pdf"
        assert f"{read}?language=en" in page
        assert f"{pdf}?language=en" in page
        assert WORD in manager.get(read).content.decode()
        assert b"".join(manager.get(pdf).streaming_content).startswith(b"%PDF")
        assert {stranger.get(read).status_code, stranger.get(pdf).status_code} == {404}


def test_the_draft_is_previewed_beside_the_editor(manager, surrey, reports, review):
    add_companions(review, by=reports.team(surrey).preparer, now=timezone.now())
    for companion in Companion.objects.all():
        key = companion.pages.get().pk
        answer = manager.get(f"/cms/pages/{key}/view_draft/")
        assert (answer.status_code, WORD in answer.content.decode()) == (200, True), companion.kind
