from publications.models.anonymity import (
    Acceptance,
    AllowedWord,
    AnonymityCheck,
    AnonymityFinding,
    AnonymityPass,
    NamedStaff,
    Severity,
    WatchList,
    WatchTerm,
)
from publications.models.companions import Companion, CompanionEdition, CompanionFile, CompanionPage
from publications.models.copies import CopyRequest
from publications.models.corrections import Correction
from publications.models.milestones import Milestone, NeverChanged
from publications.models.notices import Comment, Dispatch, Pack, Recipient, Submission
from publications.models.particulars import (
    Delay,
    Hold,
    ParallelProcess,
    Restriction,
    Reviewer,
    SensitiveDate,
    TeamMember,
)
from publications.models.proposals import Proposal
from publications.models.releases import Edition, EditionFile, Purpose, Release
from publications.models.reports import ReportIndexPage, ReportPage
from publications.models.reviews import PublicSpell, Review
from publications.models.terms import Term

__all__ = [
    "Acceptance",
    "AllowedWord",
    "AnonymityCheck",
    "AnonymityFinding",
    "AnonymityPass",
    "Comment",
    "Companion",
    "CompanionEdition",
    "CompanionFile",
    "CompanionPage",
    "CopyRequest",
    "Correction",
    "Delay",
    "Dispatch",
    "Edition",
    "EditionFile",
    "Hold",
    "Milestone",
    "NamedStaff",
    "NeverChanged",
    "Pack",
    "ParallelProcess",
    "Proposal",
    "PublicSpell",
    "Purpose",
    "Recipient",
    "Release",
    "ReportIndexPage",
    "ReportPage",
    "Restriction",
    "Review",
    "Reviewer",
    "SensitiveDate",
    "Severity",
    "Submission",
    "TeamMember",
    "Term",
    "WatchList",
    "WatchTerm",
]
