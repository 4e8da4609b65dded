"""What a person of a family is told outside the portal, and when nothing is sent (attacks 32 and 33)."""

from __future__ import annotations

import ast
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

import family_portal
from family_portal import contacting, stopping
from family_portal.keeping import version_of
from family_portal.models import Channel, FamilyMember, Notice
from family_portal.notice_states import NoticeState
from family_portal.notifying import ALARM, follow_notices, notify, settle_notice
from family_portal.senders import NOTICE, from_line, sender_for
from family_portal.tests.door import signed_in
from family_portal.tests.staffing import CANARIES, ready
from family_portal.wordings import LANGUAGES, SENTENCES, VARIABLES, NotInTheTable, VariableRefused, spoken, written
from lifecycles.models import Step
from lifecycles.stepping import WORKER, steps_of
from partnerships.working_days import LONDON
from people.models import Alarm, OutgoingMail
from people.permissions import NotAllowed
from people.posting import send_due_mail
from people.testing import opened, private_recipients
from publications.models import SensitiveDate
from publications.tests.postal import PostOffice
from publications.tests.postal import opened as opened_office

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 3, 4, 10, 0, tzinfo=LONDON)
ADDRESS = "mossgrandmother@example.org"
SAFE = {"address": ADDRESS, "hours": "", "words_to_use": "Bluebottle", "safe_word": "Heronfeather"}


@pytest.fixture
def by(coordinator):
    return coordinator


@pytest.fixture
def person(review, by):
    """Somebody who was spoken with, and has one confirmed way by e-mail."""
    member = ready(review, by, now=WEDNESDAY - timedelta(days=2))
    add(member, by)
    return member


def add(member, by, *, kind="email", is_shared=False, **words):
    way = contacting.add_way(member, kind=kind, words=SAFE | words, is_shared=is_shared, by=by, now=WEDNESDAY)
    contacting.confirm_way(way, by=by, now=WEDNESDAY)
    return way


def tell(member, template="something_to_read", now=WEDNESDAY):
    return notify(FamilyMember.objects.get(pk=member.pk), template, by=WORKER, now=now)


def worked(now):
    """What the worker does."""
    send_due_mail(now)
    follow_notices(now)


def fresh(notice):
    return Notice.objects.get(pk=notice.pk)


@pytest.fixture
def office(settings):
    office = PostOffice()
    controller = opened_office(office)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    yield office
    controller.stop()


GOLDEN = """\
Content-Type: text/plain; charset="utf-8"
MIME-Version: 1.0
Content-Transfer-Encoding: 7bit
Subject: Your account
From: Account <no-reply@example.org>
To: mossgrandmother@example.org
Date: DATE
Message-ID: <DIGITS@example.org>
Auto-Submitted: auto-generated

There is something to read in your account. There is no hurry.

http://portal.test/

If you did not expect this, you need not do anything.
"""


def as_it_arrived(message):
    text = message.as_string().replace("\r\n", "\n")
    text = re.sub(r"(?m)^Date: .*$", "Date: DATE", text)
    return re.sub(r"(?m)^Message-ID: <[0-9.]+@", "Message-ID: <DIGITS@", text)


def test_attack_32_a_notice_is_this_very_message_and_not_a_sign_more(person, office):
    """Attack 32: sender, subject, Message-ID, List-* headers and link host of a mail give nothing away."""
    person.keep(person.words() | {"language": "en"})
    person.save()
    tell(person)
    worked(WEDNESDAY)
    [message] = office.received
    assert as_it_arrived(message) == GOLDEN


def test_attack_32_no_mail_about_signing_in_or_a_notice_names_service_partnership_or_subject(person, office, settings):
    """Attack 32: one look at every template in every language, as it arrives."""
    settings.DEFAULT_FROM_EMAIL = "Surrey Safeguarding Reviews <no-reply@example.org>"
    sender = sender_for("email")
    for template, takes in VARIABLES.items():
        for language in LANGUAGES:
            words = dict.fromkeys(takes, "123456")
            sender.send(template, address=ADDRESS, words=words, language=language, now=WEDNESDAY)
    OutgoingMail.objects.update(kind="account_help")
    assert send_due_mail(WEDNESDAY) == len(VARIABLES) * len(LANGUAGES)
    for message in office.received:
        text = message.as_string() + message.get_payload(decode=True).decode()
        assert not re.search(r"surrey|safeguard|review|child|famil|bereav|partnership|death|council", text, re.I), text
        assert message["From"] == "Account <no-reply@example.org>"
        assert not [name for name in message if name.lower().startswith("list-")]
        assert set(re.findall(r"https?://([^/\s]+)", text)) <= {settings.PORTAL_HOST}


