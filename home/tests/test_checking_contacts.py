"""Who is to be reached is checked again, and somebody is told in time (docs/terms.md 7, A32)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.clockwork import patient_duties
from config.testing.partnerships import NOON
from home.checking_contacts import KIND, warn_of_contacts
from home.keeping.rows import keep_row
from home.models import SupportOrganisation
from pages.changing import note_public_change
from pages.models import PublicChange
from partnerships.models import ContactBlock, Purpose
from people.alarm_kinds import KINDS
from people.models import Alarm
from people.roles import Role

pytestmark = pytest.mark.django_db

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def all_is_checked():
    for model in (ContactBlock, SupportOrganisation):
        model.objects.update(review_by=TODAY + timedelta(days=100))


@pytest.fixture
def contact(surrey):
    return ContactBlock.objects.get(partnership=surrey, purpose=Purpose.MEDIA)


def due(row, days):
    type(row).objects.filter(pk=row.pk).update(review_by=TODAY + timedelta(days=days))


def waiting():
    warn_of_contacts(NOON)
    return list(Alarm.objects.filter(kind=KIND, settled_at=None))


def test_nothing_is_said_while_everything_is_checked():
    assert waiting() == []


@pytest.mark.parametrize(("days", "count"), [(15, 0), (14, 1), (0, 1), (-1, 1)])
def test_the_partnership_is_told_from_two_weeks_before(contact, days, count):
    due(contact, days)
    assert len(waiting()) == count


def test_the_alarm_leads_to_the_contacts_of_its_partnership(contact, surrey):
    due(contact, -1)
    (alarm,) = waiting()
    assert (alarm.partnership, alarm.link) == (surrey, "/terms/surrey/")


def test_the_alarm_says_which_contact_and_names_nobody(contact):
    ContactBlock.objects.filter(pk=contact.pk).update(name="Quill Feather", phone="01632 960555")
    due(contact, -1)
    (alarm,) = waiting()
    assert "A contact (Journalists) was to be checked by 1 March 2026." in alarm.message
    assert "Quill" not in alarm.message
    assert "960555" not in alarm.message


def test_a_day_that_passes_raises_another_alarm_than_one_that_is_near(contact, surrey, a_person):
    due(contact, 3)
    (near,) = waiting()
    due(contact, -1)
    (past,) = waiting()
    near.refresh_from_db()
    assert (near.settled_at, past.pk != near.pk) == (NOON, True)


def test_a_support_organisation_is_watched_too(surrey):
    due(SupportOrganisation.objects.get(partnership=surrey, name="Samaritans"), -1)
    (alarm,) = waiting()
    assert alarm.message.startswith("A support organisation was to be checked")


def test_the_alarm_settles_when_the_contact_was_checked(contact, surrey, a_person):
    due(contact, -1)
    assert waiting()
    keep_row(contact, "contact", {"review_by": TODAY + timedelta(days=90)},
             by=a_person(surrey, Role.BUSINESS_MANAGER), now=NOON)  # fmt: skip
    assert waiting() == []


def test_the_worker_looks_and_the_kind_is_described():
    assert warn_of_contacts in [duty.do for duty in patient_duties()]
    assert KIND in KINDS


def test_whoever_keeps_copies_is_told_once_that_a_contact_shows_less(contact):
    due(contact, 0)
    warn_of_contacts(NOON)
    told = PublicChange.objects.filter(key=f"contact:{contact.pk}")
    before = told.count()
    due(contact, -1)
    for _ in range(2):
        warn_of_contacts(NOON)
    assert told.count() == before + 1


def test_a_contact_past_its_day_is_in_no_search_any_more(contact, surrey, at_host):
    ContactBlock.objects.filter(pk=contact.pk).update(name="Quillon Featherby", review_by=timezone.now())
    note_public_change(f"contact:{contact.pk}", surrey, now=timezone.now())
    client = at_host(surrey)
    asked = "/search/?q=Featherby"
    assert "Quillon" in client.get(asked).content.decode(), "there was nothing to forget"
    due_day = timezone.now() - timedelta(days=2)
    ContactBlock.objects.filter(pk=contact.pk).update(review_by=due_day)
    warn_of_contacts(timezone.now())
    assert "Quillon" not in client.get(asked).content.decode()
