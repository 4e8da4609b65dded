"""A saved search as a feed: the newest of what it would find now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext

from publications.feeds import NEWEST, Asked, NewsFeed
from publications.finding import catalogue
from publications.finding.asking import Hit, NotReady
from publications.finding.choices import KINDS
from publications.finding.question import Question

# A record is found by who looks for it; it is no news.
NO_NEWS = "archived"
RETRY_SECONDS = "10"


@dataclass(frozen=True)
class AskedWords(Asked):
    """A search, as its page has it in its address."""

    question: Question | None = None


@dataclass(frozen=True)
class News:
    """Something found: on which host, and by whom it was published."""

    hit: Hit
    origin: str
    name: str


class SearchFeed(NewsFeed):
    """The newest of what a search finds; the words of its address are those of the search page."""

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return super().__call__(request, *args, **kwargs)
        except NotReady:
            return HttpResponse(status=503, headers={"Retry-After": RETRY_SECONDS, "Cache-Control": "no-cache"})

    def get_object(self, request: HttpRequest) -> AskedWords:
        question = Question(request.GET, request.partnership, get_language())
        return AskedWords(request.partnership, request.path, request.GET, get_language(), question=question)

    def heading(self, asked: AskedWords) -> str:
        return gettext("Search: %(words)s") % {"words": asked.question.words or gettext("everything")}

    def link(self, asked: AskedWords) -> str:
        query = asked.query.urlencode()
        return f"{super().link(asked)}{f'?{query}' if query else ''}"

    def items(self, asked: AskedWords) -> list[News]:
        question, wanted = asked.question, asked.question.asked
        kinds = [kind for kind in wanted.chosen.get("kind", KINDS) if kind != NO_NEWS]
        chosen = {**wanted.chosen, "kind": tuple(kinds)}
        found = catalogue().search(replace(wanted, chosen=chosen, by_date=True, page=1, per_page=NEWEST, counted=()))
        hosts = {number: (one.origin, one.name) for number, one in question.neighbours.items()}
        own = asked.partnership
        hosts[str(own.pk)] = own.origin, own.name
        return [News(hit, *hosts[str(hit.partnership)]) for hit in found.hits if kinds]

    def item_title(self, news: News) -> str:
        return news.hit.title

    def item_description(self, news: News) -> str:
        return news.hit.caption

    def item_link(self, news: News) -> str:
        return f"{news.origin}{news.hit.path.partition('#')[0]}"

    def item_guid(self, news: News) -> str:
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{news.origin} {news.hit.key}')}"

    def item_author_name(self, news: News) -> str:
        return news.name

    def item_pubdate(self, news: News) -> Any:
        return datetime.combine(news.hit.day, time(12), tzinfo=UTC) if news.hit.day else None

    def item_updateddate(self, news: News) -> Any:
        return self.item_pubdate(news)
