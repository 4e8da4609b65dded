"""Reports in every state, made through the same verbs as in real life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from config.testing.anonymity import pass_anonymity

SECRET = "Quillfeather"
T0 = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
BLOCKS = [
    {"type": "heading", "value": {"level": 2, "text": "What happened"}},
    {"type": "text", "value": f"<p>The word {SECRET} is in no other text.</p>"},
    {"type": "learning_point", "value": {"text": "<p>Ask again.</p>"}},
    {
        "type": "recommendation",
        "value": {"text": "<p>Agree a way.</p>", "target": "All", "by_when": "June", "outcome": "Heard"},
    },
]


@dataclass
class Team:
    """The people whom a release needs."""

    partnership: Any
    preparer: Any
    confirmer: Any


@dataclass
class ReportMaker:
    """Makes a report and brings it as far as its name says; every verb is the real one."""

    a_person: Callable[..., Any]
    teams: dict[int, Team] = field(default_factory=dict)
    advisers: dict[int, Any] = field(default_factory=dict)

    def team(self, partnership: Any) -> Team:
        if partnership.pk not in self.teams:
            manager, colleague = (self.a_person(partnership, "business_manager") for _ in range(2))
            self.teams[partnership.pk] = Team(partnership, manager, colleague)
        return self.teams[partnership.pk]

    def draft(self, partnership: Any, *, blocks: list | None = None, images: dict | None = None, **fields: Any) -> Any:
        from publications.importing import plant_draft
        from publications.word import Manuscript

        manuscript = Manuscript(
            title="Review: Robin", summary="", blocks=blocks or BLOCKS, footnotes=[], images=images or {}, notes=[]
        )
        defaults = {
            "slug": f"robin-{partnership.slug}",
            "reviewer": "Imogen Thackeray, independent reviewer",
            "pseudonym": "Robin",
            "introduction": "What was learned.",
            "support": [{"type": "support", "value": {"name": "Samaritans", "phone": "116 123", "url": ""}}],
        }
        by = self.team(partnership).preparer
        return plant_draft(manuscript, partnership=partnership, by=by, now=T0, **(defaults | fields)).review

    def passed(self, partnership: Any, **fields: Any) -> Any:
        review = self.draft(partnership, **fields)
        self.vouch(review)
        return review

    def vouch(self, review: Any, *, moment: datetime = T0 + timedelta(days=1), now: datetime = T0) -> None:
        """Let everything be recorded that a release of the text as it is now asks for at `moment`."""
        from config.demo.readying import affirm_proceedings, make_ready

        team = self.team(review.partnership)
        pass_anonymity(review, team.preparer, team.confirmer, now=now)
        make_ready(review, moment=moment, by=team.preparer, now=now)
        affirm_proceedings(review, by=team.preparer, now=max(now, moment - timedelta(hours=1)))

    def affirm(self, review: Any, *, now: datetime) -> None:
        """Let it be recorded that no proceedings stand in the way."""
        from config.demo.readying import affirm_proceedings

        affirm_proceedings(review, by=self.team(review.partnership).preparer, now=now)

    def prepared(self, partnership: Any, *, moment: datetime = T0 + timedelta(days=1), **fields: Any) -> Any:
        from publications.releasing import prepare_release

        review = self.draft(partnership, **fields)
        self.vouch(review, moment=moment)
        by = self.team(partnership).preparer
        prepare_release(review, moment=moment, by=by, now=T0, conflict_reason="Agreed with everybody.")
        return review

    def scheduled(self, partnership: Any, *, moment: datetime = T0 + timedelta(days=1), **fields: Any) -> Any:
        from publications.releasing import confirm_release

        review = self.prepared(partnership, moment=moment, **fields)
        confirm_release(review.releases.get(), by=self.team(partnership).confirmer, now=T0)
        review.refresh_from_db()
        return review

    def published(self, partnership: Any, *, moment: datetime = T0 + timedelta(days=1), **fields: Any) -> Any:
        from publications.releasing import release_due

        review = self.scheduled(partnership, moment=moment, **fields)
        assert [outcome.result for outcome in release_due(moment)] == ["released"]
        review.refresh_from_db()
        return review

    def paused(self, partnership: Any, **fields: Any) -> Any:
        from publications.withdrawing import pause

        review = self.published(partnership, **fields)
        pause(review, by=self.team(partnership).preparer, reason="Urgent check", now=T0 + timedelta(days=2))
        return review

    def archived(self, partnership: Any, **fields: Any) -> Any:
        from publications.withdrawing import archive

        review = self.published(partnership, **fields)
        self.tell_of_archiving(review, now=T0 + timedelta(days=399))
        archive(review, by=self.team(partnership).preparer, reason="Year over", now=T0 + timedelta(days=400))
        return review

    def removed(self, partnership: Any, **fields: Any) -> Any:
        return self.remove(self.published(partnership, **fields), now=T0 + timedelta(days=2))

    def remove(self, review: Any, *, now: datetime) -> Any:
        """Let a report be removed by order: a manager proposes, a legal adviser confirms."""
        from publications.withdrawing import confirm, propose

        team = self.team(review.partnership)
        proposal = propose(
            review, "remove", by=team.preparer, reason="Order", order_reference="Order of 1 March", now=now
        )
        confirm(proposal, by=self.legal(review.partnership), now=now)
        review.refresh_from_db()
        return review

    def legal(self, partnership: Any) -> Any:
        """Return the legal adviser of a partnership."""
        if partnership.pk not in self.advisers:
            self.advisers[partnership.pk] = self.a_person(partnership, "legal")
        return self.advisers[partnership.pk]

    def tell_of_archiving(self, review: Any, *, now: datetime) -> None:
        """Let it be recorded that the family was told."""
        from config.demo.readying import tell_of_archiving

        tell_of_archiving(review, by=self.team(review.partnership).preparer, now=now)


@pytest.fixture
def reports(a_person: Callable[..., Any]) -> ReportMaker:
    """Make reports in any state: reports.draft(surrey), reports.published(surrey) …"""
    return ReportMaker(a_person)
