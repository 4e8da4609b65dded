"""What was written about a family ends by two people, for good: a restored backup does not bring it back."""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from config.clockwork import patient_duties
from config.urls import portal as portal_urls
from family_portal.appointing import appoint
from family_portal.disposal_list import entries
from family_portal.disposing import agree, disposal_of, propose, replay, withdraw
from family_portal.models import CodeFactor, Disposal, FamilyMember, KeyDestroyed, ReviewKey, SignInName
from family_portal.refusals import (
    ListNotWritten,
    NotAllClosed,
    NothingToDispose,
    OnHold,
    ProposedAlready,
    SecondPersonNeeded,
)
from family_portal.states import DisposalState, MemberState
from family_portal.stopping import close
from family_portal.tests.door import joined, signed_in
from family_portal.tests.staffing import CANARIES, WORDS, ready
from lifecycles.moves import UnknownMove
from lifecycles.stepping import steps_of
from people.models import OutgoingMail
from people.models.factors import AuthenticatorApp
from people.permissions import NotAllowed
from people.roles import Role
from people.testing import an_app_of
from publications.recording.holding import lift_hold, place_hold

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def path(name, *args):
    return reverse(name, urlconf=portal_urls.__name__, args=args)


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.DISPOSAL_LIST = tmp_path / "away" / "list.jsonl"
    return settings.DISPOSAL_LIST


@pytest.fixture
def second(reports, surrey, a_person):
    user = a_person(surrey, Role.BUSINESS_MANAGER)
    an_app_of(user)
    return user


@pytest.fixture
def person(review, coordinator):
    return ready(review, coordinator)


@pytest.fixture
def ended(person, coordinator):
    close(person, why="The review is over.", by=coordinator, now=NOW)
    return FamilyMember.objects.get(pk=person.pk)


@pytest.fixture
def proposed(ended, review, coordinator):
    return propose(review, by=coordinator, now=NOW)


@pytest.fixture
def done(proposed, second):
    agree(proposed, by=second, now=NOW)
    return proposed


def words_now(member):
    return FamilyMember.objects.get(pk=member.pk).words()


def test_two_people_destroy_the_key_and_nothing_can_be_read_again(ended, proposed, second):
    assert words_now(ended)["name"] == WORDS["name"]
    agree(proposed, by=second, now=NOW)
    with pytest.raises(KeyDestroyed):
        words_now(ended)
    key = ReviewKey.objects.get()
    assert (bytes(key.wrapped), bytes(key.wrapped_before), key.destroyed_by, key.destroyed_at) == (
        b"",
        b"",
        second,
        NOW,
    )
    assert [step.move for step in steps_of(proposed)] == ["propose", "agree"]


def test_who_proposed_it_never_agrees_alone(ended, review, second):
    disposal = propose(review, by=second, now=NOW)
    with pytest.raises(SecondPersonNeeded):
        agree(disposal, by=second, now=NOW)
    assert words_now(ended)


def test_nobody_but_a_business_manager_of_the_partnership_agrees(proposed, surrey, solihull, a_person):
    others = [a_person(surrey, role) for role in set(Role) - {Role.BUSINESS_MANAGER}]
    for stranger in (*others, a_person(solihull, Role.BUSINESS_MANAGER)):
        with pytest.raises(NotAllowed):
            agree(proposed, by=stranger, now=NOW)
        with pytest.raises(NotAllowed):
            propose(proposed.review, by=stranger, now=NOW)


def test_while_the_work_with_somebody_goes_on_nothing_is_destroyed(person, review, coordinator):
    with pytest.raises(NotAllClosed):
        propose(review, by=coordinator, now=NOW)


def test_who_is_recorded_after_the_proposal_stands_against_it(proposed, review, coordinator, second):
    newcomer = ready(review, coordinator)
    with pytest.raises(NotAllClosed):
        agree(proposed, by=second, now=NOW)
    assert words_now(newcomer)


def test_a_hold_on_the_review_refuses_until_it_is_lifted(proposed, review, reports, surrey, second):
    hold = place_hold(review, "court_order", reason="An order", by=second, now=NOW)
    with pytest.raises(OnHold):
        agree(proposed, by=second, now=NOW)
    lift_hold(hold, reason="It is over", by=second, now=NOW)
    agree(proposed, by=second, now=NOW)


