"""The lines of things that are known by their keys, each asked of its own public rule at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from pages.days_in_words import moment_in_words
from partnerships.models import Partnership
from publications.briefing_pages import public_briefings
from publications.entries import Entry, briefing_entry, companion_entry, report_entry
from publications.models import CompanionEdition, Edition, PlanEdition, TrainingEvent
from publications.printing import public_path
from publications.vocabulary import CompanionKind


@dataclass(frozen=True)
class Line:
    title: str
    path: str
    about: str = ""
    when: str = ""


Known = dict[str, Line]


def lines_of(keys: Iterable[str], partnership: Partnership) -> list[dict[str, Any]]:
    """Return, under a heading each, the lines of those `keys` that are public for `partnership` now, in their order."""
    keys = list(keys)
    groups = [
        (_("Reports"), _reports(keys, partnership)),
        (_("Learning briefings"), _pages(keys, partnership) | _beside_reports(keys, partnership)),
        (_("Action plans"), _plans(keys, partnership)),
        (_("Training and events"), _events(keys, partnership)),
    ]
    shown = [(heading, [known[key] for key in keys if key in known]) for heading, known in groups]
    return [{"heading": heading, "lines": lines} for heading, lines in shown if lines]


def _reports(keys: list[str], partnership: Partnership) -> Known:
    found = _editions(Edition, _numbers(keys, "review:", "/report"), partnership)
    return {f"review:{edition.review_id}/report": _line(report_entry(edition)) for edition in found}


def _beside_reports(keys: list[str], partnership: Partnership) -> Known:
    found = _editions(CompanionEdition, _numbers(keys, "review:", "/briefing"), partnership)
    own = found.filter(kind=CompanionKind.BRIEFING)
    return {f"review:{edition.review_id}/briefing": _line(companion_entry(edition)) for edition in own}


def _pages(keys: list[str], partnership: Partnership) -> Known:
    found = public_briefings(partnership).filter(pk__in=_numbers(keys, "page:"))
    return {f"page:{page.pk}": _line(briefing_entry(page, partnership)) for page in found}


def _plans(keys: list[str], partnership: Partnership) -> Known:
    public = PlanEdition.objects.public().filter(review__partnership=partnership)
    reviews = public.filter(review__in=_numbers(keys, "plan:")).values_list("review", flat=True)
    editions = _editions(Edition, reviews, partnership)
    return {
        f"plan:{edition.review_id}": Line(
            _("Action plan: %(title)s") % {"title": edition.title}, f"{public_path(edition)}progress/"
        )
        for edition in editions
    }


def _events(keys: list[str], partnership: Partnership) -> Known:
    found = TrainingEvent.objects.filter(
        partnership=partnership, pk__in=_numbers(keys, "event:"), cancelled_at=None
    )  # fmt: skip
    return {
        f"event:{event.pk}": Line(event.title, "/training/", event.audience, moment_in_words(event.starts_at))
        for event in found
    }


def _editions(model: Any, reviews: Any, partnership: Partnership) -> Any:
    public = model.objects.public().filter(review__partnership=partnership, language=settings.LANGUAGE_CODE)
    return public.filter(review__in=reviews).select_related("review__partnership__site", "release").defer(*model.LONG)


def _line(entry: Entry) -> Line:
    return Line(entry.title, entry.path, entry.summary, entry.when)


def _numbers(keys: list[str], begin: str, end: str = "") -> list[int]:
    inner = (key.removeprefix(begin).removesuffix(end) for key in keys if key.startswith(begin) and key.endswith(end))
    return [int(number) for number in inner if number.isdecimal()]
