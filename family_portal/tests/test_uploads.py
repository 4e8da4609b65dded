"""What a family gives lies sealed, is read by nobody else, and acts on nobody's machine (attacks 37 to 41 and 50)."""

from __future__ import annotations

import os
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from config.settings import base, places
from config.urls import portal as portal_urls
from family_portal.disposing import agree, propose
from family_portal.models import FamilyMember, UploadedDocument
from family_portal.refusals import Harmful, NotStored, NotTaken, ReadAlready, TooManyDocuments
from family_portal.rotating import OVERLAP, finish_renewals, renew_key
from family_portal.states import DocumentState, MemberState
from family_portal.tests.door import joined, signed_in
from family_portal.tests.giving import EICAR, HIDDEN, a_pdf, a_photo, a_scanner, everything_in
from family_portal.uploads import taking_in
from family_portal.uploads.sealed_files import read_sealed, sweep_files
from family_portal.uploads.taking_in import bare_name, content_of, remove, take_in, verdict_on
from family_portal.uploads.waiting import ALARM, PATIENCE, scan_waiting, watch_unscanned
from family_portal.uploads.why import CODES, MOST_BYTES
from lifecycles.models import Step
from lifecycles.stepping import steps_of
from people.models import Alarm
from people.permissions import NotAllowed
from people.roles import Role
from people.sealing import CannotOpen
from people.testing import an_app_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LOCKED = a_pdf(encryption=pikepdf.Encryption(user="a", owner="b"))
NAME, WORDS = "Mossgrandmother.txt", b"Nettlesecret was here."


def path(name, *args):
    return reverse(name, urlconf=portal_urls.__name__, args=args)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.SEALED_FILES = tmp_path / "sealed"
    settings.DISPOSAL_LIST = tmp_path / "list.jsonl"
    return settings.SEALED_FILES