def test_without_a_family_there_is_nothing_to_destroy(review, manager):
    with pytest.raises(NothingToDispose):
        propose(review, by=manager, now=NOW)


def test_it_is_proposed_once_withdrawn_and_proposed_again(proposed, review, coordinator, second):
    with pytest.raises(ProposedAlready):
        propose(review, by=second, now=NOW)
    withdraw(proposed, by=coordinator, now=NOW)
    with pytest.raises(UnknownMove):
        agree(proposed, by=second, now=NOW)
    assert propose(review, by=second, now=NOW).state == DisposalState.PROPOSED


def test_what_was_done_is_not_done_or_withdrawn_again(done, ended, review, second, coordinator):
    with pytest.raises(NothingToDispose):
        propose(review, by=second, now=NOW)
    with pytest.raises(UnknownMove):
        withdraw(done, by=coordinator, now=NOW)


def test_accounts_names_devices_and_mail_are_gone_with_it(review, manager, coordinator, second):
    mother = joined(review, manager)
    place = CodeFactor(user=mother.account, name="", kind="email", added_at=NOW, key=mother.key)
    place.keep({"address": "mossgrandmother@example.org"})
    place.save()
    mail = {"kind": "account_code", "recipient": "mossgrandmother@example.org", "state": "sent", "message_id": "<1>"}
    OutgoingMail.objects.create(**mail, created_at=NOW, next_attempt_at=NOW)
    close(mother, why="Over", by=coordinator, now=NOW)
    assert AuthenticatorApp.objects.filter(user=mother.account).exists()
    disposal = propose(review, by=coordinator, now=NOW)
    agree(disposal, by=second, now=NOW)
    left = [AuthenticatorApp, CodeFactor]
    assert [model.objects.filter(user=mother.account).count() for model in left] == [0, 0]
    assert (SignInName.objects.count(), OutgoingMail.objects.count()) == (0, 0)
    mother.account.refresh_from_db()
    assert (mother.account.is_active, mother.account.has_usable_password()) == (False, False)
    assert disposal.counts["people.user"] == disposal.counts["family_portal.codefactor"] == 1


def test_another_review_keeps_its_words(done, solihull, reports, a_person):
    review = reports.draft(solihull)
    user = a_person(solihull, Role.FAMILY_COORDINATOR)
    appoint(review, user, by=reports.team(solihull).preparer, now=NOW)
    other = ready(review, user)
    assert replay(NOW) == 0
    assert words_now(other)["name"] == WORDS["name"]


def test_attack_38_yesterdays_backup_is_made_unreadable_again(ended, proposed, second):
    """Attack 38: the wrapped key comes back with a restored backup, and goes again with the replayed list."""
    yesterday = ReviewKey.objects.values().get()
    agree(proposed, by=second, now=NOW)
    ReviewKey.objects.filter(pk=yesterday.pop("id")).update(**yesterday)
    FamilyMember.objects.update(state=MemberState.CONTACTED)
    Disposal.objects.update(state=DisposalState.PROPOSED, decided_by=None, decided_at=None)
    assert words_now(ended)["name"] == WORDS["name"]
    call_command("replay_disposals", stdout=io.StringIO())
    with pytest.raises(KeyDestroyed):
        words_now(ended)
    assert FamilyMember.objects.get().state == MemberState.CLOSED
    assert disposal_of(ended.review).state == DisposalState.DONE
    assert steps_of(ended.review).filter(move="destroy_again").count() == 1
    assert replay(NOW) == 0


def test_the_worker_replays_the_list_at_its_start_and_once_a_day():
    duty = next(duty for duty in patient_duties() if duty.name == "destroy again")
    assert (duty.do, duty.every, duty.is_due(NOW)) == (replay, timedelta(days=1), True)


def test_the_list_lies_beside_the_database_and_holds_ids_alone(done, review, place):
    [entry] = entries()
    key = done.key_digest
    assert entry == {"review": str(review.uuid), "disposal": str(done.uuid), "key": key, "at": NOW.isoformat()}
    assert re.fullmatch(r"[0-9a-f]{64}", key)
    assert stat.S_IMODE(Path(place).stat().st_mode) == 0o600


