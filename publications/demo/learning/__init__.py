"""Briefings, training and a newsletter of the invented partnerships, made through the real verbs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from wagtail.models import Page

from pages.publishing import mark_of, publish_page
from partnerships.models import Partnership
from partnerships.working_days import LONDON, london_day
from people.models import User
from publications.briefing_blocks import SECTIONS
from publications.learning.beginning import begin_briefing
from publications.learning.clearing import clear_early
from publications.learning.drafts import draft_digest
from publications.learning.newsletters import compose_newsletter
from publications.learning.training import add_event
from publications.models import BriefingPage, EarlyClearance, Review, Term
from publications.vocabulary import TermKind

HERE = Path(__file__).parent
WITH_NEWSLETTER = "surrey"
NEWS = "<p>Every season we put together what is new. Read one thing of it with your team.</p>"
TERMS = {"themes": TermKind.THEME, "roles": TermKind.ROLE, "agencies": TermKind.AGENCY}
CLEARED = {
    EarlyClearance.Kind.POLICE: "The officer in the case has read it and sees no harm. Told on the telephone.",
    EarlyClearance.Kind.FAMILY: "The family was told by its co-ordinator and has nothing against it.",
    EarlyClearance.Kind.ANONYMITY: "Read against the watch-list by two people. It describes no child.",
}


def plant_learning(partnership: Partnership, *, writer: User, publisher: User, now: datetime) -> bool:
    """Plant what `partnership` passes on; return False, and do nothing, when it has briefings already."""
    path = HERE / f"{partnership.slug}.toml"
    root = partnership.site.root_page
    if not path.exists() or BriefingPage.objects.descendant_of(root).exists():
        return False
    facts = tomllib.loads(path.read_text())
    for said in facts["briefing"]:
        _plant_briefing(partnership, said, writer, publisher, now)
    for said in facts["event"]:
        add_event(partnership, _event(said, now), by=writer, now=now)
    if partnership.slug == WITH_NEWSLETTER:
        _plant_newsletter(partnership, writer, publisher, now)
    return True


def _plant_briefing(
    partnership: Partnership, said: Mapping[str, Any], writer: User, publisher: User, now: datetime
) -> None:
    draft = begin_briefing(partnership, said["title"], by=writer, now=now).get_latest_revision_as_object()
    draft.introduction = said["introduction"]
    draft.source_kind, draft.source_title = said["source_kind"], said.get("source_title", "")
    draft.has_disguised_details = said.get("disguised", False)
    draft.review_by = london_day(now) + timedelta(days=365)
    draft.sections = [("briefing", {name: said[name] for name in (*SECTIONS, "questions")})]
    for name, kind in TERMS.items():
        setattr(draft, name, _terms(kind, said[name]))
    if slug := said.get("early_from"):
        draft.source_review = Review.objects.get(partnership=partnership, pages__slug=slug)
    draft.save_revision(user=writer, clean=False, log_action=False)
    if slug:
        _clear(draft, publisher, now)
    _publish(draft.pk, publisher, now)


def _clear(draft: BriefingPage, by: User, now: datetime) -> None:
    draft = BriefingPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    for kind, words in CLEARED.items():
        clear_early(draft, kind, words=words, read=draft_digest(draft), by=by, now=now)


def _plant_newsletter(partnership: Partnership, writer: User, publisher: User, now: datetime) -> None:
    issue = compose_newsletter(partnership, by=writer, now=now)
    draft = issue.get_latest_revision_as_object()
    draft.introduction, draft.body = "What is new, and what you can come to.", NEWS
    draft.save_revision(user=writer, clean=False, log_action=False)
    _publish(issue.pk, publisher, now)


def _publish(number: int, by: User, now: datetime) -> None:
    page = Page.objects.get(pk=number).specific
    read = mark_of(page.get_latest_revision())
    publish_page(page, read=read, by=by, change_note="", is_safety_critical=False, now=now)


def _event(said: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    day = london_day(now) + timedelta(days=said["days"])
    values = {name: said.get(name, "") for name in ("title", "summary", "place", "audience", "booking_url")}
    times = {f"{name}_at": time.fromisoformat(said[key]) for name, key in (("starts", "begins"), ("ends", "ends"))}
    moments = {name: datetime.combine(day, at, tzinfo=LONDON) for name, at in times.items()}
    return values | moments | {"themes": _terms(TermKind.THEME, said["themes"])}


def _terms(kind: str, slugs: Iterable[str]) -> list[Term]:
    slugs = list(slugs)
    found = list(Term.objects.filter(kind=kind, slug__in=slugs))
    if len(found) != len(slugs):
        raise LookupError(f"Not all of these terms exist: {slugs}")
    return found
