"""What staff see and do of learning: the overview, early clearances, training, and newsletters."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from config.testing.briefings import clear_all, edit, publish, write_briefing
from config.testing.reports import T0
from lifecycles.moves import MoveRefused
from lifecycles.stepping import steps_of
from partnerships.working_days import LONDON
from people.permissions import NotAllowed
from people.roles import Role
from publications.anonymity.listing import add_terms, keep_list_until, one_term
from publications.anonymity.naming import name_staff
from publications.learning.drafts import draft_digest
from publications.learning.training import (
    CancelledAlready,
    EndsBeforeItBegins,
    OverAlready,
    add_event,
    cancel_event,
    change_event,
)
from publications.learning.using import Used, report_use
from publications.models import BriefingPage, EarlyClearance, TrainingEvent

pytestmark = pytest.mark.django_db
KEEPING = {"partnership_support", "business_manager", "comms"}
CLEARING = {"partnership_support", "business_manager"}


@pytest.fixture
def team(reports, surrey):
    return reports.team(surrey)


@pytest.fixture
def early(surrey, reports, team):
    """The draft of an early briefing; the confirmer is named for its review."""
    review = reports.draft(surrey)
    name_staff(review, team.confirmer, by=team.preparer, now=T0)
    return write_briefing(surrey, by=team.preparer, now=T0, source_kind="review", source_review=review, source_title="")


def _event(surrey, by, *, now=None, **values):
    now = now or timezone.now()
    facts = {"title": "Seeing babies", "summary": "An hour.", "starts_at": now + timedelta(days=3),
             "ends_at": now + timedelta(days=3, hours=2), "place": "", "audience": "Midwives",
             "booking_url": "https://example.org/book", "themes": []}  # fmt: skip
    return add_event(surrey, facts | values, by=by, now=now)


def _opens(client, address):
    return client.get(address).status_code == 200


def test_each_page_opens_for_exactly_the_roles_that_may_do_its_deed(surrey, a_person, signed_in, early, team):
    event = _event(surrey, team.preparer)
    pages = {
        "/learning/": KEEPING,
        "/learning/surrey/newsletter/": KEEPING,
        "/learning/surrey/briefing/": KEEPING,
        "/learning/surrey/training/": KEEPING,
        f"/learning/training/{event.uuid}/": KEEPING,
        f"/learning/training/{event.uuid}/cancel/": KEEPING,
        f"/briefings/{early.pk}/early/": CLEARING,
    }
    clients = {role: signed_in(a_person(surrey, role)) for role in Role.values}
    opened = {page: {role for role, client in clients.items() if _opens(client, page)} for page in pages}
    assert opened == pages


def test_nothing_of_a_partnership_is_there_for_the_staff_of_another(solihull, surrey, a_person, signed_in, early, team):
    event = _event(surrey, team.preparer)
    client = signed_in(a_person(solihull, *Role.values))
    foreign = ["/learning/surrey/newsletter/", "/learning/surrey/training/", f"/learning/training/{event.uuid}/",
               f"/learning/training/{event.uuid}/cancel/", f"/briefings/{early.pk}/early/"]  # fmt: skip
    for method in ("get", "post"):
        assert [getattr(client, method)(address).status_code for address in foreign] == [404] * len(foreign)
    assert "Seeing" not in client.get("/learning/").content.decode()
    assert TrainingEvent.objects.get().cancelled_at is None


def test_a_clearance_is_recorded_on_its_page_and_taken_back_there(signed_in, early, team):
    client, address = signed_in(team.confirmer), f"/briefings/{early.pk}/early/"
    assert "Robin" in client.get(address).content.decode(), "Those who clear it know of what it speaks."
    sent = {"kind": "police", "words": "DCI of Surrey, today.", "read": draft_digest(early)}
    assert client.post(address, sent).status_code == 302
    assert "DCI of Surrey" in client.get(address).content.decode()
    row = EarlyClearance.objects.get()
    assert client.post(f"{address}{row.pk}/take-back/").status_code == 302
    assert not EarlyClearance.objects.exists()


def test_a_text_that_was_saved_meanwhile_is_not_cleared(signed_in, early, team):
    read = draft_digest(early)
    edit(early, by=team.preparer, introduction="Something else.")
    response = signed_in(team.confirmer).post(
        f"/briefings/{early.pk}/early/", {"kind": "police", "words": "Yes.", "read": read}
    )
    assert "Somebody changed this page" in response.content.decode()
    assert not EarlyClearance.objects.exists()


def test_only_who_is_named_is_told_where_something_was_found_and_nobody_what(signed_in, early, team):
    review = early.source_review
    add_terms(review, [one_term(kind="name", value="Fernwhistle", aliases=[], note="")], by=team.confirmer, now=T0)
    keep_list_until(review, T0.date() + timedelta(days=9), agreed_with="The family", by=team.confirmer, now=T0)
    told, untold = (
        signed_in(person).get(f"/briefings/{early.pk}/early/").content.decode()
        for person in (team.confirmer, team.preparer)
    )
    assert "<li>Why this briefing</li>" in told
    assert ("<li>Why this briefing</li>" in untold, "Only those who are named" in untold) == (False, True)
    assert ("Fernwhistle" in told, "Fernwhistle" in untold) == (False, False)


def test_the_page_for_publishing_names_no_review_to_somebody_who_may_not_clear_it(surrey, a_person, signed_in, early):
    text = signed_in(a_person(surrey, "comms")).get(f"/pages/{early.pk}/").content.decode()
    assert "may be published only when" in text
    assert ("Robin" in text, str(early.source_review.uuid) in text) == (False, False)


def test_a_briefing_is_begun_with_its_title_and_written_in_the_editor(surrey, signed_in, team, at_host):
    client = signed_in(team.preparer)
    for slug in ("seeing-babies", "seeing-babies-2"):
        response = client.post("/learning/surrey/briefing/", {"title": "Seeing babies"})
        page = BriefingPage.objects.order_by("-pk").first()
        assert (page.slug, page.live, page.latest_revision.user) == (slug, False, team.preparer)
        assert client.get(response.headers["Location"]).status_code == 200
        assert at_host(surrey).get(f"/briefings/{slug}/").status_code == 404
    assert "Write a title." in client.post("/learning/surrey/briefing/", {"title": "…"}).content.decode()


def test_an_event_is_added_changed_and_cancelled_with_the_times_of_london(surrey, signed_in, team, at_host):
    client, year = signed_in(team.preparer), timezone.now().year + 1
    sent = {"title": "Seeing babies", "day": f"1/7/{year}", "begins": "10:00", "ends": "12:30"}
    assert client.post("/learning/surrey/training/", sent).status_code == 302
    event = TrainingEvent.objects.get()
    assert event.starts_at == datetime(year, 7, 1, 10, tzinfo=LONDON), "Summer time."
    public = at_host(surrey)
    assert f"1 July {year} at 10:00, London, until 12:30. Online." in public.get("/training/").content.decode()
    assert client.post(f"/learning/training/{event.uuid}/", sent | {"place": "Guildford"}).status_code == 302
    assert "Guildford" in public.get("/training/").content.decode()
    assert client.post(f"/learning/training/{event.uuid}/cancel/", {"words": "Again in May."}).status_code == 302
    text = public.get("/training/").content.decode()
    assert ("Cancelled" in text, "Again in May." in text) == (True, True)
    moves = [step.move for step in steps_of(event)]
    assert sorted(moves) == ["add_event", "cancel_event", "change_event"]


def test_an_event_that_ends_before_it_begins_or_in_an_hour_that_is_not_there_is_asked_again(surrey, signed_in, team):
    client = signed_in(team.preparer)
    sent = {"title": "Seeing babies", "day": "28/3/2027", "begins": "12:00", "ends": "11:00"}
    assert "It has to end after it begins" in client.post("/learning/surrey/training/", sent).content.decode()
    sent |= {"begins": "01:30", "ends": "11:00"}
    assert "this time does not exist" in client.post("/learning/surrey/training/", sent).content.decode()
    assert not TrainingEvent.objects.exists()


def test_the_verbs_of_training_refuse_what_cannot_be(surrey, team, a_person):
    now = timezone.now()
    with pytest.raises(NotAllowed):
        _event(surrey, a_person(surrey, "legal"))
    with pytest.raises(EndsBeforeItBegins):
        _event(surrey, team.preparer, ends_at=now)
    event = _event(surrey, team.preparer)
    with pytest.raises(OverAlready):
        cancel_event(event, words="", by=team.preparer, now=now + timedelta(days=9))
    cancel_event(event, words="", by=team.preparer, now=now)
    for verb in (
        lambda: cancel_event(event, words="", by=team.preparer, now=now),
        lambda: change_event(TrainingEvent.objects.get(), {}, by=team.preparer, now=now),
    ):
        with pytest.raises(CancelledAlready):
            verb()
    assert issubclass(CancelledAlready, MoveRefused)


def test_who_saves_an_event_that_was_cancelled_meanwhile_does_not_bring_it_back(surrey, team):
    now = timezone.now()
    event = _event(surrey, team.preparer)
    read_before = TrainingEvent.objects.get()
    cancel_event(event, words="The trainer is ill.", by=team.preparer, now=now)
    with pytest.raises(CancelledAlready):
        change_event(read_before, {}, by=team.confirmer, now=now)
    assert TrainingEvent.objects.get().cancelled_at == now


@pytest.mark.parametrize("many", [1, 3])
def test_the_overview_asks_the_database_as_often_for_three_as_for_one(
    surrey, team, signed_in, many, django_assert_num_queries
):
    now = timezone.now()
    for number in range(many):
        draft = write_briefing(surrey, by=team.preparer, now=T0, slug=f"briefing-{number}")
        page = publish(draft, by=team.confirmer, now=T0)
        _event(surrey, team.preparer)
        report_use(Used(briefing=page), surrey, setting="supervision", agency=None, people=4, changed="", now=now)
    client = signed_in(team.preparer)
    client.get("/learning/")
    with django_assert_num_queries(13):
        text = client.get("/learning/").content.decode()
    assert text.count("Use reported once") == many
    assert text.count("Supervision, 4 people.") == many


def test_the_overview_leads_to_every_draft_alike(surrey, team, signed_in, early):
    audit = write_briefing(surrey, by=team.preparer, now=T0, slug="audit", title="An audit")
    text = signed_in(team.preparer).get("/learning/").content.decode()
    for page in (early, audit):
        assert f"/briefings/{page.pk}/early/" in text
    clear_all(early, by=team.confirmer, now=T0)
    publish(early, by=team.confirmer, now=T0)
    assert BriefingPage.objects.get(pk=early.pk).live
    assert f"/briefings/{early.pk}/early/" not in signed_in(team.preparer).get("/learning/").content.decode()
