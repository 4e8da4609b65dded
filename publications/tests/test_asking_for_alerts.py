"""A reader asks on a page, confirms from their own letter box, changes and stops; nobody else learns of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.testing.words import said
from lifecycles.models import Step
from people.models import OutgoingMail
from people.posting import send_due_mail
from publications.alerting.asking import forget_unconfirmed
from publications.alerting.links import find_confirmed, manage_path
from publications.models import AlertSubscription, Term
from publications.tests.subscribed import READER, a_reader, asked_on

pytestmark = pytest.mark.django_db
FORM = {"email": READER, "frequency": "immediate"}


def states():
    return list(AlertSubscription.objects.order_by("pk").values_list("email", "state"))


def test_the_form_offers_this_partnership_first_and_says_what_becomes_of_the_address(surrey, at_host):
    page = at_host(surrey).get("/alerts/")
    assert page.context["form"].initial["partnerships"] == [surrey.pk]
    assert "use them for nothing else" in said(page)
    assert page.headers["Cache-Control"] == "no-store"


def test_nothing_is_told_before_the_button_behind_the_link_is_pressed(surrey, at_host, office):
    client = at_host(surrey)
    link = asked_on(client, office)
    assert states() == [(READER, "asked")]
    # What follows links in mail by itself presses nothing.
    assert client.get(link).status_code == client.head(link).status_code == 200
    assert states() == [(READER, "asked")]
    assert client.post(link).url == "/alerts/confirmed/"
    assert states() == [(READER, "confirmed")]


def test_the_link_works_once(surrey, at_host, office):
    client = at_host(surrey)
    link = asked_on(client, office)
    client.post(link)
    assert [client.get(link).status_code, client.post(link).status_code] == [404, 404]
    assert "does not work any more" in said(client.get(link))


def test_the_link_stands_nowhere_in_the_database_once_the_mail_has_left(surrey, at_host, office):
    token = asked_on(at_host(surrey), office).rstrip("/").rpartition("/")[2]
    rows = [str(row) for model in (AlertSubscription, OutgoingMail, Step) for row in model.objects.values_list()]
    assert len(rows) >= 3
    assert not any(token in row for row in rows)
    assert not any(READER in str(row) for model in (OutgoingMail, Step) for row in model.objects.values_list())


def test_a_link_of_one_host_confirms_nothing_on_another(surrey, solihull, at_host, office):
    link = asked_on(at_host(surrey), office)
    assert at_host(solihull).post(link).status_code == 404


def test_after_two_days_the_link_is_over_and_the_address_is_deleted(surrey, at_host, office):
    client = at_host(surrey)
    link = asked_on(client, office)
    AlertSubscription.objects.update(asked_at=timezone.now() - timedelta(hours=48))
    assert client.post(link).status_code == 404
    assert states() == [(READER, "asked")]
    assert forget_unconfirmed(timezone.now()) == 1
    assert states() == []


def test_the_answer_says_nothing_of_whether_the_address_is_known(surrey, at_host, office):
    client = at_host(surrey)
    first = client.post("/alerts/", FORM)
    send_due_mail(timezone.now())
    client.post(asked_on(client, office))
    again = client.post("/alerts/", FORM)
    send_due_mail(timezone.now())
    assert (first.status_code, first.url, first.content) == (again.status_code, again.url, again.content)
    subjects = {mail["Subject"] for mail in office.received}
    assert len(office.received) == 3
    assert subjects == {"Please confirm that you want to be told"}


def test_what_is_confirmed_anew_replaces_what_was_confirmed_before(surrey, at_host, office):
    client = at_host(surrey)
    client.post(asked_on(client, office))
    link = asked_on(client, office, email="Reader@example.org", frequency="weekly")
    assert [state for _, state in states()] == ["confirmed", "asked"]
    client.post(link)
    assert states() == [("Reader@example.org", "confirmed")]
    assert AlertSubscription.objects.get().frequency == "weekly"


@pytest.mark.parametrize("email", ["", "x", "a@b", '"x y"@example.org', "a@example.org\nBcc: b@example.org"])
def test_what_is_no_plain_address_is_refused(email, surrey, at_host):
    answer = at_host(surrey).post("/alerts/", FORM | {"email": email})
    assert answer.status_code == 200
    assert "e-mail address" in said(answer)
    assert not states()


def test_one_letter_box_is_written_to_only_so_often(surrey, at_host):
    answers = [at_host(surrey).post("/alerts/", FORM).status_code for _ in range(14)]
    assert set(answers) == {302, 429}
    assert OutgoingMail.objects.count() == answers.count(302) <= 13


def test_another_site_cannot_ask_through_a_readers_browser(surrey, at_host):
    assert at_host(surrey).post("/alerts/", FORM, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not states()


def test_a_reader_changes_what_they_are_told_of(surrey, solihull, at_host):
    reader, theme = a_reader(surrey, timezone.now()), Term.objects.get(kind="theme", slug="supervision")
    client, path = at_host(surrey), manage_path(reader)
    assert client.get(path).status_code == 200
    assert READER not in client.get(path).content.decode()
    wanted = {"frequency": "weekly", "partnerships": [solihull.pk], "themes": [theme.pk]}
    assert client.post(path, wanted).url == "/alerts/changed/"
    reader.refresh_from_db()
    assert (reader.frequency, list(reader.partnerships.all()), list(reader.themes.all())) == (
        *("weekly", [solihull], [theme]),
    )


def test_one_press_stops_and_deletes_everything(surrey, at_host):
    reader = a_reader(surrey, timezone.now())
    client, path = at_host(surrey), f"{manage_path(reader)}stop/"
    assert client.get(path).status_code == 200
    assert states() == [(READER, "confirmed")]
    # As a letter box presses it: no cookie, no origin, and only 200 counts (RFC 8058).
    answer = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, states()) == (200, [])
    assert client.post(path).status_code == 200
    assert client.get(manage_path(reader)).status_code == 404


def test_a_link_to_stop_cannot_be_made_without_the_key(surrey, at_host, settings):
    reader = a_reader(surrey, timezone.now())
    path = manage_path(reader)
    token = path.strip("/").rpartition("/")[2]
    assert find_confirmed(token, host_id=surrey.pk) == reader
    for forged in (reader.stop_salt.hex, reader.stop_salt.hex + "0" * 64, str(reader.uuid), token[:-1]):
        assert at_host(surrey).get(f"/alerts/{forged}/").status_code == 404
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert at_host(surrey).get(path).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert at_host(surrey).get(path).status_code == 404