def test_an_installation_can_write_from_an_address_of_its_own(settings):
    settings.FAMILY_FROM_ADDRESS = "post@plain.example"
    assert from_line() == "Account <post@plain.example>"


@pytest.mark.parametrize("template", ["anything", "account_code", "account_help", "", "../account_code"])
def test_attack_32_what_is_not_in_the_table_is_refused(person, template):
    """Attack 32: nobody writes a template of their own."""
    with pytest.raises((NotInTheTable, VariableRefused)):
        tell(person, template)
    assert not Notice.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("words", [{"name": "Quillamina"}, {"code": "123456"}, {"link": "https://evil.example"}])
def test_attack_32_a_variable_is_refused(person, words):
    """Attack 32: nothing is filled into a notice."""
    with pytest.raises(VariableRefused):
        notify(person, "please_call", by=WORKER, now=WEDNESDAY, words=words)
    with pytest.raises(VariableRefused):
        sender_for("email").send("account_code", address=ADDRESS, words={"code": "Ann", "minutes": 1}, now=WEDNESDAY)


def test_every_sentence_is_there_in_every_language_and_fits_into_a_text_message():
    for template, takes in VARIABLES.items():
        assert set(SENTENCES[template]) == set(LANGUAGES)
        for language in LANGUAGES:
            words = dict.fromkeys(takes, "123456")
            assert 0 < len(spoken(template, language, words)) <= 160
            assert written(template, language, words, link="x")["subject"]


def test_who_reads_urdu_is_written_to_in_urdu_and_who_reads_something_else_in_english(person, review, by):
    assert person.words()["language"] == "ur"
    tell(person)
    other = ready(review, by, now=WEDNESDAY - timedelta(days=2), language="other")
    add(other, by)
    tell(other)
    subjects = [opened(mail)["subject"] for mail in OutgoingMail.objects.order_by("pk")]
    assert subjects == ["آپ کا اکاؤنٹ", "Your account"]


def test_nothing_else_in_the_app_sends_anything_to_a_family():
    allowed = {"notifying.py", "telling.py", "sending_codes.py", "senders.py"}
    found = set()
    for path in Path(family_portal.__file__).parent.rglob("*.py"):
        if "tests" not in path.parts:
            names = {node.id for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Name)}
            found |= {path.name} if names & {"sender_for", "post_private", "EmailMessage", "send_mail"} else set()
    assert found - {"notify.py"} <= allowed
    assert "notifying.py" in found


def test_a_notice_that_left_is_a_step_with_ids_and_codes_alone(person):
    notice = tell(person)
    worked(WEDNESDAY)
    assert fresh(notice).state == NoticeState.LEFT
    asked, left = steps_of(notice)
    assert asked.facts == {"template": "something_to_read", "member": person.pk}
    assert left.facts == {"way": notice.way_id, "kind": "email", "perhaps_twice": False}
    everything = str(list(Step.objects.values())) + str(list(Notice.objects.values()))
    assert not [word for word in (*CANARIES, ADDRESS, "Heronfeather", "Bluebottle") if word in everything]


def quiet_paused(member, by):
    contacting.pause(member, by=by, now=WEDNESDAY)


def quiet_stale(member, by):
    FamilyMember.objects.filter(pk=member.pk).update(contact_verified_on=WEDNESDAY.date() - timedelta(weeks=12))


def quiet_wanted(member, by):
    day = WEDNESDAY.date()
    contacting.keep_safe_contact(member, do_not_contact=True, note="", verified_on=day, by=by, now=WEDNESDAY)


def way_stopped(member, by):
    contacting.stop_way(Channel.objects.get(member=member), by=by, now=WEDNESDAY)


