"""From the first note of a person to the letter, and to the end of contact (rules.md §3, F0 to F3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from family_portal import clearing, contacting, inviting, meeting, stopping
from family_portal.appointing import appoint
from family_portal.contacting import add_way, confirm_way, keep_safe_contact, stop_way, ways_now
from family_portal.inviting import VALID_FOR, issue, last_day_of, open_invitation, returned, revoke
from family_portal.keeping import version_of
from family_portal.models import Channel, FamilyMember, Invitation, ReviewKey, SignInName
from family_portal.recording import change_record, record_member
from family_portal.refusals import (
    AddressMissing,
    ChangedMeanwhile,
    DayAhead,
    NameMissing,
    NoLetter,
    NotAsked,
    NotMet,
    NotStopped,
    ReasonMissing,
    SecondPersonNeeded,
    SupporterMissing,
    WayMissing,
)
from family_portal.states import MEMBER, InvitationState, MemberState
from family_portal.tests.door import at_portal, joined, signed_in
from family_portal.tests.staffing import CANARIES, WORDS, cleared, contacted, identified, ready, with_letter
from family_portal.tests.test_sealing import NOW
from lifecycles.guards import GuardsRefused
from lifecycles.models import Step
from lifecycles.moves import UnknownMove
from lifecycles.stepping import steps_of
from partnerships.working_days import london_day
from people.models import OutgoingMail
from people.permissions import NotAllowed
from people.posting import post
from people.roles import Role

pytestmark = pytest.mark.django_db
TODAY = london_day(NOW)


@pytest.fixture
def by(coordinator):
    return coordinator


@pytest.fixture
def colleague(surrey, a_person, review, manager):
    user = a_person(surrey, Role.LEAD_REVIEWER)
    appoint(review, user, by=manager, now=NOW)
    return user


def fresh(member):
    return FamilyMember.objects.get(pk=member.pk)


class TestRecording:
    def test_what_is_said_lies_sealed_with_the_key_of_the_review(self, review, by):
        member = identified(review, by, now=NOW)
        assert fresh(member).words() == WORDS
        row = FamilyMember.objects.filter(pk=member.pk).values_list().get()
        assert not any(word in repr(row) for word in CANARIES)

    def test_the_key_of_a_review_is_made_once_and_when_it_is_needed(self, review, by):
        assert not ReviewKey.objects.exists()
        identified(review, by, now=NOW)
        identified(review, by, now=NOW)
        assert ReviewKey.objects.count() == 1

    @pytest.mark.parametrize("name", ["", "  "])
    def test_nobody_is_recorded_without_a_name(self, review, by, name):
        with pytest.raises(NameMissing):
            record_member(review, WORDS | {"name": name}, by=by, now=NOW)
        assert not FamilyMember.objects.exists()

    def test_what_somebody_else_changed_meanwhile_is_not_written_over(self, review, by, colleague):
        member = identified(review, by, now=NOW)
        seen = version_of(member)
        change_record(member, WORDS | {"name": "First"}, is_young=False, by=colleague, now=NOW, seen=seen)
        with pytest.raises(ChangedMeanwhile):
            change_record(member, WORDS | {"name": "Second"}, is_young=False, by=by, now=NOW, seen=seen)
        assert fresh(member).words()["name"] == "First"

    def test_a_change_keeps_what_other_verbs_wrote(self, review, by):
        member = contacted(review, by, now=NOW)
        change_record(member, WORDS | {"name": "Other"}, is_young=False, by=by, now=NOW)
        assert fresh(member).words()["contact"]["leaflet"] == "Families, version 3"


class TestClearing:
    def test_who_says_that_a_person_can_be_approached_lies_sealed(self, review, by):
        member = cleared(review, by, now=NOW)
        assert fresh(member).state == MemberState.CLEARED
        assert fresh(member).words()["clearance"]["who_decided"] == "Sgt Larkspindle"
        assert steps_of(member).last().facts == {"day": "2026-03-02"}

    def test_a_day_that_has_not_come_is_refused(self, review, by):
        member = identified(review, by, now=NOW)
        with pytest.raises(DayAhead):
            clearing.clear(member, cleared_by="cps", day=TODAY + timedelta(days=1), by=by, now=NOW)
        assert fresh(member).state == MemberState.IDENTIFIED

    def test_why_somebody_is_not_invited_stands_in_no_step(self, review, by):
        member = identified(review, by, now=NOW)
        said = {"reason": "proceedings", "decided_by": "The panel", "why": "A trial", "look_again_on": None}
        clearing.exclude(member, **said, by=by, now=NOW)
        assert fresh(member).words()["exclusion"]["reason"] == "proceedings"
        assert steps_of(member).last().facts == {}
        with pytest.raises(NotMet):
            issue(member, by=by, now=NOW)

    def test_without_a_reason_nobody_is_left_out(self, review, by):
        member = identified(review, by, now=NOW)
        with pytest.raises(ReasonMissing):
            clearing.exclude(member, reason="risk", decided_by="A", why=" ", look_again_on=None, by=by, now=NOW)

    def test_it_can_be_looked_at_again(self, review, by):
        member = identified(review, by, now=NOW)
        clearing.exclude(member, reason="child", decided_by="A", why="Now", look_again_on=TODAY, by=by, now=NOW)
        clearing.reconsider(member, why="She asks for it", by=by, now=NOW)
        assert fresh(member).state == MemberState.IDENTIFIED

    def test_nobody_is_spoken_with_before_it_is_cleared(self, review, by):
        member = identified(review, by, now=NOW)
        with pytest.raises(UnknownMove):
            meeting.record_contact(member, who="Grace", how="visit", day=TODAY, by=by, now=NOW)

    def test_a_talk_of_tomorrow_is_refused(self, review, by):
        member = cleared(review, by, now=NOW)
        with pytest.raises(DayAhead):
            meeting.record_contact(member, who="Grace", how="visit", day=TODAY + timedelta(days=1), by=by, now=NOW)


class TestSafeContact:
    def way(self, member, by, kind="email", **words):
        return add_way(member, kind=kind, words={"address": "a@b.example"} | words, is_shared=True, by=by, now=NOW)

    def test_a_way_counts_once_it_is_confirmed_and_until_it_is_stopped(self, review, by):
        member = ready(review, by, now=NOW)
        way = self.way(member, by)
        assert ways_now(fresh(member), now=NOW) == []
        confirm_way(way, by=by, now=NOW)
        assert ways_now(fresh(member), now=NOW) == [way]
        stop_way(way, by=by, now=NOW)
        assert ways_now(fresh(member), now=NOW) == []
        with pytest.raises(WayMissing):
            confirm_way(way, by=by, now=NOW)

    def test_every_word_of_a_way_lies_sealed(self, review, by):
        way = self.way(ready(review, by, now=NOW), by, safe_word="Umbrellathrush")
        assert Channel.objects.get().words()["safe_word"] == "Umbrellathrush"
        assert "Umbrellathrush" not in repr(Channel.objects.filter(pk=way.pk).values_list().get())

    def test_a_way_without_a_place_is_refused(self, review, by):
        member = ready(review, by, now=NOW)
        with pytest.raises(AddressMissing):
            self.way(member, by, address=" ")
        assert self.way(member, by, kind="in_person", address="").pk

    @pytest.mark.parametrize(("days", "count"), [(0, 1), (83, 1), (84, 0), (400, 0)])
    def test_after_twelve_weeks_nothing_is_sent(self, review, by, days, count):
        member = ready(review, by, now=NOW)
        confirm_way(self.way(member, by), by=by, now=NOW)
        assert len(ways_now(fresh(member), now=NOW + timedelta(days=days))) == count

    def test_who_said_do_not_contact_me_is_not_contacted(self, review, by):
        member = ready(review, by, now=NOW)
        confirm_way(self.way(member, by), by=by, now=NOW)
        assert ways_now(fresh(member), now=NOW)
        keep_safe_contact(member, do_not_contact=True, note="", verified_on=TODAY, by=by, now=NOW)
        assert ways_now(fresh(member), now=NOW) == []

    def test_a_pause_holds_until_it_is_ended(self, review, by):
        member = ready(review, by, now=NOW)
        confirm_way(self.way(member, by), by=by, now=NOW)
        contacting.pause(member, by=by, now=NOW)
        contacting.pause(member, by=by, now=NOW)
        assert ways_now(fresh(member), now=NOW) == []
        contacting.end_pause(member, by=by, now=NOW)
        assert len(ways_now(fresh(member), now=NOW)) == 1
        assert [step.move for step in steps_of(member)][-2:] == ["pause_contact", "end_pause"]

    def test_nobody_was_asked_tomorrow(self, review, by):
        member = ready(review, by, now=NOW)
        with pytest.raises(DayAhead):
            keep_safe_contact(
                member, do_not_contact=False, note="", verified_on=TODAY + timedelta(days=1), by=by, now=NOW
            )


class TestInviting:
    @pytest.mark.parametrize("bring", [identified, cleared])
    def test_nobody_is_invited_before_somebody_spoke_with_them(self, review, by, bring):
        member = bring(review, by, now=NOW)
        with pytest.raises(NotMet):
            issue(member, by=by, now=NOW)
        assert not Invitation.objects.exists()

    def test_a_code_and_a_proof_are_given_once_and_kept_as_keyed_hashes(self, review, by):
        member, issued = with_letter(review, by, now=NOW)
        assert fresh(member).state == MemberState.INVITED
        row = repr(Invitation.objects.values_list().get())
        assert not {issued.code, issued.code.replace("-", ""), issued.proof} & set(row.replace("'", " ").split())
        assert issued.invitation.expires_at == NOW + VALID_FOR

    def test_a_new_letter_ends_the_earlier_one(self, review, by):
        member, first = with_letter(review, by, now=NOW)
        second = issue(member, by=by, now=NOW)
        assert Invitation.objects.get(pk=first.invitation.pk).state == InvitationState.REVOKED
        assert open_invitation(member) == second.invitation

    def test_a_letter_needs_fresh_safe_contact_and_doing_it_together_does_not(self, review, by):
        member = contacted(review, by, now=NOW)
        with pytest.raises(GuardsRefused, match="12 weeks"):
            issue(member, by=by, now=NOW)
        assert issue(member, in_person=True, by=by, now=NOW)
        assert steps_of(member).last().facts["in_person"] is True

    @pytest.mark.parametrize("quiet", ["pause", "do not contact"])
    def test_no_letter_goes_to_who_asked_for_quiet(self, review, by, quiet):
        member = ready(review, by, now=NOW)
        if quiet == "pause":
            contacting.pause(member, by=by, now=NOW)
        else:
            keep_safe_contact(member, do_not_contact=True, note="", verified_on=TODAY, by=by, now=NOW)
        with pytest.raises(GuardsRefused):
            issue(member, by=by, now=NOW)

    def test_a_young_person_needs_an_adult_supporter(self, review, by):
        member = ready(review, by, now=NOW, supporter="")
        change_record(member, WORDS | {"supporter": ""}, is_young=True, by=by, now=NOW)
        with pytest.raises(GuardsRefused, match="supporter"):
            issue(member, by=by, now=NOW)
        change_record(member, WORDS, is_young=True, by=by, now=NOW)
        assert issue(member, by=by, now=NOW)
        with pytest.raises(SupporterMissing):
            change_record(member, WORDS | {"supporter": ""}, is_young=True, by=by, now=NOW)

    def test_a_letter_that_came_back_ends_its_code_and_the_post(self, review, by):
        member, _ = with_letter(review, by, now=NOW)
        way = add_way(member, kind="post", words={"address": "1 Example Street"}, is_shared=False, by=by, now=NOW)
        returned(member, by=by, now=NOW)
        assert open_invitation(member) is None
        assert Channel.objects.get(pk=way.pk).stopped_at == NOW
        with pytest.raises(GuardsRefused):
            issue(fresh(member), by=by, now=NOW)

    @pytest.mark.parametrize("verb", [revoke, returned])
    def test_without_a_letter_there_is_none_to_end(self, review, by, verb):
        with pytest.raises(NoLetter):
            verb(ready(review, by, now=NOW), by=by, now=NOW)

    def test_a_letter_is_printed_for_the_open_code_of_that_very_person_alone(self, review, by):
        member, issued = with_letter(review, by, now=NOW)
        other, theirs = with_letter(review, by, now=NOW)
        assert last_day_of(member, issued.code, by=by, now=NOW) == TODAY + timedelta(days=27)
        for code, moment in ((theirs.code, NOW), ("nonsense", NOW), (issued.code, NOW + VALID_FOR)):
            with pytest.raises(NoLetter):
                last_day_of(member, code, by=by, now=moment)
        inviting.revoke(other, by=by, now=NOW)
        with pytest.raises(NoLetter):
            last_day_of(other, theirs.code, by=by, now=NOW)


class TestStopping:
    def test_a_stop_ends_sessions_codes_and_what_waits_to_leave_at_once(self, review, manager, by):
        member = joined(review, manager)
        account, now = member.account, timezone.now()
        client = signed_in(account)
        assert client.get("/here/more/").status_code == 200
        stopping.stop(member, why="He has found her telephone.", by=by, now=now)
        assert client.get("/here/more/").headers["Location"] == "/account/"
        assert fresh(member).state == MemberState.STOPPED
        assert not SignInName.objects.exists()
        late = at_portal().post("/account/", {"name": "kettle-marsh-1234", "passphrase": "yellow kettle marsh oboe"})
        assert late.status_code == 200

    def test_a_stop_takes_back_mail_to_that_person_and_no_other(self, review, manager, by):
        from family_portal.places import keep_place

        member, now = joined(review, manager), timezone.now()
        place = keep_place(member.account, member.key, "email", "ann@example.org", now=now)
        assert place.address == "ann@example.org"
        for to in ("ann@example.org", "other@example.org"):
            post("account_changed", to=to, partnership=None, now=now, context={})
        stopping.stop(member, why="At once", by=by, now=now)
        assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["other@example.org"]

    def test_a_stop_ends_a_letter_that_is_on_its_way(self, review, by):
        member, issued = with_letter(review, by)
        assert at_portal().post("/start/", {"code": issued.code, "proof": issued.proof}).status_code == 302
        stopping.stop(member, why="At once", by=by, now=timezone.now())
        assert at_portal().post("/start/", {"code": issued.code, "proof": issued.proof}).status_code == 200

    def test_a_stop_needs_a_reason(self, review, by):
        member = contacted(review, by, now=NOW)
        with pytest.raises(ReasonMissing):
            stopping.stop(member, why="", by=by, now=NOW)
        assert fresh(member).state == MemberState.CONTACTED

    def test_contact_begins_again_only_when_two_people_agree(self, review, by, colleague):
        member = ready(review, by, now=NOW)
        stopping.stop(member, why="At once", by=by, now=NOW)
        with pytest.raises(NotAsked):
            stopping.resume(member, by=by, now=NOW)
        with pytest.raises(ReasonMissing):
            stopping.ask_to_resume(member, why=" ", by=by, now=NOW)
        stopping.ask_to_resume(member, why="He has moved away.", by=by, now=NOW)
        with pytest.raises(SecondPersonNeeded):
            stopping.resume(member, by=by, now=NOW)
        stopping.resume(member, by=colleague, now=NOW)
        assert (fresh(member).state, fresh(member).contact_verified_on) == (MemberState.CONTACTED, None)
        with pytest.raises(GuardsRefused):
            issue(fresh(member), by=by, now=NOW)

    def test_who_was_stopped_comes_in_again_with_a_new_letter_and_the_old_name_is_free(
        self, review, manager, by, colleague
    ):
        member, now = joined(review, manager), timezone.now()
        stopping.stop(member, why="At once", by=by, now=now)
        stopping.ask_to_resume(member, why="Safe", by=by, now=now)
        stopping.resume(member, by=colleague, now=now)
        assert fresh(member).state == MemberState.CONTACTED
        old = fresh(member).account
        assert not old.is_active
        assert not SignInName.objects.filter(account=old).exists()

    def test_who_was_not_stopped_does_not_begin_again(self, review, by, colleague):
        member = ready(review, by, now=NOW)
        with pytest.raises(NotStopped):
            stopping.ask_to_resume(member, why="Safe", by=by, now=NOW)
        with pytest.raises(NotStopped):
            stopping.resume(member, by=colleague, now=NOW)

    def test_who_stopped_does_not_close_alone(self, review, by, colleague):
        member = ready(review, by, now=NOW)
        stopping.stop(member, why="At once", by=by, now=NOW)
        with pytest.raises(SecondPersonNeeded):
            stopping.close(member, why="Over", by=by, now=NOW)
        stopping.close(member, why="Over", by=colleague, now=NOW)
        assert fresh(member).state == MemberState.CLOSED

    def test_the_end_is_the_end(self, review, by):
        member, _ = with_letter(review, by, now=NOW)
        stopping.close(member, why="She asked for it.", by=by, now=NOW)
        assert open_invitation(member) is None
        assert MEMBER.open_from(fresh(member).state) == []


def every_verb(member, by):
    """Every verb on a person, with answers that would be right."""
    day = {"day": TODAY, "by": by, "now": NOW}
    act = {"by": by, "now": NOW}
    yield lambda: change_record(member, WORDS, is_young=False, **act)
    yield lambda: record_member(member.review, WORDS, **act)
    yield lambda: clearing.clear(member, cleared_by="police", **day)
    yield lambda: clearing.exclude(member, reason="risk", decided_by="A", why="B", look_again_on=None, **act)
    yield lambda: clearing.reconsider(member, why="A", **act)
    yield lambda: meeting.record_contact(member, who="A", how="visit", **day)
    yield lambda: keep_safe_contact(member, do_not_contact=False, note="", verified_on=TODAY, **act)
    yield lambda: add_way(member, kind="post", words={"address": "A"}, is_shared=False, **act)
    yield lambda: contacting.pause(member, **act)
    yield lambda: contacting.end_pause(member, **act)
    yield lambda: issue(member, **act)
    yield lambda: revoke(member, **act)
    yield lambda: returned(member, **act)
    yield lambda: last_day_of(member, "A", **act)
    yield lambda: stopping.stop(member, why="A", **act)
    yield lambda: stopping.ask_to_resume(member, why="A", **act)
    yield lambda: stopping.resume(member, **act)
    yield lambda: stopping.close(member, why="A", **act)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_without_an_appointment_does_anything_to_a_person(role, review, by, surrey, a_person):
    member, stranger = ready(review, by, now=NOW), a_person(surrey, role)
    before = (fresh(member).state, bytes(fresh(member).sealed), Step.objects.count())
    for verb in every_verb(member, stranger):
        with pytest.raises(NotAllowed):
            verb()
    assert (fresh(member).state, bytes(fresh(member).sealed), Step.objects.count()) == before


def test_staff_of_another_partnership_do_nothing_to_a_person(review, by, solihull, a_person, reports):
    stranger = a_person(solihull, Role.FAMILY_COORDINATOR)
    appoint(reports.draft(solihull), stranger, by=reports.team(solihull).preparer, now=NOW)
    for verb in every_verb(ready(review, by, now=NOW), stranger):
        with pytest.raises(NotAllowed):
            verb()


def test_no_word_of_a_person_stands_in_the_record_of_steps(review, by, colleague):
    member, issued = with_letter(review, by, now=NOW)
    stopping.stop(member, why="Whisperreason", by=by, now=NOW)
    stopping.ask_to_resume(member, why="Hollowreason", by=by, now=NOW)
    stopping.resume(member, by=colleague, now=NOW)
    words = repr(fresh(member).words())
    told = "".join(repr(row) for row in Step.objects.values_list())
    for canary in [*CANARIES, "Whisperreason", "Hollowreason", "Postglimmer", "Larkspindle", "Timehollow"]:
        assert canary in words
        assert canary not in told
    assert issued.code not in told
    assert issued.proof not in told
