"""The pages that list a review's record: people, proceedings and restrictions, days to avoid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from pages.days_in_words import day_in_words
from people.permissions import may
from people.roles import Deed
from publications.models import ParallelProcess, Restriction, Review, Reviewer
from publications.recording.sensitive import sensitive_days
from publications.views.staff.asking import deeds_in, find_review_for
from publications.views.staff.standing import called, latest_draft

BREAK = SafeString("<br>")
READ_LAW = frozenset({Deed.KEEP_RECORD, Deed.SIGN_LEGALLY, Deed.AFFIRM_PROCEEDINGS})
SEE_DAYS = frozenset({Deed.SEE_SENSITIVE_DATES, Deed.PREPARE_RELEASE, Deed.CONFIRM_RELEASE, Deed.PLAN_MEDIA})


@require_safe
def people(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Reviewers with their declarations, and the review team."""
    review = find_review_for(request, uuid, {Deed.KEEP_RECORD})
    reviewers = list(review.reviewers.all())
    groups = [
        {
            "heading": "Reviewers",
            "empty": "No reviewer is recorded. Without one the report cannot be released.",
            "rows": [_row(r.name, _reviewer(r), _to(review, "reviewer", r.pk), r.name) for r in reviewers],
            "add": ("Add a reviewer", reverse("reviewer_add", args=[review.uuid])),
        },
        {
            "heading": "Review team",
            "empty": "Nobody is recorded.",
            "rows": [
                _row(m.name, lines([m.part, m.organisation]), _to(review, "team_member", m.pk), m.name)
                for m in review.team.all()
            ],
            "add": ("Add a member", reverse("team_member_add", args=[review.uuid])),
        },
    ]
    return show_lists(request, review, "Reviewers and team", groups, notice=_named_in_report(review, reviewers))


@require_safe
@sensitive_variables()
def law(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Other processes about the same events, and what a law or an order forbids."""
    review = find_review_for(request, uuid, READ_LAW)
    may_write = may(request.user, Deed.KEEP_RECORD, review.partnership)
    processes, restrictions = review.processes.all(), review.restrictions.select_related("document")
    groups = [
        {
            "heading": "Proceedings and other processes",
            "empty": "None is recorded.",
            "rows": [
                _row(p.get_kind_display(), _process(p), _to(review, "process", p.pk) if may_write else "", "process")
                for p in processes
            ],
            "add": ("Add a process", reverse("process_add", args=[review.uuid])) if may_write else None,
        },
        {
            "heading": "Restrictions",
            "empty": "None is recorded.",
            "rows": [
                _row(r.get_kind_display(), _restriction(r), _to(review, "restriction", r.pk) if may_write else "", "it")
                for r in restrictions
            ],
            "add": ("Add a restriction", reverse("restriction_add", args=[review.uuid])) if may_write else None,
        },
    ]
    intro = (
        "While court proceedings or an inquest are active, or a restriction is in force, a legal adviser has to sign "
        "for the text. When something is added or changed here, they sign again."
    )
    return show_lists(request, review, "Proceedings and restrictions", groups, intro=intro)


@require_safe
@sensitive_variables()
def dates(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Days to avoid: the reason only for those who may know it."""
    review = find_review_for(request, uuid, SEE_DAYS)
    may_write = Deed.SEE_SENSITIVE_DATES in deeds_in(request.user, review.partnership)
    rows = [
        _row(
            _day(found.day, found.is_yearly),
            found.reason,
            _to(review, "sensitive_date", found.key) if may_write else "",
            day_in_words(found.day),
        )
        for found in sensitive_days(review, seen_by=request.user)
    ]
    add = ("Add a sensitive date", reverse("sensitive_date_add", args=[review.uuid])) if may_write else None
    groups = [{"heading": "", "empty": "No sensitive date is recorded.", "rows": rows, "add": add}]
    intro = "Days on which publication would hurt somebody. Few people can read why."
    return show_lists(request, review, "Sensitive dates", groups, intro=intro)


def show_lists(request: HttpRequest, review: Review, title: str, groups: list[dict[str, Any]], **more: Any) -> Any:
    """Show groups of rows, each with a heading, what is said when it is empty, and a way to add one."""
    context = {"review": review, "called": called(review), "title": title, "groups": groups} | more
    return render(request, "publications/staff/record_list.html", context)


def lines(said: Iterable[Any]) -> str:
    """Return what is not empty of `said`, escaped, each on a line of its own."""
    return format_html_join(BREAK, "{}", [(part,) for part in said if part])


def _row(key: str, value: str, change: str, about: str) -> dict[str, Any]:
    actions = [{"label": "Change", "url": change, "about": about}] if change else []
    return {"key": key, "value": value or "Nothing more is recorded", "actions": actions}


def _to(review: Review, name: str, row: int) -> str:
    return reverse(name, args=[review.uuid, row])


def _reviewer(reviewer: Reviewer) -> str:
    return lines(
        [
            reviewer.organisation,
            _said_on("Conflicts of interest declared", reviewer.conflict_declared_on),
            f"Conflicts of interest: {reviewer.conflict}" if reviewer.conflict else "",
            _said_on("Confidentiality agreement signed", reviewer.confidentiality_signed_on),
            _said_on("Panel, Department for Education and Ofsted told of the name", reviewer.announced_on),
        ]
    )


def _said_on(what: str, day: date | None) -> str:
    return f"{what} on {day_in_words(day)}." if day else f"{what}: not yet."


def _process(process: ParallelProcess) -> str:
    words = process.words()
    began = f"Began on {day_in_words(process.began_on)}." if process.began_on else ""
    ended = f"Ended on {day_in_words(process.ended_on)}." if process.ended_on else "It goes on."
    return lines([f"{began} {ended}".strip(), f"Known from: {words['source']}", words["note"]])


def _restriction(restriction: Restriction) -> str:
    words, ends = restriction.words(), restriction.ends_on
    force = f"In force from {day_in_words(restriction.starts_on)} " + (f"to {day_in_words(ends)}." if ends else "on.")
    link = ""
    if restriction.document:
        address = reverse("wagtaildocs_serve", args=[restriction.document_id, restriction.document.filename])
        link = format_html('<a class="govuk-link" href="{}">Document</a>', address)
    return lines([force, f"It comes from: {words['source']}", words["note"], link])


def _day(day: date, is_yearly: bool) -> str:
    return f"{day_in_words(day)}, and every year on that day" if is_yearly else day_in_words(day)


def _named_in_report(review: Review, reviewers: list[Reviewer]) -> str:
    named = latest_draft(review).get("reviewer", "")
    missing = [reviewer.name for reviewer in reviewers if reviewer.name.casefold() not in named.casefold()]
    if not named:
        return "The report does not name its Lead Reviewer yet. Fill it in in the editor."
    said = f"The report names as its Lead Reviewer: {named}."
    return f"{said} It does not name {', '.join(missing)}." if missing else said