def way_unconfirmed(member, by):
    Channel.objects.filter(member=member).update(confirmed_at=None)


def way_shared(member, by):
    Channel.objects.filter(member=member).update(is_shared=True)


def way_by_post(member, by):
    Channel.objects.filter(member=member).update(kind="post")


def way_in_person(member, by):
    Channel.objects.filter(member=member).update(kind="in_person")


def way_by_voice(member, by):
    Channel.objects.filter(member=member).update(kind="voice")


def hours_unclear(member, by):
    way = Channel.objects.get(member=member)
    way.keep(SAFE | {"hours": "only when he is at work"})
    way.save()


AGAINST = {
    quiet_paused: "quiet",
    quiet_stale: "quiet",
    quiet_wanted: "quiet",
    way_stopped: "no_way",
    way_unconfirmed: "no_way",
    way_shared: "shared",
    way_by_post: "no_sender",
    way_in_person: "no_sender",
    way_by_voice: "no_sender",
    hours_unclear: "hours",
}


@pytest.mark.parametrize("against", AGAINST, ids=lambda one: one.__name__)
def test_attack_33_where_anything_speaks_against_it_nothing_is_written_and_staff_have_a_task(person, by, against):
    """Attack 33: do not contact, stale after 12 weeks, paused, unconfirmed: the queue refuses, and staff hear of it."""
    against(person, by)
    notice = tell(person)
    assert not OutgoingMail.objects.exists()
    assert (fresh(notice).state, fresh(notice).why) == (NoticeState.WITH_STAFF, AGAINST[against])
    worked(WEDNESDAY)
    alarm = Alarm.objects.get(kind=ALARM)
    assert (alarm.subject, alarm.partnership) == (str(notice.uuid), person.review.partnership)
    assert not [word for word in (*CANARIES, ADDRESS) if word in alarm.message]


@pytest.mark.parametrize("against", AGAINST, ids=lambda one: one.__name__)
def test_attack_33_it_is_asked_again_at_the_moment_at_which_the_mail_leaves(person, by, against, office):
    """Attack 33: what came between writing and leaving holds it back."""
    notice = tell(person)
    assert private_recipients(kind=NOTICE) == [ADDRESS]
    against(person, by)
    worked(WEDNESDAY)
    assert not office.received
    assert (fresh(notice).state, fresh(notice).why) == (NoticeState.WITH_STAFF, AGAINST[against])
    assert not private_recipients(kind=NOTICE)
    assert [step.move for step in steps_of(notice)] == ["notify", "hand_over"]


def test_attack_33_the_same_notice_leaves_when_nothing_speaks_against_it(person, office):
    """Attack 33: there was something to hold back."""
    tell(person)
    worked(WEDNESDAY)
    assert len(office.received) == 1


def test_a_way_that_was_stopped_in_between_gives_place_to_another_one(person, by, office):
    notice = tell(person)
    add(person, by, address="second@example.org")
    way_stopped_first = Channel.objects.filter(member=person).order_by("pk").first()
    contacting.stop_way(way_stopped_first, by=by, now=WEDNESDAY)
    worked(WEDNESDAY)
    worked(WEDNESDAY)
    assert [message["To"] for message in office.received] == ["second@example.org"]
    assert fresh(notice).state == NoticeState.LEFT


def test_what_may_not_leave_now_waits_for_its_hour_and_leaves_then(person, by, office):
    way = Channel.objects.get(member=person)
    way.keep(SAFE | {"hours": "Mondays from 10 to 12"})
    way.save()
    notice = tell(person)
    worked(WEDNESDAY)
    assert fresh(notice).state == NoticeState.WAITING
    monday = datetime(2026, 3, 9, 10, 0, tzinfo=LONDON)
    assert fresh(notice).mail.next_attempt_at == monday
    worked(monday)
    assert fresh(notice).state == NoticeState.LEFT


def test_a_mail_that_was_held_up_until_after_the_hour_waits_for_the_next_one(person, office):
    way = Channel.objects.get(member=person)
    way.keep(SAFE | {"hours": "Mondays from 10 to 12"})
    way.save()
    notice = tell(person)
    late = datetime(2026, 3, 9, 12, 1, tzinfo=LONDON)
    worked(late)
    assert not office.received
    assert fresh(notice).mail.next_attempt_at == late.replace(day=16, hour=10, minute=0)


