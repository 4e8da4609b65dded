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
from publications.models.copies import CopyRequest
from publications.models.proposals import Proposal
from publications.models.releases import Edition, EditionFile, Release
from publications.models.reports import ReportIndexPage, ReportPage
from publications.models.reviews import PublicSpell, Review
from publications.models.terms import Term

__all__ = [
    "Acceptance",
    "AllowedWord",
    "AnonymityCheck",
    "AnonymityFinding",
    "AnonymityPass",
    "CopyRequest",
    "Edition",
    "EditionFile",
    "NamedStaff",
    "Proposal",
    "PublicSpell",
    "Release",
    "ReportIndexPage",
    "ReportPage",
    "Review",
    "Severity",
    "Term",
    "WatchList",
    "WatchTerm",
]
