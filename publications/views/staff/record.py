"""One review on one page: where it stands, what is still to do, what may be done, what happened."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pages.days_in_words import moment_in_words
from partnerships.working_days import london_day
from people.roles import Deed
from publications.anonymity.naming import is_named
from publications.closing import what_follows
from publications.models import CompanionEdition, Edition, EditionFile, Release, Review
from publications.models.releases import FileMadeOnce, MadeOnce
from publications.planner.lapsing import WORDS as STOPPED
from publications.planner.lapsing import has_lapsed
from publications.printing import public_path
from publications.releasing import checklist
from publications.states import ProposalState, ReviewState
from publications.views.preview import show_draft
from publications.views.staff.asking import deeds_in, find_review, open_release
from publications.views.staff.choices import EDITABLE, Situation, choices_in
from publications.views.staff.closing import closing_facts
from publications.views.staff.sections import sections_for
from publications.views.staff.standing import archive_sentence, name_of, next_step
from publications.views.staff.timeline import timeline_of
from publications.views.staff.wording import REVIEW_COLOURS, checklist_items
from publications.withdrawing import REMOVE

ABOUT_THE_MOMENT = {"moment_lies_ahead", "conflicts_have_a_reason"}


@require_safe
def record(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The page of one review."""
    review = find_review(request, uuid, Deed.SEE_REPORTS)
    return render(request, "publications/staff/review.html", _context(request, review, timezone.now()))


@require_safe
def draft(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The latest draft as the public would read it."""
    review = find_review(request, uuid, Deed.SEE_REPORTS)
    page = review.source_page()
    if page is None:
        raise Http404
    return show_draft(request, page.get_latest_revision_as_object())


def release_facts(release: Release | None) -> list[dict[str, Any]]:
    """Return, for each language of a release, what was made: pages and size of the PDF."""
    if release is None:
        return []
    editions = release.editions.prefetch_related("files").defer("html", "text", "contents").order_by("pk")
    together = release.companion_editions.prefetch_related("files").defer(*CompanionEdition.LONG).order_by("pk")
    review = release.review.uuid
    return [_made(review, edition, "release_preview", "release_pdf") for edition in editions] + [
        _made(review, edition, f"release_{edition.kind}", f"release_{edition.kind}_pdf") for edition in together
    ]


def guards_until_release(review: Review, release: Release | None, now: datetime) -> list[dict[str, object]]:
    """Return the checklist of `review`; before a moment is chosen nothing is said about the moment."""
    checked = checklist(review, release.moment if release else now, now=now, release=release)
    return checklist_items([c for c in checked if release or c.guard.name not in ABOUT_THE_MOMENT])


def _context(request: HttpRequest, review: Review, now: datetime) -> dict[str, Any]:
    release, today = open_release(review), london_day(now)
    waiting = review.proposals.filter(state=ProposalState.PROPOSED).select_related("proposed_by")
    proposal, removal = waiting.exclude(move=REMOVE).first(), waiting.filter(move=REMOVE).first()
    source = review.source_page()
    page = source.get_latest_revision_as_object() if source else None
    deeds = deeds_in(request.user, review.partnership)
    return {
        "review": review,
        "page": page,
        "name": name_of(page.pseudonym, page.title) if page else name_of("", ""),
        "colour": REVIEW_COLOURS[review.state],
        "next_step": what_follows(review, now) or next_step(review, release, removal or proposal, today),
        "facts": _facts(review, page),
        "release": release,
        "stopped": STOPPED if release and has_lapsed(release, now=now) else "",
        "made": release_facts(release),
        "proposal": proposal,
        "removal": removal,
        "checklist": guards_until_release(review, release, now) if review.state in EDITABLE else [],
        "choices": choices_in(
            Situation(review, release, proposal, deeds, today, is_named(request.user, review), removal)
        ),
        "archive_sentence": archive_sentence(review, today) if review.state == ReviewState.PUBLISHED else "",
        "sections": sections_for(review, deeds),
        "addresses": _addresses(review),
        "spells": [_spell_in_words(spell.began_at, spell.ended_at) for spell in review.spells.all()],
        "timeline": timeline_of(review),
        "closing": closing_facts(review, deeds, now),
    }


def _facts(review: Review, page: Any) -> list[dict[str, str]]:
    rows = [
        ("Partnership", review.partnership.name),
        ("Pseudonym", page.pseudonym if page else ""),
        ("Lead Reviewer", page.reviewer if page else ""),
        ("Type", page.get_review_type_display() if page else review.get_kind_display()),
        ("First published", moment_in_words(review.first_published_at) if review.first_published_at else "Not yet"),
    ]
    return [{"key": key, "value": value or "Not filled in"} for key, value in rows]


def _addresses(review: Review) -> list[dict[str, str]]:
    if review.state not in (ReviewState.PUBLISHED, ReviewState.ARCHIVED):
        return []
    editions = Edition.objects.current().filter(review=review).only("slug", "language").order_by("pk")
    return [_address(review, f"{review.partnership.origin}{public_path(edition)}") for edition in editions]


def _address(review: Review, page: str) -> dict[str, str]:
    return {"page": page, "pdf": f"{page}report.pdf" if review.is_published else ""}


def _spell_in_words(began: datetime, ended: datetime | None) -> str:
    if ended is None:
        return f"Public since {moment_in_words(began)}."
    return f"Public from {moment_in_words(began)} to {moment_in_words(ended)}."


def _made(review: UUID, edition: MadeOnce, page: str, pdf: str) -> dict[str, Any]:
    query = f"?language={edition.language}"
    return {
        "edition": edition,
        "label": edition.get_kind_display() if isinstance(edition, CompanionEdition) else "The report",
        "page_url": reverse(page, args=[review]) + query,
        "pdf": _pdf_of(edition),
        "pdf_url": reverse(pdf, args=[review]) + query,
    }


def _pdf_of(edition: MadeOnce) -> FileMadeOnce | None:
    return next((file for file in edition.files.all() if file.role == EditionFile.Role.PDF), None)
