"""How far a person of the family has come to the portal's door, and what became of a code (rules.md §3, F0 to F3)."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lifecycles.moves import Machine, move


class MemberState(TextChoices):
    IDENTIFIED = "identified", _("Identified")
    CLEARED = "cleared", _("Cleared to be contacted")
    EXCLUDED = "excluded", _("Not to be invited")
    CONTACTED = "contacted", _("Contacted in person")
    INVITED = "invited", _("Invited to the portal")
    JOINED = "joined", _("Has joined")
    STOPPED = "stopped", _("Stopped for safety")
    CLOSED = "closed", _("Closed")


BEFORE_CONTACT = (MemberState.IDENTIFIED, MemberState.CLEARED, MemberState.EXCLUDED)
IN_TOUCH = (MemberState.CONTACTED, MemberState.INVITED, MemberState.JOINED)

MEMBER = Machine(
    "family member",
    MemberState.IDENTIFIED,
    (
        move("clear", MemberState.IDENTIFIED, MemberState.CLEARED),
        move("exclude", [MemberState.IDENTIFIED, MemberState.CLEARED], MemberState.EXCLUDED),
        move("reconsider", MemberState.EXCLUDED, MemberState.IDENTIFIED),
        move("contact", MemberState.CLEARED, MemberState.CONTACTED),
        move("invite", [MemberState.CONTACTED, MemberState.INVITED], MemberState.INVITED),
        move("join", MemberState.INVITED, MemberState.JOINED),
        move("stop", IN_TOUCH, MemberState.STOPPED),
        move("resume", MemberState.STOPPED, MemberState.CONTACTED),
        move("close", [*BEFORE_CONTACT, *IN_TOUCH, MemberState.STOPPED], MemberState.CLOSED),
    ),
)


class InvitationState(TextChoices):
    ISSUED = "issued", _("Issued")
    USED = "used", _("Used")
    REVOKED = "revoked", _("Revoked")


INVITATION = Machine(
    "invitation",
    InvitationState.ISSUED,
    (
        move("use", InvitationState.ISSUED, InvitationState.USED),
        move("revoke", InvitationState.ISSUED, InvitationState.REVOKED),
    ),
)


class RecoveryState(TextChoices):
    ASKED = "asked", _("Asked for")
    CHECKED = "checked", _("Checked by one member of staff")
    AGREED = "agreed", _("Agreed")
    USED = "used", _("Used")
    REFUSED = "refused", _("Refused")
    CALLED_OFF = "called_off", _("Called off by the person")


OPEN_RECOVERY = [RecoveryState.ASKED, RecoveryState.CHECKED, RecoveryState.AGREED]

RECOVERY = Machine(
    "recovery",
    RecoveryState.ASKED,
    (
        move("check", RecoveryState.ASKED, RecoveryState.CHECKED),
        move("agree", RecoveryState.CHECKED, RecoveryState.AGREED),
        move("vouch", [RecoveryState.ASKED, RecoveryState.CHECKED], RecoveryState.AGREED),
        move("use", RecoveryState.AGREED, RecoveryState.USED),
        move("refuse", OPEN_RECOVERY, RecoveryState.REFUSED),
        move("call_off", OPEN_RECOVERY, RecoveryState.CALLED_OFF),
    ),
)


class DisposalState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


DISPOSAL = Machine(
    "disposal",
    DisposalState.PROPOSED,
    (
        move("agree", DisposalState.PROPOSED, DisposalState.DONE),
        move("withdraw", DisposalState.PROPOSED, DisposalState.WITHDRAWN),
    ),
)


class DocumentState(TextChoices):
    RECEIVED = "received", _("Not scanned for viruses")
    QUARANTINED = "quarantined", _("Waits to be scanned")
    CLEAN = "clean", _("Scanned: nothing was found")
    REFUSED = "refused", _("Refused: the scan found something harmful")
    REMOVED = "removed", _("Removed")


DOCUMENT = Machine(
    "document",
    DocumentState.RECEIVED,
    (
        move("quarantine", DocumentState.RECEIVED, DocumentState.QUARANTINED),
        move("pass", [DocumentState.RECEIVED, DocumentState.QUARANTINED], DocumentState.CLEAN),
        move("refuse", [DocumentState.RECEIVED, DocumentState.QUARANTINED], DocumentState.REFUSED),
        move("remove", [DocumentState.RECEIVED, DocumentState.QUARANTINED, DocumentState.CLEAN], DocumentState.REMOVED),
    ),
)
