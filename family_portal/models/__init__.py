from family_portal.models.disposals import Disposal
from family_portal.models.doors import CodeFactor, HelpAsked, Joining, Recovery, SentCode
from family_portal.models.keys import FamilyWords, KeyDestroyed, ReviewKey
from family_portal.models.members import BreakGlass, CaseStaff, Channel, FamilyMember, Invitation, SignInName
from family_portal.models.notices import Notice
from family_portal.models.uploads import UploadedDocument

__all__ = [
    "BreakGlass",
    "CaseStaff",
    "Channel",
    "CodeFactor",
    "Disposal",
    "FamilyMember",
    "FamilyWords",
    "HelpAsked",
    "Invitation",
    "Joining",
    "KeyDestroyed",
    "Notice",
    "Recovery",
    "ReviewKey",
    "SentCode",
    "SignInName",
    "UploadedDocument",
]
