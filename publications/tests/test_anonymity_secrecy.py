"""What stands on a watch-list is seen by the named alone and lies nowhere in clear."""

from __future__ import annotations

import io
import logging
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from wagtail.search.models import IndexEntry

from config.testing.reports import T0
from lifecycles.models import Step
from people.models import Alarm
from people.roles import Role
from people.sealing import CannotOpen
from publications.anonymity.checking_texts import check_review
from publications.anonymity.keeping import end_watch_lists
from publications.anonymity.listing import add_allowed, add_terms, keep_list_until, one_term, terms_of
from publications.anonymity.naming import name_staff, unname_staff
from publications.anonymity.passing import open_findings
from publications.anonymity.resolving import accept
from publications.models import AnonymityFinding, WatchList, WatchTerm
from publications.tests.staffing import read

pytestmark = [pytest.mark.usefixtures("indexed"), pytest.mark.django_db]
CANARY = "Zephyrine Oddlington"
SECRETS = ("Zephyrine", "Oddlington", "Snowdrop Terrace", "Marmaduke", "told-in-confidence")
NAMED_ROLES = {"partnership_support", "business_manager", "comms", "legal"}
PLACES = ["", "list/", "list/add/", "list/paste/", "list/until/", "allowed/", "files/", "words/"]


@pytest.fixture
def team(reports, surrey):
    return reports.team(surrey)


@pytest.fixture
def review(reports, surrey, team):
    """A review whose list names a person that its draft does not name, and a finding accepted for a reason."""
    review = reports.draft(surrey)
    for person in (team.preparer, team.confirmer):
        name_staff(review, person, by=team.preparer, now=T0)
    terms = [
        one_term(kind="name", value=CANARY, aliases=["Zephyrine"], note="lives in Snowdrop Terrace"),
        one_term(kind="name", value="Quillfeather", aliases=[], note=""),
    ]
    add_terms(review, terms, by=team.preparer, now=T0)
    add_allowed(review, kind="place", value="Marmaduke Square", by=team.preparer, now=T0)
    keep_list_until(review, date(2026, 9, 1), agreed_with="Marmaduke", by=team.preparer, now=T0)
    check = check_review(review, by=team.preparer, now=T0)
    for finding in open_findings(review, check.content_hash):
        accept(finding, by=team.preparer, reason="told-in-confidence", now=T0)
    return review


def at(review, path=""):
    return f"/reviews/{review.uuid}/anonymity/{path}"


def whole_database():
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v) for v in row]
    return "\n".join(found)


def test_there_is_something_to_leak(review, team, signed_in):
    client = signed_in(team.preparer)
    shown = "".join(client.get(at(review, path)).content.decode() for path in PLACES)
    row = open_findings(review, review.anonymity_check.content_hash).first().row
    shown += client.get(at(review, f"findings/{row}/")).content.decode()
    assert all(secret in shown for secret in SECRETS)


def test_no_word_of_it_lies_in_the_database_in_clear(review):
    dump = whole_database()
    assert str(review.uuid).replace("-", "")[:8] in dump.replace("-", "")
    assert [secret for secret in SECRETS if secret.lower() in dump.lower()] == []


def test_no_word_of_it_is_in_an_export_of_the_data(review):
    out = io.StringIO()
    call_command("dumpdata", stdout=out)
    assert "publications.watchterm" in out.getvalue()
    assert [secret for secret in SECRETS if secret.lower() in out.getvalue().lower()] == []


def test_steps_sessions_and_search_hold_no_word_of_it(review, team, signed_in):
    client = signed_in(team.preparer)
    client.post(at(review, "list/add/"), {"kind": "name", "value": "Otto Marmaduke", "aliases": "", "note": ""})
    client.get(at(review))
    steps = "".join(f"{step.reason}{step.facts}" for step in Step.objects.all())
    entries = "".join(str(vars(entry)) for entry in IndexEntry.objects.all())
    said = steps + str(dict(client.session)) + entries + str(review.history if hasattr(review, "history") else "")
    assert "terms" in steps
    assert [secret for secret in SECRETS if secret.lower() in said.lower()] == []


def test_no_log_has_a_word_of_it(review, team, signed_in, caplog):
    client = signed_in(team.preparer)
    client.raise_request_exception = False
    with caplog.at_level(logging.INFO):
        logging.getLogger("publications").info("listening")
        client.post(at(review))
        client.get(at(review, "list/"))
        client.post(at(review, "list/paste/"), {"pasted": f"name: {CANARY}\n" + "x" * 400})
        client.post(at(review, "words/"), {"others": CANARY, "sure": "on"})
    assert "listening" in caplog.text
    assert [secret for secret in SECRETS if secret.lower() in caplog.text.lower()] == []


