"""The editions of companions are made with those of the report, and kept under the same release."""

from __future__ import annotations

from datetime import date

from publications.composing import Composition, compose
from publications.editions import Made, make_files
from publications.models import CompanionEdition, CompanionPage, ReportPage, Review


def make_companions(review: Review, pages: list[CompanionPage], drafts: list[ReportPage], day: date) -> list[Made]:
    """Make an edition of each of `pages`, beside `drafts` of the report; TypesettingError. Writes only files."""
    return [_make(review, page, drafts, day) for page in pages]


def draft_companion(
    review: Review, page: CompanionPage, drafts: list[ReportPage], composition: Composition
) -> CompanionEdition:
    """Return an edition of what `page` says in memory, not in the database and without a text or files yet.

    Where readers find support, and what they are told before they begin, it has from the report in its language.
    """
    report = beside(page, drafts)
    return CompanionEdition(
        review=review,
        revision_id=page.latest_revision_id,
        kind=page.kind,
        language=page.locale.language_code,
        slug=report.slug,
        title=page.title,
        introduction=page.introduction,
        report_title=report.title,
        content_warning=report.content_warning,
        support=[dict(block.value) for block in report.support],
        blocks=composition.blocks,
        footnotes=composition.footnotes,
        contents=composition.contents,
    )


def beside(page: CompanionPage, drafts: list[ReportPage]) -> ReportPage:
    """Return the report in the language of `page`, or in its first language where there is none."""
    same = [draft for draft in drafts if draft.locale_id == page.locale_id]
    return (same or drafts)[0]


def _make(review: Review, page: CompanionPage, drafts: list[ReportPage], day: date) -> Made:
    composition = compose(page)
    edition = draft_companion(review, page, drafts, composition)
    return Made(edition, make_files(edition, composition, day))
