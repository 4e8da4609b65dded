"""Somebody says that a briefing was used: where, by how many, and what changes. Nobody's name is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from anonymity.checking import Checker
from anonymity.passages import Document
from anonymity.watchlists import Allowed, Watchlist
from lifecycles.moves import MoveRefused
from lifecycles.stepping import VISITOR, record
from partnerships.models import Partnership
from publications.anonymity.sources import Source
from publications.models import BriefingPage, CompanionEdition, Review, Severity, Term, UseReport
from publications.vocabulary import CompanionKind


class NotPublicAnyMore(MoveRefused):
    """What was used is not public, so nobody can report about it."""

    def __init__(self) -> None:
        super().__init__(_("This briefing is not public any more."))


class MayNameSomebody(MoveRefused):
    """The text holds something like a number or an address by which a person could be known."""

    def __init__(self) -> None:
        super().__init__(
            _("Leave out telephone numbers, addresses, dates of birth and other details of people. Nothing was sent.")
        )


@dataclass(frozen=True)
class Used:
    """What was used: a briefing on a page of its own, or the one that went out with the report of a review."""

    briefing: BriefingPage | None = None
    review: Review | None = None

    def is_public(self) -> bool:
        """Ask the public rule at this moment."""
        if self.briefing:
            return Page.objects.live().filter(pk=self.briefing.pk).exists()
        public = CompanionEdition.objects.public()
        return public.filter(review=self.review, kind=CompanionKind.BRIEFING).exists()


def report_use(
    used: Used,
    partnership: Partnership,
    *,
    setting: str,
    agency: Term | None,
    people: int | None,
    changed: str,
    now: datetime,
) -> UseReport:
    """Write down that `used` was used. Raises NotPublicAnyMore or MayNameSomebody."""
    if not used.is_public():
        raise NotPublicAnyMore
    if names_somebody(changed):
        raise MayNameSomebody
    with transaction.atomic():
        use = UseReport.objects.create(
            partnership=partnership,
            briefing=used.briefing,
            review=used.review,
            at=now,
            setting=setting,
            agency=agency,
            people=people,
            changed=changed.strip(),
        )
        record(use, "report_use", by=VISITOR, now=now, facts={"setting": setting, "people": people})
    return use


def names_somebody(text: str) -> bool:
    """Return whether the engine finds in `text`, without any list, what belongs to a person."""
    return any(finding.severity != Severity.NOTE for finding in _checker().check(_document(text)))


def _document(text: str) -> Document:
    source = Source("")
    source.say("Text", text, name="")
    return source.document


@cache
def _checker() -> Checker:
    return Checker(Watchlist(), Allowed())
