"""What is new, for feed readers: of a partnership, of a theme, of a search. Made anew, they forget at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from partnerships.models import Partnership
from publications.correction_notes import note_of
from publications.entries import Entry, report_entry
from publications.finding import wanted_from
from publications.models import Edition, Term
from publications.models.releases import EditionQuerySet
from publications.newest_reports import reports_wanted, with_partnership
from publications.themes.gathering import About, live_briefings
from publications.views.themes import chosen_partnership, found_term

NEWEST = 30
_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """What a feed was asked for: on which host, at which path and with what beside it, in which language."""

    partnership: Partnership
    path: str
    query: Any
    language: str
    # Of a feed about one term: the term, and of whom; None is everybody.
    term: Term | None = None
    of: Partnership | None = None


class NewsFeed(Feed):
    """An Atom feed of entries. `heading` says of what; a subclass gives the entries."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response

    def get_object(self, request: HttpRequest, **_: str) -> Asked:
        return Asked(request.partnership, request.path, request.GET, get_language())

    def title(self, asked: Asked) -> str:
        return f"{self.heading(asked)} – {asked.partnership.name}"

    def heading(self, asked: Asked) -> str:
        """Return of what this feed tells."""
        raise NotImplementedError

    def link(self, asked: Asked) -> str:
        return f"{asked.partnership.origin}{asked.path.removesuffix('feed/')}"

    def feed_url(self, asked: Asked) -> str:
        query = asked.query.urlencode()
        return f"{asked.partnership.origin}{asked.path}{f'?{query}' if query else ''}"

    def item_title(self, entry: Entry) -> str:
        return entry.title

    def item_description(self, entry: Entry) -> str:
        return entry.summary

    def item_link(self, entry: Entry) -> str:
        return entry.url

    def item_guid(self, entry: Entry) -> str:
        return entry.guid

    def item_author_name(self, entry: Entry) -> str:
        return entry.partnership.name

    def item_pubdate(self, entry: Entry) -> datetime | None:
        return entry.at

    def item_updateddate(self, entry: Entry) -> datetime | None:
        return entry.updated


class ReportFeed(NewsFeed):
    """The newest reports of a partnership, narrowed by type, theme and year as their list is."""

    def heading(self, asked: Asked) -> str:  # noqa: ARG002
        return gettext("Safeguarding practice reviews")

    def items(self, asked: Asked) -> list[Entry]:
        wanted = wanted_from(asked.query)
        found = reports_wanted(wanted, asked.language, asked.partnership, loaded=_with_corrections)
        return [_with_note(edition) for edition in found[:NEWEST]]


class BriefingFeed(NewsFeed):
    """The newest learning briefings of a partnership."""

    def heading(self, asked: Asked) -> str:  # noqa: ARG002
        return gettext("Learning briefings")

    def items(self, asked: Asked) -> list[Entry]:
        return live_briefings(asked.partnership, asked.language)[:NEWEST]


class TermFeed(NewsFeed):
    """The newest reports and briefings about one term, across the partnerships or of one."""

    def get_object(self, request: HttpRequest, kind: str, slug: str) -> Asked:
        term, chosen = found_term(kind, slug), chosen_partnership(request)
        return Asked(request.partnership, request.path, request.GET, get_language(), term, chosen)

    def heading(self, asked: Asked) -> str:
        return asked.term.label

    def items(self, asked: Asked) -> list[Entry]:
        about = About(asked.term, asked.of, asked.language)
        reports = about.public_reports(_with_corrections)[:NEWEST]
        found = [*map(_with_note, reports), *about.briefings()[:NEWEST]]
        return sorted(found, key=lambda entry: entry.at or _LONG_AGO, reverse=True)[:NEWEST]


def _with_corrections(editions: EditionQuerySet) -> EditionQuerySet:
    return with_partnership(editions).select_related("release__correction")


def _with_note(edition: Edition) -> Entry:
    entry, note = report_entry(edition), note_of(edition.release)
    return entry.with_summary("\n\n".join(filter(None, [entry.summary, note and f"{note.heading}: {note.text}"])))
