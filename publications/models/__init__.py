from publications.models.actions import Action, ActionUpdate, Agency, AgencyLead, PlanEdition, Recommendation
from publications.models.alerts import AlertDelivery, AlertSubscription, Announcement
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
from publications.models.briefings import BriefingIndexPage, BriefingPage, EarlyClearance, NewsletterPage
from publications.models.companions import Companion, CompanionEdition, CompanionFile, CompanionPage
from publications.models.copies import CopyRequest
from publications.models.corrections import Correction
from publications.models.learning import Dissemination, TrainingEvent, UseReport
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
    "Action",
    "ActionUpdate",
    "Agency",
    "AgencyLead",
    "AlertDelivery",
    "AlertSubscription",
    "AllowedWord",
    "Announcement",
    "AnonymityCheck",
    "AnonymityFinding",
    "AnonymityPass",
    "BriefingIndexPage",
    "BriefingPage",
    "Comment",
    "Companion",
    "CompanionEdition",
    "CompanionFile",
    "CompanionPage",
    "CopyRequest",
    "Correction",
    "Delay",
    "Dispatch",
    "Dissemination",
    "EarlyClearance",
    "Edition",
    "EditionFile",
    "Hold",
    "Milestone",
    "NamedStaff",
    "NeverChanged",
    "NewsletterPage",
    "Pack",
    "ParallelProcess",
    "PlanEdition",
    "Proposal",
    "PublicSpell",
    "Purpose",
    "Recipient",
    "Recommendation",
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
    "TrainingEvent",
    "UseReport",
    "WatchList",
    "WatchTerm",
]
