"""A whole life in the portal with a word of its own in every field, and none of them anywhere in clear (attack 34).

Not looked at: the sealed columns as they open, and the To line of a mail, which has to be there. The log of SQL
statements (django.db.backends) is looked at like every other: outside a developer's machine it is never written.
"""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.forms import CharField, ChoiceField, FileField, HiddenInput
from django.urls import reverse
from django.utils import timezone

from config.tests.canaries import Planter, every_kept_word, every_line, every_table, other_stores
from config.urls import portal as portal_urls
from family_portal import forms as family_forms
from family_portal import staff_forms
from family_portal.appointing import appoint
from family_portal.keeping import version_of
from family_portal.models import Channel, FamilyMember, Recovery, UploadedDocument
from family_portal.notifying import follow_notices, notify
from family_portal.recovering import begin_asked
from family_portal.states import MemberState
from family_portal.tests.conftest import coordinator, manager, review  # noqa: F401
from family_portal.tests.door import at_portal, signed_in
from family_portal.uploads.taking_in import content_of
from family_portal.views.staff.deeds import DOINGS
from family_portal.views.ways_back import HowForm
from lifecycles.stepping import WORKER
from people.models import Alarm, OutgoingMail
from people.posting import send_due_mail
from people.roles import Role
from people.testing import opened

pytestmark = pytest.mark.django_db
S = staff_forms
# Fields whose words are not kept, or are kept as a keyed hash alone: they cannot be read back.
NOT_KEPT = {"SignInForm", "PaperForm", "CodeForm", "AgainForm", "NameOnlyForm", "NameForm", "NewPassphraseForm"}


# Planted in test_case_pages.py (the reason for an hour), or in another form that takes the same words.
ELSEWHERE = {"OpenForm.why", "NewPassphraseForm.again", "NameForm.passphrase", "NameForm.again"}


def fields_of_every_form():
    """Every field that takes words, by its form: a new one has to be planted here, or named above."""
    found = set()
    for module in (staff_forms, family_forms):
        own = [form for form in vars(module).values() if getattr(form, "__module__", "") == module.__name__]
        for form in own:
            for name, field in getattr(form, "base_fields", {}).items():
                if isinstance(field, CharField) and not isinstance(field, ChoiceField | FileField):
                    found |= set() if isinstance(field.widget, HiddenInput) else {f"{form.__name__}.{name}"}
    return found


