"""What is still missing of what is to go out with a report."""

from __future__ import annotations

from dataclasses import dataclass

from publications.companions.agreeing import is_agreed
from publications.learning.briefing_content import lacking
from publications.models import Companion, CompanionPage, ReportPage, Review
from publications.vocabulary import CompanionKind


@dataclass(frozen=True)
class Missing:
    """What is missing of one companion, and what to do about it, in words."""

    companion: Companion
    said: str
    next_step: str


def missing_in(review: Review, drafts: list[ReportPage], pages: list[CompanionPage]) -> list[Missing]:
    """Return what is missing of the companions of `review`, whose drafts in every language are `drafts` and `pages`."""
    companions = review.companions.filter(left_out_at=None)
    return [lack for companion in companions for lack in _of(companion, drafts, pages)]


def _of(companion: Companion, drafts: list[ReportPage], pages: list[CompanionPage]) -> list[Missing]:
    mine = [page for page in pages if page.companion_id == companion.pk]
    label = companion.get_kind_display().lower()
    there = {page.locale_id for page in mine}
    wanted = [draft.locale for draft in (drafts[:1] if companion.first_language_only else drafts)]
    absent = [locale.get_display_name() for locale in wanted if locale.pk not in there]
    empty = [page.locale.get_display_name() for page in mine if not has_text(page)]
    found = [_lack(companion, f"The {label} is missing in {name}.", f"Add it in {name}") for name in absent]
    found += [_lack(companion, f"The {label} has no text in {name}.", "Write it in the editor") for name in empty]
    found += [_lack(companion, said, "Finish the seven-minute briefing in the editor") for said in _half_done(mine)]
    if companion.kind == CompanionKind.FAMILY_STATEMENT and mine and not is_agreed(companion, mine):
        said = "It is not recorded that the family has agreed to the words of its statement."
        found.append(_lack(companion, said, "Ask the family, and record who agreed"))
    return found


def has_text(page: CompanionPage) -> bool:
    """Return whether there is anything to read; an action plan needs at least one action."""
    if page.kind == CompanionKind.ACTION_PLAN:
        return bool(len(page.actions))
    return bool(len(page.body) or len(page.briefing))


def _half_done(pages: list[CompanionPage]) -> list[str]:
    begun = [page for page in pages if page.kind == CompanionKind.BRIEFING and len(page.briefing)]
    return [said for page in begun for said in lacking(page.briefing)]


def _lack(companion: Companion, said: str, step: str) -> Missing:
    return Missing(companion, said, f"{step}, or leave it out with a reason, on the page “Published with the report”.")
