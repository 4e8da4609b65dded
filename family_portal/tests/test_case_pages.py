"""What staff see on the families' host, and who sees that there is nothing (attacks 1 to 8 and 47)."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pikepdf
import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from config.urls import portal as portal_urls
from family_portal.appointing import appoint, dismiss
from family_portal.contacting import add_way
from family_portal.letters import WORDS as LETTER_WORDS
from family_portal.letters import make_letter
from family_portal.models import BreakGlass, CaseStaff, FamilyMember, Invitation
from family_portal.opening import LASTS, end_early, may_open, open_for_a_while
from family_portal.readings import readings_of
from family_portal.refusals import OpenAlready, ReasonMissing, SomebodyElse
from family_portal.states import MemberState
from family_portal.tests.door import PASSPHRASE, at_portal, joined, signed_in
from family_portal.tests.staffing import CANARIES, WORDS, contacted, identified, ready, with_letter
from family_portal.tests.test_sealing import NOW
from family_portal.views.staff.deeds import DOINGS
from lifecycles.models import Step
from lifecycles.stepping import steps_of
from partnerships.working_days import london_day
from people.models import OutgoingMail
from people.permissions import NotAllowed
from people.roles import Role
from people.sealing import open_sealed

pytestmark = pytest.mark.django_db
URLS = portal_urls.__name__
CASE_PAGES = ("cases:case", "cases:new")
TEAM_PAGES = ("cases:team", "cases:open")
MEMBER_PAGES = ("cases:member", "cases:readings", "cases:letter", "cases:way_back", "cases:together")


def path(name, *args):
    return reverse(name, urlconf=URLS, args=args)


def pages_of(member):
    yield from (path(name, member.uuid) for name in MEMBER_PAGES)
    yield from (path("cases:deed", member.uuid, page) for page in DOINGS)


def every_page(review, member):
    yield from (path(name, review.uuid) for name in (*CASE_PAGES, *TEAM_PAGES))
    yield from pages_of(member)
    yield path("cases:appointments")


def posts_of(member, way):
    yield path("cases:letter_file", member.uuid)
    yield path("cases:way", member.uuid, way.pk, "stop")
    yield path("cases:way", member.uuid, way.pk, "confirm")


@pytest.fixture
def by(coordinator):
    return coordinator


@pytest.fixture
def client(by):
    return signed_in(by)


@pytest.fixture
def person(review, by):
    return ready(review, by)


@pytest.fixture
def elsewhere(solihull, reports, a_person):
    """Another family in another partnership, with its own co-ordinator."""
    review = reports.draft(solihull)
    user = a_person(solihull, Role.FAMILY_COORDINATOR)
    appoint(review, user, by=reports.team(solihull).preparer, now=NOW)
    return ready(review, user, name="Otherfamily Bramblecote"), user


def text_of(answer):
    return answer.content.decode()


def refused(client, address):
    """Both ways to ask are refused with the very page that is nowhere."""
    nowhere = text_of(client.get("/nowhere/"))
    for answer in (client.get(address), client.post(address, {"why": "A", "name": "B"})):
        if answer.status_code != 405:
            assert (answer.status_code, text_of(answer) == nowhere) == (404, True), address
    return True


class TestPages:
    def test_every_page_opens_for_who_is_appointed(self, client, review, person):
        for address in [*(path(name, review.uuid) for name in CASE_PAGES), *pages_of(person), path("cases:index")]:
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert "<title>Account</title>" in text_of(answer), address

    def test_no_address_says_anything(self, review, person):
        telling = re.compile("review|child|death|famil|partner|surrey|case|member|robin")
        assert not any(telling.search(address) for address in every_page(review, person))

    def test_safe_contact_comes_before_everything_else_about_the_person(self, client, by, person):
        add_way(person, kind="voice", words={"address": "01632 960000"}, is_shared=True, by=by, now=timezone.now())
        shown = text_of(client.get(path("cases:member", person.uuid)))
        places = [shown.index(word) for word in ("Nettlesecret", "01632 960000", "Mossgrandmother")]
        assert places == sorted(places)

    def test_a_person_is_recorded_and_brought_to_a_letter_by_forms_alone(self, client, review):
        day = timezone.now().strftime("%d/%m/%Y")
        answer = client.post(path("cases:new", review.uuid), WORDS)
        member = FamilyMember.objects.get()
        assert answer.headers["Location"] == path("cases:member", member.uuid)
        forms = {
            "cleared": {"cleared_by": "police", "day": day},
            "met": {"who": "Grace", "how": "visit", "day": day},
            "safe": {"verified_on": day, "note": ""},
            "way": {"kind": "post", "address": "1 Example Street"},
        }
        for page, answers in forms.items():
            answer = client.post(path("cases:deed", member.uuid, page), answers)
            assert answer.status_code == 302, (page, text_of(answer))
        shown = text_of(client.post(path("cases:letter", member.uuid)))
        code = re.search(r'name="code" value="([0-9A-Z-]{24})"', shown)[1]
        proof = re.search(r">(\d{4} \d{4})<", shown)[1]
        assert at_portal().post("/start/", {"code": code, "proof": proof}).headers["Location"] == "/start/name/"
        letter = client.post(path("cases:letter_file", member.uuid), {"code": code})
        assert letter.headers["Content-Disposition"] == 'attachment; filename="letter.pdf"'
        assert letter.content.startswith(b"%PDF-")

    def test_a_refused_form_is_shown_again_with_what_was_typed(self, client, person):
        answer = client.post(path("cases:deed", person.uuid, "details"), WORDS | {"name": "", "seen": ""})
        assert (answer.status_code, "Rampweather" in text_of(answer)) == (200, True)
        stale = client.post(path("cases:deed", person.uuid, "details"), WORDS | {"name": "Typedname", "seen": "0" * 16})
        assert "Somebody else has changed this record" in text_of(stale)
        assert "Typedname" in text_of(stale)

    def test_done_together_the_worker_is_signed_out_first(self, client, review, by):
        member = contacted(review, by)
        shown = text_of(client.post(path("cases:together", member.uuid)))
        code, proof = (re.search(f'name="{name}" value="([^"]+)"', shown)[1] for name in ("code", "proof"))
        assert client.get(path("cases:member", member.uuid)).headers["Location"] == "/account/"
        assert client.post("/start/", {"code": code, "proof": proof}).headers["Location"] == "/start/name/"
        named = {"name": "", "passphrase": PASSPHRASE, "again": PASSPHRASE}
        assert client.post("/start/name/", named).headers["Location"] == "/start/second/"
        assert steps_of(member).filter(move="invite").get().facts["in_person"] is True

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_of_people_costs_as_much_with_three_as_with_one(
        self, client, review, by, count, django_assert_num_queries
    ):
        for _ in range(count):
            identified(review, by)
        client.get(path("cases:case", review.uuid))
        # PostgreSQL is asked for the lock under which the reading is recorded.
        with django_assert_num_queries(QUERIES_OF_CASE + (connection.vendor == "postgresql")):
            client.get(path("cases:case", review.uuid))

    def test_what_was_disposed_of_is_said_to_be_gone(self, client, review, person):
        person.key.__class__.objects.update(destroyed_at=NOW, wrapped=b"")
        for address in (path("cases:case", review.uuid), path("cases:member", person.uuid)):
            answer = client.get(address)
            assert (answer.status_code, "disposed of" in text_of(answer)) == (200, True)
        answer = client.post(path("cases:deed", person.uuid, "details"), WORDS)
        assert "disposed of" in text_of(answer)


QUERIES_OF_CASE = 19


def reads(text, words):
    """Whether each part of `words` stands in `text`; a reader of PDFs may turn hyphens round between Urdu letters."""
    return all(part in text for part in re.split(r"[-./]", words))


class TestLetter:
    @pytest.mark.parametrize("language", sorted(LETTER_WORDS))
    def test_a_letter_names_nobody_and_tells_nothing(self, language):
        code = "ABCD-EFGH-JKMN-PQRS-TVWX"
        pdf = make_letter(code, last_day=london_day(NOW), language=language, is_large=True)
        document = pypdfium2.PdfDocument(pdf)
        text = "".join(page.get_textpage().get_text_range() for page in document)
        assert (len(document), reads(text, code), reads(text, "portal.test/start/")) == (1, True, True)
        assert not re.search("review|safeguard|child|council|police|family|death", text, re.IGNORECASE)
        document.close()
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert str(opened.Root.Lang) == language
            assert str(opened.docinfo.get("/Author", "")) == ""

    def test_an_unknown_language_gets_the_english_letter(self):
        made = make_letter("ABCD", last_day=london_day(NOW), language="other", is_large=False)
        assert made == make_letter("ABCD", last_day=london_day(NOW), language="en", is_large=False)

    def test_attack_15_the_letter_never_holds_the_second_proof_and_is_kept_nowhere(self, client, review, by, settings):
        person = ready(review, by, language="en")
        before = {file for file in Path(settings.VAR_DIR, "files").rglob("*") if file.is_file()}
        shown = text_of(client.post(path("cases:letter", person.uuid)))
        code = re.search(r'name="code" value="([0-9A-Z-]{24})"', shown)[1]
        proof = re.search(r">(\d{4}) (\d{4})<", shown)
        letter = client.post(path("cases:letter_file", person.uuid), {"code": code})
        document = pypdfium2.PdfDocument(letter.content)
        text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        assert reads(text, code)
        assert not {proof[1], proof[2]} & set(re.findall(r"\d{4}", text))
        assert {file for file in Path(settings.VAR_DIR, "files").rglob("*") if file.is_file()} == before
        assert code not in text_of(client.get(path("cases:letter", person.uuid)))

    def test_attack_14_a_code_that_was_replaced_prints_no_letter_and_opens_nothing(self, client, person):
        shown = [text_of(client.post(path("cases:letter", person.uuid))) for _ in range(2)]
        first, second = (re.search(r'name="code" value="([0-9A-Z-]{24})"', page)[1] for page in shown)
        assert client.post(path("cases:letter_file", person.uuid), {"code": second}).status_code == 200
        assert client.post(path("cases:letter_file", person.uuid), {"code": first}).status_code == 302

    def test_attack_16_neither_code_nor_proof_is_logged_or_stored(self, client, person, caplog):
        caplog.set_level("DEBUG")
        shown = text_of(client.post(path("cases:letter", person.uuid)))
        code = re.search(r'name="code" value="([0-9A-Z-]{24})"', shown)[1]
        client.post(path("cases:letter_file", person.uuid), {"code": code})
        rows = repr([*Invitation.objects.values_list(), *Step.objects.values_list()]) + caplog.text
        assert Invitation.objects.count() == 1
        assert code not in rows
        assert code.replace("-", "") not in rows


class TestAttacks:
    def test_attack_01_staff_of_one_family_find_nothing_of_another(self, client, elsewhere):
        other, their_worker = elsewhere
        theirs = signed_in(their_worker)
        assert "Otherfamily" in text_of(theirs.get(path("cases:member", other.uuid)))
        for address in every_page(other.review, other):
            assert refused(client, address) or address == path("cases:appointments")
        assert refused(client, path("cases:member", uuid4()))
        assert not steps_of(other).filter(move="read", actor=client.session["_auth_user_id"]).exists()

    def test_attack_01_a_refusal_is_logged_by_ids_alone(self, client, elsewhere, caplog):
        other, _ = elsewhere
        client.get(path("cases:member", other.uuid))
        assert f"refused: case {other.review.uuid}" in caplog.text
        assert "Bramblecote" not in caplog.text

    def test_attack_02_relatives_never_stand_on_each_others_pages(self, client, review, by):
        mother = ready(review, by, name="Motherword", relationship="Mother", must_not_learn="", supporter="Helperone")
        father = ready(review, by, name="Fatherword", relationship="Father", must_not_learn="", supporter="Helpertwo")
        shown = text_of(client.get(path("cases:case", review.uuid)))
        assert "Motherword" in shown
        assert "Fatherword" in shown
        for own, other in ((mother, "Fatherword|Helpertwo"), (father, "Motherword|Helperone")):
            for address in pages_of(own):
                answer = text_of(client.get(address))
                assert own.words()["name"] in answer or address == path("cases:member", own.uuid)
                assert not re.search(other, answer), address

    def test_attack_02_a_person_of_the_family_sees_no_page_of_staff_and_nobody_else(self, review, manager, person):
        mother = joined(review, manager)
        client = signed_in(mother.account)
        assert client.get("/here/more/").status_code == 200
        assert "Quillamina" not in text_of(client.get("/here/more/"))
        for address in every_page(review, person):
            assert refused(client, address)

    def test_attack_02_a_way_of_the_father_is_not_stopped_from_the_page_of_the_mother(self, client, review, by):
        mother, father = ready(review, by), ready(review, by)
        way = add_way(father, kind="post", words={"address": "A"}, is_shared=False, by=by, now=timezone.now())
        assert client.post(path("cases:way", mother.uuid, way.pk, "stop")).status_code == 404
        assert client.post(path("cases:way", father.uuid, way.pk, "stop")).status_code == 302

    def test_attack_03_who_looks_on_for_an_hour_changes_nothing(self, surrey, a_person, review, by, person):
        manager = a_person(surrey, Role.BUSINESS_MANAGER)
        open_for_a_while(review, why="Urgent", told=by, by=manager, now=timezone.now())
        client = signed_in(manager)
        assert client.get(path("cases:member", person.uuid)).status_code == 200
        for page in set(DOINGS) - {"stop"}:
            assert refused(client, path("cases:deed", person.uuid, page)), page
        assert client.post(path("cases:deed", person.uuid, "stop"), {"why": "Now"}).status_code == 302
        assert FamilyMember.objects.get(pk=person.pk).state == MemberState.STOPPED

    def test_attack_04_fields_that_no_form_has_change_nothing(self, client, person, elsewhere):
        other, _ = elsewhere
        forged = {"state": "joined", "review": other.review.pk, "key": other.key_id, "account": 1, "uuid": other.uuid}
        answer = client.post(path("cases:deed", person.uuid, "details"), WORDS | forged | {"name": "Changed"})
        found = FamilyMember.objects.get(pk=person.pk)
        assert (answer.status_code, found.words()["name"]) == (302, "Changed")
        kept = (found.state, found.review_id, found.key_id, found.account_id)
        assert kept == (person.state, person.review_id, person.key_id, None)

    def test_attack_05_staff_of_another_partnership_find_nothing_whatever_they_add(self, review, person, elsewhere):
        _, their_worker = elsewhere
        client = signed_in(their_worker)
        assert client.get(path("cases:index")).status_code == 200
        for address in every_page(review, person):
            assert refused(client, f"{address}?partnership=surrey")

    @pytest.mark.parametrize("role", list(Role))
    def test_attack_06_no_role_alone_opens_what_a_family_said(self, role, surrey, a_person, review, person):
        user = a_person(surrey, role)
        client = signed_in(user)
        assert all(word in repr(person.words()) for word in CANARIES)
        for address in [*(path(name, review.uuid) for name in CASE_PAGES), *pages_of(person)]:
            if role in (Role.BUSINESS_MANAGER, Role.LEAD_REVIEWER, Role.FAMILY_COORDINATOR):
                assert refused(client, address)
            else:
                assert client.get(address).headers["Location"] == "/account/"

    def test_attack_06_who_appoints_sees_no_content(self, manager, review, person):
        assert all(word in repr(person.words()) for word in CANARIES)
        client = signed_in(manager)
        for address in (path("cases:appointments"), path("cases:team", review.uuid), path("cases:index")):
            shown = text_of(client.get(address))
            assert client.get(address).status_code == 200
            assert not [word for word in CANARIES if word in shown]

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.BUSINESS_MANAGER}))
    def test_attack_06_nobody_else_appoints(self, role, surrey, a_person, review):
        client = signed_in(a_person(surrey, role))
        for address in (path("cases:appointments"), path("cases:team", review.uuid)):
            answer = client.get(address)
            assert answer.status_code == 404 or answer.headers["Location"] == "/account/"

    def test_attack_06_a_manager_of_another_partnership_appoints_nobody_here(self, solihull, reports, review, by):
        client = signed_in(reports.team(solihull).preparer)
        assert client.get(path("cases:appointments")).status_code == 200
        assert refused(client, path("cases:team", review.uuid))
        client.post(path("cases:team", review.uuid), {"user": by.pk, "end": "1"})
        assert CaseStaff.objects.filter(review=review).count() == 1

    def test_attack_07_nobody_is_above_the_table_and_an_administrator_sees_nothing(
        self, surrey, a_person, review, person
    ):
        admin = a_person(surrey, Role.PLATFORM_ADMIN)
        assert not may_open(admin, review)
        assert signed_in(admin).get(path("cases:member", person.uuid)).headers["Location"] == "/account/"
        with pytest.raises(NotAllowed):
            open_for_a_while(review, why="A", told=admin, by=admin, now=timezone.now())

    def test_attack_08_a_role_that_is_taken_away_counts_from_the_next_request(self, client, by, person):
        assert client.get(path("cases:member", person.uuid)).status_code == 200
        by.memberships.all().delete()
        assert client.get(path("cases:member", person.uuid)).headers["Location"] == "/account/"

    def test_attack_08_an_appointment_that_ended_counts_from_the_next_request(
        self, client, by, review, manager, person
    ):
        assert client.get(path("cases:member", person.uuid)).status_code == 200
        dismiss(review, by, by=manager, now=timezone.now())
        assert refused(client, path("cases:member", person.uuid))

    @pytest.mark.parametrize("statement", ["UPDATE lifecycles_step SET move = 'x'", "DELETE FROM lifecycles_step"])
    def test_attack_47_a_reading_is_neither_changed_nor_deleted(self, client, person, statement):
        client.get(path("cases:member", person.uuid))
        assert len(readings_of(person)) == 1
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        with pytest.raises(DatabaseError), transaction.atomic():
            Step.objects.filter(move="read").update(actor="user:0")
        assert len(readings_of(person)) == 1


class TestOpening:
    def test_an_hour_is_an_hour_and_somebody_is_told_without_a_word_of_it(
        self, surrey, a_person, review, by, person, settings
    ):
        manager, now = a_person(surrey, Role.BUSINESS_MANAGER), timezone.now()
        client = signed_in(manager)
        assert refused(client, path("cases:member", person.uuid))
        sent = {"why": "Reasonwhisper", "told": by.pk}
        assert client.post(path("cases:open", review.uuid), sent).headers["Location"] == path("cases:case", review.uuid)
        assert "closes by itself" in text_of(client.get(path("cases:case", review.uuid)))
        mail = OutgoingMail.objects.get(kind="account_opened")
        text = open_sealed(mail.sealed_text, place=mail.message_id).decode()
        assert (mail.recipient, settings.PORTAL_HOST in text) == (by.email, True)
        assert not re.search(
            "Reasonwhisper|Quillamina|Robin|review|famil|portal:", text.replace(settings.PORTAL_HOST, "")
        )
        assert "Reasonwhisper" in text_of(signed_in(by).get(path("cases:index")))
        BreakGlass.objects.update(ends_at=now)
        assert refused(client, path("cases:member", person.uuid))

    def test_it_stays_in_the_record_and_is_named_to_the_person(self, surrey, a_person, review, by, person):
        manager, now = a_person(surrey, Role.BUSINESS_MANAGER), timezone.now()
        opened = open_for_a_while(review, why="Reasonwhisper", told=by, by=manager, now=now)
        step = steps_of(review).get(move="break_glass")
        assert step.facts == {"opened": opened.pk, "told": by.pk, "ends_at": (now + LASTS).isoformat()}
        signed_in(manager).get(path("cases:member", person.uuid))
        assert readings_of(person)[0].by == manager.name
        assert "Reasonwhisper" not in repr(Step.objects.values_list())

    def test_it_needs_a_reason_and_somebody_else_of_the_partnership(self, surrey, solihull, a_person, review, by):
        manager, stranger = a_person(surrey, Role.BUSINESS_MANAGER), a_person(solihull, Role.BUSINESS_MANAGER)
        now = timezone.now()
        with pytest.raises(ReasonMissing):
            open_for_a_while(review, why=" ", told=by, by=manager, now=now)
        for told in (manager, stranger):
            with pytest.raises(SomebodyElse):
                open_for_a_while(review, why="A", told=told, by=manager, now=now)
        assert not OutgoingMail.objects.filter(kind="account_opened").exists()

    def test_who_has_it_open_does_not_open_it_again(self, review, by, manager):
        with pytest.raises(OpenAlready):
            open_for_a_while(review, why="A", told=manager, by=by, now=timezone.now())

    def test_whoever_was_told_can_close_it_and_nobody_else(self, surrey, a_person, review, by, person):
        manager, now = a_person(surrey, Role.BUSINESS_MANAGER), timezone.now()
        opened = open_for_a_while(review, why="A", told=by, by=manager, now=now)
        with pytest.raises(NotAllowed):
            end_early(opened, by=a_person(surrey, Role.BUSINESS_MANAGER), now=now)
        client = signed_in(by)
        assert client.post(path("cases:close", opened.pk)).status_code == 302
        assert refused(signed_in(manager), path("cases:member", person.uuid))

    def test_a_lead_reviewer_is_not_told_that_a_review_exists(self, surrey, a_person, review):
        assert refused(signed_in(a_person(surrey, Role.LEAD_REVIEWER)), path("cases:open", review.uuid))


class TestReadings:
    def test_everything_that_was_opened_is_named_with_who_opened_it(self, client, by, review, person):
        for address in (path("cases:case", review.uuid), path("cases:member", person.uuid)):
            client.get(address)
        assert [(reading.by, reading.what) for reading in readings_of(person)] == [
            (by.name, "Your record"),
            (by.name, "Your name, in a list"),
        ]

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_costs_the_same_however_long_it_is(self, client, person, count, django_assert_num_queries):
        for _ in range(count):
            client.get(path("cases:member", person.uuid))
        with django_assert_num_queries(3):
            assert len(readings_of(person)) == count

    def test_one_person_is_not_told_of_readings_of_another(self, client, review, by, person):
        other = ready(review, by)
        client.get(path("cases:member", other.uuid))
        assert readings_of(person) == []

    def test_a_person_sees_their_own_list_and_no_name_of_another(self, client, by, review, manager):
        mother, father = joined(review, manager), ready(review, by, name="Fatherword")
        for member in (mother, father):
            client.get(path("cases:member", member.uuid))
        shown = text_of(signed_in(mother.account).get(path("family:seen")))
        assert (shown.count(by.name), "Fatherword" in shown) == (1, False)
        assert refused(client, path("family:seen"))

    def test_a_get_of_a_form_changes_nothing_but_the_list_of_readings(self, client, person):
        before = FamilyMember.objects.values().get(pk=person.pk)
        for address in pages_of(person):
            client.get(address)
        assert FamilyMember.objects.values().get(pk=person.pk) == before
        assert set(steps_of(person).filter(at__gt=NOW + timedelta(1)).values_list("move", flat=True)) >= {"read"}


def test_no_word_of_a_person_is_logged_or_mailed_from_any_page(client, review, person, caplog):
    caplog.set_level("DEBUG")
    for address in [*pages_of(person), path("cases:case", review.uuid)]:
        client.get(address)
        client.post(address, WORDS | {"why": "Whyhollow"})
    assert not [word for word in [*CANARIES, "Whyhollow"] if word in caplog.text]
    assert not OutgoingMail.objects.filter(recipient__contains="Quillamina").exists()


def test_a_letter_that_came_back_is_recorded_on_its_page(client, review, by):
    member, _ = with_letter(review, by)
    assert client.post(path("cases:deed", member.uuid, "returned")).status_code == 302
    assert "Not asked yet" in text_of(client.get(path("cases:member", member.uuid)))