def files(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def gives(member, content=WORDS, *, name=NAME, by=None, now=NOW):
    return take_in(member, name=name, content=content, by=by or member.account, now=now)


def fresh(document):
    return UploadedDocument.objects.select_related("key", "member__review__partnership").get(pk=document.pk)


@pytest.fixture
def given(mother):
    return gives(mother)


@pytest.fixture
def father(review, manager):
    return joined(review, manager, "oboe-marsh-1234")


class TestSealed:
    def test_what_was_given_is_sealed_on_the_disk_and_opens_for_who_gave_it(self, given, mother, folder):
        assert files(folder) == [given.stored]
        lying = (folder / given.stored).read_bytes()
        assert WORDS not in lying
        assert NAME.encode() not in lying
        assert content_of(fresh(given), by=mother.account, now=NOW) == WORDS
        assert fresh(given).words() == {"name": NAME}

    def test_it_lies_where_no_web_server_looks(self, settings):
        served = [base.STATIC_ROOT, base.STORAGES["default"]["OPTIONS"]["location"], places.FRONTEND_DIR]
        assert settings.MEDIA_ROOT == ""
        assert places.SEALED_FILES.is_relative_to(places.VAR_DIR)
        assert not [place for place in served if places.SEALED_FILES.is_relative_to(place)]

    def test_no_step_column_or_dump_tells_what_it_was(self, given, tmp_path):
        call_command("dumpdata", "family_portal", "lifecycles", output=str(tmp_path / "dump.json"))
        dump = (tmp_path / "dump.json").read_text()
        assert str(given.uuid) in dump
        assert [word for word in (NAME, "Nettlesecret") if word in dump] == []
        assert steps_of(given).get().facts == {"kind": "text", "told": taking_in.NOTICE}

    def test_attack_50_a_file_in_the_place_of_another_cannot_be_opened(self, given, father, folder):
        """Attack 50: the bytes are bound to their row, so a swap on the disk or of the column raises."""
        other = gives(father, b"Another")
        whole = (folder / given.stored).read_bytes()
        (folder / given.stored).write_bytes((folder / other.stored).read_bytes())
        with pytest.raises(CannotOpen):
            read_sealed(fresh(given))
        (folder / given.stored).write_bytes(whole)
        UploadedDocument.objects.filter(pk=given.pk).update(stored="")
        UploadedDocument.objects.filter(pk=other.pk).update(stored=given.stored)
        with pytest.raises(CannotOpen):
            read_sealed(fresh(other))

    def test_attack_50_with_another_service_key_nothing_is_handed_out(self, given, mother, settings):
        """Attack 50: a wrong key raises, and the page says that there is nothing."""
        settings.SEALING_KEYS = [os.urandom(32)]
        with pytest.raises(CannotOpen):
            read_sealed(fresh(given))
        with pytest.raises(NotAllowed):
            content_of(fresh(given), by=mother.account, now=NOW)

    def test_a_new_data_key_seals_files_anew_and_the_old_file_goes(
        self, given, review, mother, folder, manager, django_capture_on_commit_callbacks
    ):
        before = files(folder)
        with django_capture_on_commit_callbacks(execute=True):
            renew_key(review, by=manager, now=NOW)
        assert len(files(folder)) == 1
        assert files(folder) != before
        assert finish_renewals(NOW + OVERLAP) == 1
        assert content_of(fresh(given), by=mother.account, now=NOW) == WORDS

    def test_attack_38_disposal_takes_the_files_too(
        self, given, review, manager, surrey, a_person, folder, django_capture_on_commit_callbacks
    ):
        """Attack 38: neither the row nor a file that was kept elsewhere can be opened."""
        kept = (folder / given.stored).read_bytes()
        FamilyMember.objects.update(state=MemberState.CLOSED)
        disposal = propose(review, by=manager, now=NOW)
        with django_capture_on_commit_callbacks(execute=True):
            agree(disposal, by=a_person(surrey, Role.BUSINESS_MANAGER), now=NOW)
        assert files(folder) == []
        assert disposal.counts["family_portal.uploadeddocument"] == 1
        (folder / given.stored).write_bytes(kept)
        UploadedDocument.objects.filter(pk=given.pk).update(stored=given.stored)
        with pytest.raises(CannotOpen):
            read_sealed(fresh(given))


class TestGiving:
    def test_what_is_kept_was_made_anew(self, mother):
        document = gives(mother, a_pdf(), name="a.pdf")
        made = content_of(fresh(document), by=mother.account, now=NOW)
        assert HIDDEN.encode() not in everything_in(made)

    def test_a_refused_file_leaves_a_step_with_a_code_and_nothing_else(self, mother, folder):
        with pytest.raises(NotTaken, match="cannot take this kind of file"):
            gives(mother, b"<html>")
        assert steps_of(mother).get(move="refuse_document").facts == {"why": "kind"}
        assert (UploadedDocument.objects.count(), files(folder)) == (0, [])

    def test_there_are_words_for_every_reason(self):
        assert set(NotTaken.WORDS) == CODES

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("photo\u202egpj.exe", "photogpj.exe"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\Moss\\letter.pdf", "letter.pdf"),
            ("a\x00b\r\nc.txt", "ab c.txt"),
            ("\u2066\u200f", ""),
            ("x" * 300, "x" * 150),
            ("Oma’s Brief – اردو.pdf", "Oma’s Brief – اردو.pdf"),
        ],
    )
    def test_attack_37_a_name_that_turns_its_direction_or_climbs_is_made_plain(self, name, kept):
        """Attack 37 and 40: right-to-left marks, control characters and folders in a name."""
        assert bare_name(name) == kept

    def test_a_hundred_documents_are_enough(self, given, mother, monkeypatch):
        monkeypatch.setattr(taking_in, "MOST_DOCUMENTS", 1)
        with pytest.raises(TooManyDocuments):
            gives(mother)
        remove(given, by=mother.account, now=NOW)
        assert gives(mother).number == 2

    def test_staff_give_for_a_person_and_both_see_it(self, mother, coordinator):
        assert gives(mother, by=coordinator).is_by_staff
        page = signed_in(mother.account).get(path("family:documents")).content.decode()
        assert "given for you by the people who work with you" in page

    def test_nobody_else_gives_or_takes_back(self, given, mother, father, surrey, a_person):
        for stranger in (father.account, *(a_person(surrey, role) for role in Role)):
            with pytest.raises(NotAllowed):
                gives(mother, by=stranger)
            with pytest.raises(NotAllowed):
                remove(given, by=stranger, now=NOW)

    def test_what_was_not_read_can_be_taken_back_and_is_gone(
        self, given, mother, folder, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            remove(given, by=mother.account, now=NOW)
        assert (files(folder), fresh(given).state) == ([], DocumentState.REMOVED)

    def test_what_staff_have_read_stays(self, given, mother, coordinator):
        content_of(fresh(given), by=mother.account, now=NOW)
        assert fresh(given).read_at is None
        content_of(fresh(given), by=coordinator, now=NOW)
        with pytest.raises(ReadAlready):
            remove(given, by=mother.account, now=NOW)


class TestDisk:
    def test_a_disk_that_takes_nothing_leaves_no_row_and_says_try_again(self, mother, settings, tmp_path):
        (tmp_path / "file").write_text("")
        settings.SEALED_FILES = tmp_path / "file" / "sealed"
        with pytest.raises(NotStored, match="Nothing was lost: try again"):
            gives(mother)
        assert not UploadedDocument.objects.exists()
        assert not Step.objects.filter(move="receive").exists()

    def test_a_row_that_cannot_be_written_leaves_no_file(self, given, mother, folder):
        UploadedDocument.objects.filter(pk=given.pk).update(number=2)
        with pytest.raises(Exception, match=r"(?i)unique"):
            gives(mother)
        assert files(folder) == [given.stored]

    def test_a_file_that_no_row_names_is_swept_away_after_an_hour(self, given, folder):
        (folder / "orphan").write_bytes(b"x")
        assert sweep_files(timezone.now()) == 0
        assert sweep_files(timezone.now() + timedelta(minutes=61)) == 1
        assert files(folder) == [given.stored]


class TestScanner:
    def test_without_a_scanner_it_is_recorded_that_nobody_scanned(self, given, mother, coordinator):
        assert fresh(given).state == DocumentState.RECEIVED
        page = signed_in(coordinator).get(path("cases:documents", mother.uuid)).content.decode()
        assert "Not scanned for viruses" in page

    def test_attack_40_what_the_scanner_finds_is_refused_and_recorded(self, mother, settings, folder):
        """Attack 40: EICAR, which passes as plain text, is found by the scanner over its own protocol."""
        with a_scanner() as settings.CLAMD:
            assert gives(mother).state == DocumentState.CLEAN
            with pytest.raises(Harmful):
                gives(mother, EICAR, name="eicar.txt")
        assert steps_of(mother).get(move="refuse_document").facts == {"why": "harmful"}
        assert len(files(folder)) == 1

    def test_a_file_of_several_pieces_arrives_whole(self, settings):
        with a_scanner() as settings.CLAMD:
            assert verdict_on(bytes(200_000) + EICAR) == "refuse"
            assert verdict_on(bytes(200_000)) == "pass"

    @pytest.mark.parametrize("says", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OKAY\0"])
    def test_an_answer_that_is_no_verdict_lets_nothing_pass(self, says, settings):
        with a_scanner(says) as settings.CLAMD:
            assert verdict_on(WORDS) == "quarantine"

    @pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock", "nonsense"])
    def test_attack_40_while_the_scanner_is_down_nobody_reads_it(self, address, mother, coordinator, settings):
        """Attack 40: scanner down is quarantine, not pass."""
        settings.CLAMD = address
        document = gives(mother)
        assert document.state == DocumentState.QUARANTINED
        for by in (mother.account, coordinator):
            with pytest.raises(NotAllowed):
                content_of(fresh(document), by=by, now=NOW)
        assert scan_waiting(NOW) == 0

    def test_the_worker_scans_what_waited(self, given, mother, settings, folder, django_capture_on_commit_callbacks):
        settings.CLAMD = "127.0.0.1:1"
        waiting, harmful = gives(mother, b"Later"), gives(mother, EICAR)
        with a_scanner() as settings.CLAMD, django_capture_on_commit_callbacks(execute=True):
            assert scan_waiting(NOW) == 3
            assert scan_waiting(NOW) == 0
        states = [fresh(document).state for document in (given, waiting, harmful)]
        assert states == [DocumentState.CLEAN, DocumentState.CLEAN, DocumentState.REFUSED]
        assert files(folder) == sorted([given.stored, waiting.stored])
        assert "something harmful" in signed_in(mother.account).get(path("family:documents")).content.decode()

    def test_staff_are_told_after_a_day_and_the_alarm_settles_itself(self, mother, settings, surrey):
        settings.CLAMD = "127.0.0.1:1"
        document = gives(mother)
        watch_unscanned(NOW + PATIENCE - timedelta(seconds=1))
        assert not Alarm.objects.exists()
        watch_unscanned(NOW + PATIENCE)
        alarm = Alarm.objects.get(kind=ALARM)
        assert (alarm.partnership, alarm.subject, alarm.settled_at) == (surrey, str(document.uuid), None)
        with a_scanner() as settings.CLAMD:
            scan_waiting(NOW + PATIENCE)
        watch_unscanned(NOW + PATIENCE)
        assert Alarm.objects.get().settled_at


class TestPages:
    def test_a_person_gives_a_picture_page_by_page(self, mother):
        client = signed_in(mother.account)
        assert path("family:documents") in client.get("/here/more/").content.decode()
        page = client.get(path("family:documents")).content.decode()
        assert "hidden facts" in page
        assert "<title>Account</title>" in page
        client.post(path("family:documents"), {"file": SimpleUploadedFile("IMG_1.jpg", a_photo())})
        document = UploadedDocument.objects.get()
        page = client.get(path("family:documents")).content.decode()
        assert all(word in page for word in ("document-1.jpg", "<bdi>IMG_1.jpg</bdi>", "Nobody has read it yet"))
        client.post(path("family:remove_document", document.uuid))
        assert "There is nothing here yet" in client.get(path("family:documents")).content.decode()

    def test_attack_40_a_file_is_handed_out_to_be_saved_and_can_do_nothing(self, given, mother):
        """Attack 40: by id, under a bland name, as an attachment that no browser runs or keeps."""
        said = signed_in(mother.account).get(path("family:document", given.uuid))
        assert said.content == WORDS
        assert said.headers["Content-Disposition"] == 'attachment; filename="document-1.txt"'
        policy = {part.strip() for part in said.headers["Content-Security-Policy"].split(";")}
        assert {"sandbox", "default-src 'none'", "script-src 'none'", "frame-ancestors 'none'"} <= policy
        headers = [said.headers[name] for name in ("X-Content-Type-Options", "Cache-Control", "Content-Type")]
        assert headers == ["nosniff", "no-store, private", "text/plain; charset=utf-8"]

    def test_attack_37_a_name_with_markup_is_shown_as_letters(self, mother):
        """Attack 37: a name is text, with a direction of its own."""
        gives(mother, name="<img src=x onerror=alert(1)>\u202e.txt")
        page = signed_in(mother.account).get(path("family:documents")).content.decode()
        assert "<bdi>&lt;img src=x onerror=alert(1)&gt;.txt</bdi>" in page

    def test_another_of_the_family_finds_nothing_of_it(self, given, father):
        client, nowhere = signed_in(father.account), path("family:document", father.uuid)
        page = client.get(path("family:documents")).content.decode()
        assert "There is nothing here yet" in page
        for name in ("family:document", "family:remove_document"):
            answers = [client.get(path(name, given.uuid)), client.post(path(name, given.uuid))]
            assert {answer.status_code for answer in answers} <= {404, 405}
            assert answers[0].status_code == 405 or answers[0].content == client.get(nowhere).content
        assert fresh(given).stored

    def test_staff_of_that_family_read_it_and_the_person_sees_who(self, given, mother, coordinator):
        client = signed_in(coordinator)
        assert path("cases:documents", mother.uuid) in client.get(path("cases:member", mother.uuid)).content.decode()
        assert client.get(path("cases:document", mother.uuid, given.uuid)).content == WORDS
        page = signed_in(mother.account).get(path("family:documents")).content.decode()
        assert "It has been read" in page
        assert "Remove" not in page
        seen = signed_in(mother.account).get(path("family:seen")).content.decode()
        assert "A document of yours" in seen
        assert coordinator.name in seen

    def test_staff_who_are_not_appointed_find_nothing(
        self, given, mother, father, surrey, solihull, a_person, coordinator
    ):
        for user in (a_person(surrey, Role.FAMILY_COORDINATOR), a_person(solihull, Role.BUSINESS_MANAGER)):
            an_app_of(user)
            client = signed_in(user)
            for address in (path("cases:documents", mother.uuid), path("cases:document", mother.uuid, given.uuid)):
                assert client.get(address).status_code == 404
        # Under the address of somebody else of the family it is not there either.
        assert signed_in(coordinator).get(path("cases:document", father.uuid, given.uuid)).status_code == 404

    def test_every_refusal_stands_at_the_field_in_plain_words(self, mother, settings, tmp_path):
        client, address = signed_in(mother.account), path("family:documents")
        sent = {
            "Choose a file": {},
            "This file is empty": {"file": SimpleUploadedFile("a.txt", b"")},
            "locked with a password": {"file": SimpleUploadedFile("a.pdf", LOCKED)},
            "cannot take this kind": {"file": SimpleUploadedFile("a.pdf", b"<svg onload=alert(1)>")},
        }
        for words, form in sent.items():
            page = client.post(address, form).content.decode()
            assert page.count(words) >= 2, words
        (tmp_path / "file").write_text("")
        settings.SEALED_FILES = tmp_path / "file" / "sealed"
        page = client.post(address, {"file": SimpleUploadedFile("a.txt", WORDS)}).content.decode()
        assert "Nothing was lost: try again" in page

    def test_what_is_sent_stays_in_memory_and_what_is_too_large_is_let_go(self, mother, settings):
        # A file in a temporary folder could not be made here.
        settings.FILE_UPLOAD_TEMP_DIR = "/nowhere/at/all"
        client, address = signed_in(mother.account), path("family:documents")
        whole = SimpleUploadedFile("a.txt", b"word " * 700_000)
        assert client.post(address, {"file": whole}).status_code == 302
        page = client.post(address, {"file": SimpleUploadedFile("b.txt", bytes(MOST_BYTES + 1))})
        assert "too large" in page.content.decode()
        assert UploadedDocument.objects.get().size == 3_500_000

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_lists_cost_the_same_however_long_they_are(self, count, mother, coordinator, django_assert_num_queries):
        for _ in range(count):
            gives(mother)
        family, staff = signed_in(mother.account), signed_in(coordinator)
        with django_assert_num_queries(QUERIES_OF_FAMILY):
            family.get(path("family:documents"))
        # PostgreSQL is asked for the lock under which the reading is recorded.
        with django_assert_num_queries(QUERIES_OF_STAFF + (connection.vendor == "postgresql")):
            staff.get(path("cases:documents", mother.uuid))


QUERIES_OF_FAMILY, QUERIES_OF_STAFF = 11, 18