def test_an_error_page_has_no_word_of_it(review, team, signed_in, caplog):
    client = signed_in(team.preparer)
    client.raise_request_exception = False
    WatchTerm.objects.update(sealed=b"\x01damaged")
    with caplog.at_level(logging.INFO):
        response = client.post(at(review, "list/add/"), {"kind": "name", "value": CANARY, "aliases": "", "note": ""})
    assert response.status_code == 500
    assert "Oddlington" not in response.content.decode()
    assert "Oddlington" not in caplog.text


def test_a_sealed_word_that_is_moved_to_another_review_cannot_be_opened(review, reports, solihull):
    other = reports.draft(solihull)
    row = review.watch_terms.first()
    assert row.words()["value"] == CANARY
    row.review = other
    with pytest.raises(CannotOpen):
        row.words()


@pytest.mark.parametrize("role", Role.values)
def test_no_role_opens_a_page_without_being_named(review, surrey, a_person, signed_in, role):
    client = signed_in(a_person(surrey, role))
    row = review.watch_terms.first().row
    finding = review.anonymity_findings.first().row
    for path in [*PLACES, f"list/{row}/", f"findings/{finding}/"]:
        assert client.get(at(review, path)).status_code == 404, path
    for path in {*PLACES, f"list/{row}/", f"findings/{finding}/", "pass/"} - {"list/"}:
        assert client.post(at(review, path), {"remove": "1"}).status_code == 404, path
    assert client.get(at(review, "people/")).status_code == (200 if role == "business_manager" else 404)
    assert len(terms_of(review)) == 2


@pytest.mark.parametrize("role", sorted(NAMED_ROLES))
def test_each_role_that_is_named_opens_every_page(review, surrey, team, a_person, signed_in, role):
    person = a_person(surrey, role)
    name_staff(review, person, by=team.preparer, now=T0)
    client = signed_in(person)
    assert [path for path in PLACES if client.get(at(review, path)).status_code != 200] == []
    unname_staff(review, person, by=team.preparer, now=T0)
    assert {client.get(at(review, path)).status_code for path in PLACES} == {404}


def test_being_named_for_another_review_opens_nothing(review, reports, surrey, team, a_person, signed_in):
    other = reports.draft(surrey, slug="another")
    person = a_person(surrey, "legal")
    name_staff(other, person, by=team.preparer, now=T0)
    client = signed_in(person)
    assert client.get(at(other)).status_code == 200
    assert client.get(at(review)).status_code == 404
    row = review.watch_terms.first().row
    assert client.get(at(other, f"list/{row}/")).status_code == 404


def test_another_partnership_and_nobody_see_nothing(review, solihull, a_person, signed_in):
    assert signed_in(a_person(solihull, "business_manager")).get(at(review)).status_code == 404
    assert signed_in(a_person()).get(at(review)).status_code == 404
    nobody = Client(SERVER_NAME=settings.STAFF_HOST).get(at(review))
    assert (nobody.status_code, read(nobody)) == (302, b"")


def test_a_named_person_without_a_role_any_more_sees_nothing(review, team, signed_in):
    client = signed_in(team.confirmer)
    assert client.get(at(review)).status_code == 200
    team.confirmer.memberships.all().delete()
    assert client.get(at(review)).status_code == 404


def test_two_weeks_before_its_end_an_alarm_is_raised_that_says_nothing_of_it(review):
    end_watch_lists(T0)
    assert not Alarm.objects.exists()
    end_watch_lists(T0.replace(year=2026, month=8, day=20))
    [alarm] = Alarm.objects.all()
    assert "1 September 2026" in alarm.message.replace("01 ", "1 ")
    assert not any(secret in alarm.message + alarm.subject for secret in SECRETS)


def test_the_day_after_its_end_the_list_is_destroyed_and_the_record_counts(review):
    last_day = T0.replace(year=2026, month=9, day=1)
    assert end_watch_lists(last_day) == 0
    assert WatchTerm.objects.count() == 2
    assert end_watch_lists(last_day + timedelta(days=1)) == 1
    assert not WatchTerm.objects.exists()
    assert not AnonymityFinding.objects.exists()
    assert review.acceptances.get().words() == {"reason": ""}
    assert WatchList.objects.get().words() == {"agreed_with": ""}
    step = Step.objects.get(move="destroy_watch_list")
    assert step.facts["watchterm"] == 2
    assert set(map(type, step.facts.values())) == {int}
    assert end_watch_lists(last_day + timedelta(days=2)) == 0