def test_the_digest_is_that_of_the_key_that_was_destroyed(proposed, second):
    wrapped = bytes(ReviewKey.objects.get().wrapped)
    agree(proposed, by=second, now=NOW)
    assert proposed.key_digest == hashlib.sha256(wrapped).hexdigest()


@pytest.mark.parametrize("fault", ["no folder", "full"])
def test_when_the_list_cannot_be_written_nothing_is_destroyed(fault, ended, proposed, second, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.DISPOSAL_LIST = tmp_path / "file" / "list" if fault == "no folder" else Path("/dev/full")
    with pytest.raises(ListNotWritten):
        agree(proposed, by=second, now=NOW)
    assert words_now(ended)["name"] == WORDS["name"]
    assert disposal_of(ended.review).state == DisposalState.PROPOSED
    assert steps_of(proposed).count() == 1


def test_a_line_that_was_torn_is_logged_and_the_others_are_carried_out(done, ended, place, caplog):
    whole = Path(place).read_text()
    Path(place).write_text('{"review": "7f8b\nnull\n{"review": "x"}\n' + whole)
    assert [entry["disposal"] for entry in entries()] == [str(done.uuid)]
    assert caplog.messages == [f"line {number} of the list of disposals cannot be read" for number in (1, 2, 3)]
    Path(place).write_text(json.dumps({"review": "'--", "disposal": "", "key": "", "at": ""}))
    assert replay(NOW) == 0


class TestPages:
    @pytest.mark.usefixtures("ended")
    def test_two_people_do_it_page_by_page_and_the_certificate_says_so(self, review, coordinator, second):
        address, first, other = path("cases:disposal", review.uuid), signed_in(coordinator), signed_in(second)
        assert address in first.get(path("cases:case", review.uuid)).content.decode()
        assert "Propose it" in first.get(address).content.decode()
        first.post(address, {"what": "propose"})
        assert "destroy it now" not in first.get(address).content.decode()
        assert first.post(address, {"what": "agree"}).status_code == 404
        assert "destroy it now" in other.get(address).content.decode()
        other.post(address, {"what": "agree"})
        page = first.get(address).content.decode()
        digest = Disposal.objects.get().key_digest
        assert all(word in page for word in ("Certificate of disposal", digest, coordinator.name, second.name))
        assert "Records of people: 1" in page
        assert not [word for word in CANARIES if word in page]

    def test_the_certificate_is_a_file_that_names_the_review_and_nobody_of_the_family(self, done, review, second):
        answer = signed_in(second).get(path("cases:certificate", review.uuid))
        assert answer.headers["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
        flat = re.sub(r"\s|￾|-", "", text)
        assert str(review.uuid).replace("-", "") in flat
        assert done.key_digest in flat
        assert second.name.replace(" ", "") in flat
        assert not [word for word in CANARIES if word.replace(" ", "") in flat]

    @pytest.mark.usefixtures("person")
    def test_a_reason_against_it_stands_on_the_page_and_refuses_the_press(self, review, second):
        client, address = signed_in(second), path("cases:disposal", review.uuid)
        assert "Propose it" not in client.get(address).content.decode()
        page = client.post(address, {"what": "propose"})
        assert NotAllClosed.text in page.content.decode()
        assert not Disposal.objects.exists()

    @pytest.mark.usefixtures("proposed")
    def test_before_it_is_done_there_is_no_certificate(self, review, second):
        assert signed_in(second).get(path("cases:certificate", review.uuid)).status_code == 404

    @pytest.mark.usefixtures("done")
    def test_whoever_is_not_meant_to_be_here_finds_nothing(self, review, solihull, surrey, a_person):
        for user in (a_person(solihull, Role.BUSINESS_MANAGER), a_person(surrey, Role.FAMILY_COORDINATOR)):
            an_app_of(user)
            client = signed_in(user)
            for name in ("cases:disposal", "cases:certificate"):
                assert client.get(path(name, review.uuid)).status_code == 404
            assert client.post(path("cases:disposal", review.uuid), {"what": "withdraw"}).status_code == 404