class Life:
    """One person, taken through everything by the pages; each answer's address and title is looked at too."""

    def __init__(self, staff, second, case):
        self.planter, self.case, self.now = Planter(), case, timezone.now()
        self.staff, self.second = signed_in(staff), signed_in(second)
        self.answers: list[str] = []
        self.kept = ""
        self.member = None

    def see(self, answer):
        title = re.search(r"<title>.*?</title>", answer.content.decode("latin-1"))
        self.answers.append(f"{answer.headers} {title[0] if title else ''}")
        # Read back at once: a later word takes the place of an earlier one.
        self.kept += every_kept_word()
        return answer

    def path(self, name, *args):
        return reverse(f"cases:{name}", urlconf=portal_urls.__name__, args=args)

    def do(self, page, client=None, **given):
        """Fill in the page of a deed, and see that it was done."""
        form = DOINGS[page].form
        if "seen" in form.base_fields:
            given["seen"] = version_of(self.person)
        data = self.planter.fill(form, self.now, **given)
        answer = self.see((client or self.staff).post(self.path("deed", self.member.uuid, page), data))
        assert answer.status_code == 302, (page, answer.content.decode())

    @property
    def person(self):
        return FamilyMember.objects.select_related("key").get(pk=self.member.pk)

    def recorded(self):
        data = self.planter.fill(S.MemberForm, self.now)
        assert self.see(self.staff.post(self.path("new", self.case.uuid), data)).status_code == 302
        self.member = FamilyMember.objects.get(review=self.case)
        for page in ("details", "not", "again", "cleared", "met", "safe"):
            self.do(page)
        address = f"{self.planter.word('WayForm.address')}@example.org"
        self.do("way", kind="email", address=address, hours="")
        self.do("way", kind="post")
        for way in Channel.objects.filter(member=self.member):
            self.see(self.staff.post(self.path("way", self.member.uuid, way.pk, "confirm")))

    def letter(self):
        page = self.see(self.staff.post(self.path("letter", self.member.uuid))).content.decode()
        code, proof = re.findall(r'<strong translate="no">([^<]+)</strong>', page)[:2]
        return self.planter.keep_secret("letter code", code), self.planter.keep_secret("second proof", proof)

    def comes_in(self, code, proof):
        """Wrong first, then with both; a passphrase, a place for codes, six digits, and the sheet."""
        client, plant = at_portal(raise_request_exception=False), self.planter
        self.see(client.post("/start/", {"code": plant.word("PaperForm.code"), "proof": plant.word("PaperForm.proof")}))
        self.see(client.post("/start/", {"code": code, "proof": plant.keep_secret("wrong proof", "83610274")}))
        assert self.see(client.post("/start/", {"code": code, "proof": proof})).status_code == 302
        self.phrase = plant.word("NewPassphraseForm.passphrase") + " kettle marsh oboe"
        self.name = f"{plant.word('NameForm.name')}@example.org"
        typed = {"name": self.name, "passphrase": self.phrase, "again": self.phrase}
        assert self.see(client.post("/start/name/", typed)).status_code == 302
        self.see(client.post("/start/email/", {"address": f"{plant.word('PlaceForm.address')}@example.org"}))
        digits = opened(OutgoingMail.objects.latest("pk"))["body"]
        six = plant.keep_secret("six digits", re.search(r"\b[0-9]{6}\b", digits)[0])
        self.see(client.post("/start/code/", {"code": plant.word("CodeForm.code")}))
        page = self.see(client.post("/start/code/", {"code": six})).content.decode()
        for number, sheet in enumerate(re.findall(r"<li>.*?([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}).*?</li>", page)):
            plant.keep_secret(f"recovery code {number}", sheet)
        assert self.person.state == MemberState.JOINED
        return client

    def gives(self, client):
        """A text with a word in it, under a name that is one; it is opened again to see that it was kept."""
        name, text = self.planter.word("name of a file"), self.planter.word("text of a file")
        file = SimpleUploadedFile(f"{name}.txt", text.encode())
        assert (
            self.see(client.post(reverse("family:documents", urlconf=portal_urls.__name__), {"file": file})).status_code
            == 302
        )
        [document] = UploadedDocument.objects.all()
        self.kept += content_of(document, by=self.person.account, now=timezone.now()).decode()

    def signs_in_again(self):
        client, plant = at_portal(), self.planter
        for name in (self.name, plant.word("SignInForm.name")):
            self.see(client.post("/account/", {"name": name, "passphrase": plant.word("SignInForm.passphrase")}))
        assert self.see(client.post("/account/", {"name": self.name, "passphrase": self.phrase})).status_code == 302
        self.see(client.post("/code/", {"code": plant.keep_secret("wrong six digits", "836102")}))
        self.see(client.post("/settings/again/", plant.fill(family_forms.AgainForm, self.now)))

    def loses_everything(self):
        client = at_portal()
        self.see(client.post("/help/", {"name": self.planter.word("NameOnlyForm.name")}))
        self.see(client.post("/help/", {"name": self.name}))
        assert begin_asked(timezone.now()) == 1
        recovery = Recovery.objects.get()
        for who, deed in ((self.staff, "check"), (self.second, "agree")):
            data = self.planter.fill(HowForm, self.now, deed=deed)
            assert self.see(who.post(f"/ways-back/{recovery.uuid}/", data)).status_code == 302
        Recovery.objects.update(waits_until=timezone.now() - timedelta(seconds=1))
        page = self.see(self.staff.post(f"/ways-back/{recovery.uuid}/", {"deed": "issue"})).content.decode()
        code, proof = re.findall(r'<strong translate="no">([^<]+)</strong>', page)[:2]
        self.planter.keep_secret("code of a way back", code)
        self.planter.keep_secret("proof of a way back", proof)
        self.see(at_portal().post("/start/", {"code": code, "proof": proof}))

    def breaks(self):
        """A page that holds words fails in the midst, with words in the message of the fault."""
        client = signed_in_as(self.staff)

        def fail(_execute, sql, params, _many, _context):
            if sql.startswith("UPDATE") and "family_portal_familymember" in sql:
                raise DatabaseError(f"value too long: {self.planter.word('message of a fault')}")
            return _execute(sql, params, _many, _context)

        data = self.planter.fill(S.MemberForm, self.now, note=" before a fault", seen=version_of(self.person))
        with connection.execute_wrapper(fail):
            answer = client.post(self.path("deed", self.member.uuid, "details"), data)
        assert self.see(answer).status_code == 500
        return answer.content.decode()

    def ends(self):
        self.do("pause")
        self.do("go-on")
        self.do("stop")
        self.do("ask")
        self.do("agree", self.second)
        self.do("end")


