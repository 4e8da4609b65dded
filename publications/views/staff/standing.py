"""Where a review stands: what it is called, and what has to happen next."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform

from pages.days_in_words import day_in_words, moment_in_words
from partnerships.models import Partnership
from publications.ledger import earliest_archive_day
from publications.models import Proposal, PublicSpell, Release, ReportPage, Review
from publications.models.releases import OPEN
from publications.states import ProposalState, ReleaseState, ReviewState

_AT_REST = {
    ReviewState.REMOVED: "Nothing more: it was removed for good.",
    ReviewState.CLOSED: "It was closed without publishing its report. Its page says why, and what follows.",
}


def standing_reviews(partnerships: QuerySet[Partnership]) -> QuerySet[Review]:
    """Return the reviews of `partnerships`, each with what its line in a list needs, in a fixed number of queries.

    Adds draft_title and draft_pseudonym of the source page, and the lists open_releases and open_proposals.
    """
    pages = ReportPage.objects.filter(review=OuterRef("pk")).order_by("pk")
    pseudonyms = pages.annotate(said=KeyTextTransform("pseudonym", "latest_revision__content")).values("said")
    releases = Release.objects.filter(state__in=OPEN)
    proposals = Proposal.objects.filter(state=ProposalState.PROPOSED)
    return (
        Review.objects.of(partnerships)
        .select_related("partnership")
        .annotate(draft_title=Subquery(pages.values("draft_title")[:1]), draft_pseudonym=Subquery(pseudonyms[:1]))
        .prefetch_related(
            Prefetch("releases", releases, to_attr="open_releases"),
            Prefetch("proposals", proposals, to_attr="open_proposals"),
            Prefetch("spells", PublicSpell.objects.order_by("began_at")),
        )
        .order_by("-created_at", "-pk")
    )


def name_of(pseudonym: str | None, title: str | None) -> str:
    """Return what staff call a review: the pseudonym with the title, or the title alone."""
    title = title or "Report without a title"
    return f"{pseudonym}: {title}" if pseudonym and pseudonym not in title else title


def called(review: Review) -> str:
    """Return what staff call `review`, also while it has no report."""
    written = latest_draft(review)
    return name_of(written.get("pseudonym"), written.get("title"))


def latest_draft(review: Review) -> dict[str, Any]:
    """Return the plain fields of the latest draft in the first language, as they are stored; empty without a report."""
    page = review.pages.select_related("latest_revision").order_by("pk").first()
    return page.latest_revision.content if page and page.latest_revision else {}


def next_step(review: Review, release: Release | None, proposal: Proposal | None, today: date) -> str:
    """Return what has to happen next with `review`, in words."""
    if release:
        return _next_of_release(release)
    if review.state in _AT_REST:
        return _AT_REST[review.state]
    if proposal and proposal.move == "remove":
        return "A second person has to confirm that it is removed for good."
    if proposal:
        return "A second person has to confirm that it is put back."
    return _next_of_state(review, today)


def moment_of(release: Release | None) -> datetime | None:
    """Return the confirmed moment of publication, or None while nothing is confirmed."""
    return release.moment if release and release.state == ReleaseState.CONFIRMED else None


def _next_of_release(release: Release) -> str:
    if release.state == ReleaseState.PREPARED:
        return f"A second person has to confirm the release for {moment_in_words(release.moment)}."
    return "It is published by itself at its moment."


def _next_of_state(review: Review, today: date) -> str:
    if review.state == ReviewState.PUBLISHED:
        return archive_sentence(review, today)
    return {
        ReviewState.PREPARING: "Finish the report and prepare its release.",
        ReviewState.SCHEDULED: "Withdraw the schedule and prepare the release again.",
        ReviewState.PAUSED: "Decide whether it is put back or removed.",
        ReviewState.ARCHIVED: "Answer requests for copies.",
    }[ReviewState(review.state)]


def archive_sentence(review: Review, today: date) -> str:
    """Return from which day the report may be archived, in words; empty when it was never public."""
    day = earliest_archive_day(review, today)
    if day is None:
        return ""
    if day > today:
        return f"It stays public until {day_in_words(day)} at least. After that it may be archived."
    return f"It may be archived since {day_in_words(day)}. It stays public until somebody archives it."
