"""One line for each public thing, whatever it is: what lists, feeds, mail and machines say of it.

Whoever makes an entry has asked the public rule. An entry of an archived report says no more than its record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _

from pages.prose import plain_text
from partnerships.models import Partnership
from partnerships.working_days import london_day
from publications.companions.printing import companion_path
from publications.first_published import as_sentence
from publications.models import BriefingPage, CompanionEdition, Edition
from publications.printing import public_path
from publications.states import ReviewState

# All that the line of a report is made from.
READ_OF_A_REPORT = (
    *("slug", "language", "title", "introduction", "review_type", "release__released_at"),
    *(f"review__{name}" for name in ("state", "uuid", "is_legacy", "legacy_published_on", "first_published_at")),
    *(f"review__partnership__{name}" for name in ("name", "site__hostname", "site__port")),
)


@dataclass(frozen=True)
class Entry:
    """`kind` is report, record, briefing or recommendation; `key` that of the findable thing."""

    kind: str
    key: str
    guid: str
    partnership: Partnership
    language: str
    label: str
    title: str
    path: str
    summary: str = ""
    when: str = ""
    at: datetime | None = None
    updated: datetime | None = None
    # Of a recommendation, the report in which it stands.
    within: str = ""

    @property
    def url(self) -> str:
        return f"{self.partnership.origin}{self.path}"

    def with_summary(self, summary: str) -> Entry:
        """Return the same entry with another summary."""
        return replace(self, summary=summary)

    @property
    def is_record(self) -> bool:
        return self.kind == "record"


def part_of(review: UUID, name: str) -> str:
    """Return by what a part of a review is known for good, wherever it may be read."""
    return f"urn:uuid:{uuid5(review, name)}"


def report_entry(edition: Edition) -> Entry:
    """Return the line of a public report, or of the record of an archived one.

    The caller has loaded review, partnership, site and release.
    """
    review = edition.review
    is_record = review.state == ReviewState.ARCHIVED
    return Entry(
        kind="record" if is_record else "report",
        key=f"review:{review.pk}/report",
        guid=f"urn:uuid:{review.uuid}",
        partnership=review.partnership,
        language=edition.language,
        label=str(edition.get_review_type_display()),
        title=edition.title,
        path=public_path(edition),
        summary="" if is_record else edition.introduction,
        when=as_sentence(review),
        at=review.first_published_at,
        updated=edition.release.released_at,
    )


def companion_entry(edition: CompanionEdition) -> Entry:
    """Return the line of what went out with a public report."""
    review = edition.review
    return Entry(
        kind=edition.kind,
        key=f"review:{review.pk}/{edition.kind}",
        guid=part_of(review.uuid, edition.kind),
        partnership=review.partnership,
        language=edition.language,
        label=str(edition.get_kind_display()),
        title=edition.title,
        path=companion_path(edition),
        summary=edition.introduction,
        when=as_sentence(review),
        at=review.first_published_at,
        updated=edition.release.released_at,
    )


def briefing_entry(page: BriefingPage, partnership: Partnership) -> Entry:
    """Return the line of a live briefing; `page` comes from publications.briefing_pages."""
    return Entry(
        kind="briefing",
        key=f"page:{page.pk}",
        guid=f"urn:uuid:{page.translation_key}",
        partnership=partnership,
        language=settings.LANGUAGE_CODE,
        label=_("Learning briefing"),
        title=page.title,
        path=f"/{page.url_path.removeprefix(partnership.site.root_page.url_path)}",
        summary=page.introduction,
        when=_("published %(day)s") % {"day": formats.date_format(london_day(page.first_public_at), "j F Y")},
        at=page.first_public_at,
        updated=page.last_public_at,
    )


def recommendation_entry(edition: Edition, value: dict[str, Any]) -> Entry:
    """Return the line of one recommendation of a public report; `value` is its block."""
    report, number = report_entry(edition), value["number"]
    return Entry(
        kind="recommendation",
        key=f"review:{edition.review_id}/recommendation-{number}",
        guid=part_of(edition.review.uuid, f"recommendation-{number}"),
        partnership=report.partnership,
        language=edition.language,
        label=_("Recommendation %(number)s") % {"number": number},
        title=plain_text(value["text"]),
        path=f"{report.path}#recommendation-{number}",
        when=report.when,
        at=report.at,
        updated=report.updated,
        within=edition.title,
    )