def signed_in_as(client):
    other = at_portal(raise_request_exception=False)
    other.cookies = client.cookies
    return other


@pytest.fixture
def lived(review, coordinator, surrey, a_person, settings):  # noqa: F811
    """A life from the first line of a record to its end, what every logger said of it, and what failed."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.ADMINS = [("Ann", "ann@example.org")]
    second = a_person(surrey, Role.LEAD_REVIEWER)
    appoint(review, second, by=review.case_staff.get().appointed_by, now=timezone.now())
    with every_line() as lines:
        life = Life(coordinator, second, review)
        life.recorded()
        code, proof = life.letter()
        assert (
            life.see(life.staff.post(life.path("letter_file", life.member.uuid), {"code": code})).headers[
                "Content-Type"
            ]
            == "application/pdf"
        )
        life.gives(life.comes_in(code, proof))
        notify(life.person, "something_to_read", by=WORKER, now=timezone.now())
        life.signs_in_again()
        life.loses_everything()
        waiting = every_table()["people_outgoingmail"]
        send_due_mail(timezone.now())
        follow_notices(timezone.now())
        page = life.breaks()
        life.ends()
        send_due_mail(timezone.now() + timedelta(days=30))
    return life, "\n".join(lines), waiting, page


def test_attack_34_no_word_of_a_whole_life_stands_anywhere_in_clear(lived):
    """Attack 34: logs, error mails, tables, task payloads, sessions, cache, files, steps, and the index of the site."""
    life, lines, waiting, broken_page = lived
    planter = life.planter
    missing = [
        place
        for word, place in planter.planted.items()
        if word not in life.kept and place.partition(".")[0] not in NOT_KEPT and "fault" not in place
    ]
    assert missing == [], "these words were not taken, so nothing could leak"
    assert fields_of_every_form() - set(planter.planted.values()) - ELSEWHERE == set()
    tables = every_table()
    assert tables["lifecycles_step"].count("\n") > 20
    assert len(planter.planted) > 30
    assert len(planter.secrets) > 12
    clear = {"log": lines, "waiting mail": waiting, "answers": "".join(life.answers), "page": broken_page}
    found = {name: planter.found_in(text) for name, text in (tables | clear | other_stores()).items()}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_attack_34_the_fault_was_written_down_and_told_without_a_word(lived):
    """Attack 34: the error mail and the line of the log were there to leak."""
    life, lines, _, page = lived
    [told] = [sent for sent in mail.outbox if sent.to == ["ann@example.org"]]
    assert "django.db.utils.DatabaseError at" in told.body
    assert "django.db.utils.DatabaseError at" in lines
    assert not life.planter.found_in(told.subject + told.body + page)


def test_to_whom_mail_went_is_known_to_nobody_once_it_left(lived):
    assert lived
    assert {sent.to[0] for sent in mail.outbox if "Account" in sent.from_email}
    assert not OutgoingMail.objects.exclude(recipient="").exists()
    assert not OutgoingMail.objects.exclude(sealed_text=b"").exists()
    assert not OutgoingMail.objects.exclude(recipient_digest="").exists()


def test_a_word_that_leaks_is_found_wherever_it_lies(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    planter = Planter()
    word, digits = planter.word("a field"), planter.keep_secret("digits", "836102")
    session = SessionStore()
    session["typed"] = word
    session.save()
    cache.set("typed", word)
    mail.send_mail("Account", f"It is {digits}.", None, ["ann@example.org"])
    (tmp_path / f"{word}.txt").write_text(digits)
    Alarm.objects.create(kind="x", subject=word, message=digits, raised_at=timezone.now())
    with every_line() as lines:
        logging.getLogger("family_portal.anything").debug("typed: %s", word)
    stores = every_table() | other_stores() | {"log": "".join(lines)}
    found = {name: planter.found_in(text) for name, text in stores.items()}
    cache.clear()
    assert {name: hits for name, hits in found.items() if hits} == {
        "people_alarm": ["a field", "digits"],
        "sessions": ["a field"],
        "cache": ["a field"],
        "mails": ["digits"],
        "files": ["digits"],
        "names of files": ["a field"],
        "log": ["a field"],
    }
    assert not planter.found_in("at 12:00:01.836102 with ab836102cd")
