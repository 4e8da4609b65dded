"""People who sign in, by what they prove it, what they are to a partnership, and what they are told."""

from people.models.accounts import Membership, User, UserManager
from people.models.attempts import AttemptCount
from people.models.duties import DutyRun
from people.models.factors import AuthenticatorApp, RecoveryCode, RecoverySheet
from people.models.invitations import Invitation
from people.models.notices import Alarm, OutgoingMail

__all__ = [
    "Alarm",
    "AttemptCount",
    "AuthenticatorApp",
    "DutyRun",
    "Invitation",
    "Membership",
    "OutgoingMail",
    "RecoveryCode",
    "RecoverySheet",
    "User",
    "UserManager",
]
