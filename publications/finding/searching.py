"""A search as its page shows it: the results with their links, and the choices beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from django.core.paginator import Page
from django.utils import formats
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pages.filter_boxes import checkboxes
from publications.finding.asking import Found, Hit
from publications.finding.choices import KINDS, Group, groups_of, in_words
from publications.finding.having import catalogue
from publications.finding.listing import known_page
from publications.finding.question import Question

MOST_TERMS, MOST_TITLES = 4, 6
# The id of the form of which the boxes stand elsewhere on the page.
FORM = "search"


@dataclass(frozen=True)
class Line:
    """A hit as it is shown: `url` leads to the section in which the words stand, on the host of its partnership."""

    title: str
    url: str
    facts: str
    # In which section or which attached file the words stand.
    where: str
    text: str


@dataclass(frozen=True)
class Results:
    found: Found
    page: Page
    groups: list[Group]
    # How many there would be in all partnerships, when there is nothing in this one.
    elsewhere: int = 0
    # Where the words with their slips mended are looked for.
    meant: str = ""


def results_of(question: Question) -> Results:
    """Return one page of what is found; NotReady."""
    found = catalogue().search(question.asked)
    lines = [_drawn(_line(hit, question)) for hit in found.hits]
    page = known_page(lines, total=found.total, number=found.page)
    meant = question.in_words(found.meant) if found.meant else ""
    return Results(found, page, _groups(question, found), _elsewhere(question, found), meant)


def suggestions_for(question: Question) -> list[str]:
    """Return what might be meant: terms of the vocabulary that find something, then titles."""
    titled = tuple(kind for kind in KINDS if kind != "recommendation")
    asked = replace(question.asked, chosen={"kind": titled})
    return catalogue().suggest(asked, terms=MOST_TERMS, titles=MOST_TITLES)


def _groups(question: Question, found: Found) -> list[Group]:
    # In an address a partnership goes by its slug, in the index by its number.
    names = {one.slug: one.name for one in question.neighbours.values()}
    counts = found.counts.get("partnership", {})
    by_slug = {one.slug: counts.get(number, 0) for number, one in question.neighbours.items()}
    shown = replace(found, counts={**found.counts, "partnership": by_slug})
    groups = groups_of(shown, question.chosen, question.counted, partnerships=names)
    return [group | {"boxes": checkboxes(group, form=FORM)} for group in groups]


def _line(hit: Hit, question: Question) -> Line:
    other = question.neighbours.get(str(hit.partnership))
    is_own = other is None or other.number == question.partnership.pk
    day = formats.date_format(hit.day, "j F Y") if hit.day and not hit.caption else ""
    facts = [in_words("one").get(hit.kind, ""), hit.caption, day, "" if is_own else other.name]
    return Line(
        title=hit.title,
        url=hit.path if is_own else f"{other.origin}{hit.path}",
        facts=". ".join(filter(None, facts)),
        where=_where(hit),
        text=_("It is not on this site any more. You can ask for a copy.") if hit.kind == "archived" else snippet(hit),
    )


def _drawn(line: Line) -> SafeString:
    # Twenty of them in a template take as long as everything else on the page.
    title = f'<a class="govuk-link" href="{escape(line.url)}">{escape(line.title)}</a>'
    facts = "".join(f'<p class="site-results__facts">{escape(one)}</p>' for one in (line.facts, line.where) if one)
    text = f'<p class="govuk-body">{conditional_escape(line.text)}</p>' if line.text else ""
    drawn = f'<li class="site-results__item"><h2 class="site-results__title">{title}</h2>{facts}{text}</li>'
    return mark_safe(drawn)  # noqa: S308 (every piece is escaped)


def snippet(hit: Hit) -> SafeString:
    """Return some lines of the text, with what was looked for marked in it."""
    said = (f"<mark>{escape(text)}</mark>" if is_wanted else escape(text) for text, is_wanted in hit.snippet)
    return mark_safe("".join(said))  # noqa: S308 (every piece is escaped)


def _where(hit: Hit) -> str:
    if hit.file:
        return _("In the attached file “%(file)s”") % {"file": hit.file}
    return _("In the section “%(section)s”") % {"section": hit.section} if hit.section else ""


def _elsewhere(question: Question, found: Found) -> int:
    if found.total or question.is_everywhere or not question.words:
        return 0
    everywhere = replace(question.asked, home=None, chosen={}, page=1, counted=(), is_brief=True)
    return catalogue().search(everywhere).total
