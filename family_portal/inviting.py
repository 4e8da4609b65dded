"""A letter with a code, and a second proof that the worker says: made once, shown once, kept as keyed hashes (F3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from family_portal.access import act_for
from family_portal.codes import code_digest, code_digests, new_code, new_proof, proof_digest
from family_portal.guards import InvitationQuestion
from family_portal.keeping import change_words, noted
from family_portal.models import Channel, FamilyMember, Invitation
from family_portal.refusals import NoLetter, NotMet
from family_portal.states import BEFORE_CONTACT, InvitationState, RecoveryState
from lifecycles.guards import Checked, ask_guards
from lifecycles.stepping import lock, record, take_step
from partnerships.working_days import london_day
from people.models import User

VALID_FOR = timedelta(days=28)


@dataclass(frozen=True)
class Issued:
    """An invitation with what nobody can read again: the code for the paper, and the proof that is said."""

    invitation: Invitation
    code: str
    proof: str


def issue(member: FamilyMember, *, in_person: bool = False, by: User, now: datetime) -> Issued:
    """Return a new invitation for 28 days; an earlier one ends. `in_person`: the person sits next to the worker.

    Raises NotMet before anybody has spoken with the person, GuardsRefused where something else is missing,
    UnknownMove once they have joined or contact was stopped.
    """
    role = act_for(member.review, by=by, now=now)
    code, proof = new_code(), new_proof()
    with transaction.atomic():
        locked = lock(member)
        if locked.state in BEFORE_CONTACT:
            raise NotMet
        end_invitations(locked, by=by, now=now, role=role)
        take_step(
            member,
            "invite",
            by=by,
            now=now,
            role=role,
            facts={"in_person": in_person},
            question=lambda found: InvitationQuestion(found, now, in_person),
        )
        invitation = Invitation.objects.create(
            member=member,
            code_digest=code_digest(code),
            proof_digest=proof_digest(code, proof),
            issued_by=by,
            issued_at=now,
            expires_at=now + VALID_FOR,
        )
        record(invitation, "issue", after=InvitationState.ISSUED, by=by, now=now, role=role)
    return Issued(invitation, code, proof)


def what_is_missing(member: FamilyMember, *, now: datetime) -> list[Checked]:
    """Return every guard of a letter with its answer, for the page on which it is asked for."""
    return ask_guards(member.machine.name, "invite", InvitationQuestion(member, now))


def open_invitation(member: FamilyMember) -> Invitation | None:
    """Return the invitation of `member` that was not used or ended, expired or not."""
    return member.invitations.filter(state=InvitationState.ISSUED).first()


def last_day_of(member: FamilyMember, code: str, *, by: User, now: datetime) -> date:
    """Return the last whole day on which `code` works, for the letter; NoLetter when it is none of this person's."""
    role, digests = act_for(member.review, by=by, now=now), code_digests(code)
    open_now = {"code_digest__in": digests, "expires_at__gt": now}
    found = member.invitations.filter(state=InvitationState.ISSUED, **open_now).first()
    found = found or member.recoveries.filter(state=RecoveryState.AGREED, **open_now).first()
    if found is None:
        raise NoLetter
    record(found, "print", by=by, now=now, role=role)
    return london_day(found.expires_at) - timedelta(days=1)


def revoke(member: FamilyMember, *, by: User, now: datetime) -> None:
    """End the invitation that is open; NoLetter when none is."""
    role = act_for(member.review, by=by, now=now)
    with transaction.atomic():
        if not end_invitations(lock(member), by=by, now=now, role=role):
            raise NoLetter


def returned(member: FamilyMember, *, by: User, now: datetime) -> None:
    """The letter came back: the code ends, the post is no way any more, and how to reach them is asked anew."""
    role = act_for(member.review, by=by, now=now)
    with transaction.atomic():
        if not end_invitations(lock(member), by=by, now=now, role=role):
            raise NoLetter
        member.channels.filter(kind=Channel.Kind.POST, stopped_at=None).update(stopped_at=now)
        locked = change_words(member, {"letter_came_back": noted(by, now)})
        locked.contact_verified_on = member.contact_verified_on = None
        locked.save(update_fields=["contact_verified_on"])
        record(member, "letter_returned", by=by, now=now, role=role)


def end_invitations(member: FamilyMember, *, by: User, now: datetime, role: str) -> int:
    """End every open invitation of the locked `member`; return how many there were."""
    waiting = list(member.invitations.filter(state=InvitationState.ISSUED))
    for invitation in waiting:
        take_step(invitation, "revoke", by=by, now=now, role=role)
    return len(waiting)