@pytest.mark.parametrize("kind", ["of the review", "of the person"])
def test_nothing_leaves_on_a_day_on_which_it_would_hurt(person, review, by, office, kind):
    day = WEDNESDAY.date()
    if kind == "of the review":
        date = SensitiveDate(review=review, day=day.replace(year=2020))
        date.keep({"reason": "Her birthday"})
        date.save()
    else:
        said = {"do_not_contact": False, "note": "", "verified_on": day, "leave_alone": [day.replace(year=2019)]}
        contacting.keep_safe_contact(person, **said, by=by, now=WEDNESDAY)
    notice = tell(person)
    assert fresh(notice).mail.next_attempt_at == datetime(2026, 3, 5, 8, 0, tzinfo=LONDON)


def test_a_mail_that_fails_for_good_becomes_a_task_and_is_not_sent_later_after_all(person, office):
    office.refused = ADDRESS
    notice, now = tell(person), WEDNESDAY
    for _ in range(14):
        worked(now)
        now += timedelta(days=1)
    assert (fresh(notice).state, fresh(notice).why) == (NoticeState.WITH_STAFF, "failed")
    assert Alarm.objects.filter(kind="mail", settled_at=None).exists()
    office.refused = ""
    OutgoingMail.objects.update(state="waiting", attempts=0)
    worked(now)
    assert not office.received


def test_a_stop_takes_back_what_waits_and_staff_have_it(person, by, office):
    notice = tell(person)
    stopping.stop(person, why="At once", by=by, now=WEDNESDAY)
    worked(WEDNESDAY)
    assert not office.received
    assert not OutgoingMail.objects.exists()
    assert fresh(notice).state == NoticeState.WITH_STAFF


def test_a_task_settles_itself_when_the_person_has_signed_in_or_the_work_has_ended(person, review, by, mother):
    quiet_paused(person, by)
    ended, read = tell(person), tell(mother)
    follow_notices(WEDNESDAY)
    assert Alarm.objects.filter(kind=ALARM, settled_at=None).count() == 2
    stopping.close(person, why="It is over", by=by, now=WEDNESDAY)
    mother.account.last_signed_in_at = WEDNESDAY + timedelta(hours=1)
    mother.account.save()
    follow_notices(WEDNESDAY + timedelta(hours=2))
    assert (fresh(ended).state, fresh(read).state) == (NoticeState.DROPPED, NoticeState.SETTLED)
    assert not Alarm.objects.filter(kind=ALARM, settled_at=None).exists()


def test_staff_who_work_with_the_family_settle_a_task_and_nobody_else(person, by, manager):
    quiet_paused(person, by)
    notice = tell(person)
    with pytest.raises(NotAllowed):
        settle_notice(notice, by=manager, now=WEDNESDAY)
    settle_notice(notice, by=by, now=WEDNESDAY)
    assert fresh(notice).state == NoticeState.SETTLED
    follow_notices(timezone.now())
    assert not Alarm.objects.filter(kind=ALARM, settled_at=None).exists()


def test_days_to_be_left_alone_are_typed_shown_again_and_stand_on_the_page(person, by):
    client, address = signed_in(by), f"/work/one/{person.uuid}/safe/"
    seen = version_of(FamilyMember.objects.get(pk=person.pk))
    typed = {"verified_on": "1/3/2026", "leave_alone": "4/3/2019, 24 December 2020", "seen": seen}
    wrong = client.post(address, typed | {"leave_alone": "her birthday"})
    assert "Enter a day, like 27/3/2026" in wrong.content.decode()
    assert "her birthday" in wrong.content.decode()
    assert client.post(address, typed).status_code == 302
    assert FamilyMember.objects.get(pk=person.pk).words()["safe_contact"]["leave_alone"] == ["2019-03-04", "2020-12-24"]
    assert "04/03/2019\n24/12/2020" in client.get(address).content.decode()
    assert "4 March, 24 December" in client.get(f"/work/one/{person.uuid}/").content.decode()
