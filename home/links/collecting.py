"""Where the public pages of a partnership lead (A33)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement, fragments_fromstring
from wagtail.models import Page, Site

from home.leaflet_blocks import text_of
from home.models import BrokenLink, ContentPage, LeafletPage, SupportOrganisation
from pages.models import ContentTranslation
from pages.translating.sources import with_fields
from partnerships.models import Partnership, Terms

LONGEST = BrokenLink._meta.get_field("url").max_length
INTERNAL = "page:"
LONGEST_ID = 10


@dataclass(frozen=True)
class Link:
    """`page_id` is None for what is shown on many pages; `url` is an address, or "page:12" for a page of a tree."""

    partnership_id: int
    page_id: int | None
    url: str

    @property
    def target_id(self) -> str:
        """The page in the tree to which it leads, "" when it leads elsewhere."""
        return self.url.removeprefix(INTERNAL) if self.url.startswith(INTERNAL) else ""


def all_links() -> set[Link]:
    """Return every link of every partnership that leads to another site, or to a page of the tree."""
    own_hosts = set(Site.objects.values_list("hostname", flat=True))
    found = (link for partnership in _partnerships() for link in _links_of(partnership))
    return {link for link in found if link.target_id or _leads_elsewhere(link.url, own_hosts)}


def _partnerships() -> Iterable[Partnership]:
    return Partnership.objects.select_related("site__root_page")


def _links_of(partnership: Partnership) -> Iterator[Link]:
    for page in _live_pages(partnership):
        for text in _rich_texts(page):
            yield from (Link(partnership.pk, page.pk, url) for url in addresses_in(text))
    shared = [*Terms.objects.filter(partnership=partnership).values_list("arrangements_url", "succeeded_by_url")]
    shared += SupportOrganisation.objects.filter(partnership=partnership).values_list("url")
    yield from (Link(partnership.pk, None, url) for row in shared for url in row if url)


def _live_pages(partnership: Partnership) -> Iterator[Any]:
    """Yield each live page in English and in each language in which it is public."""
    below = {"path__startswith": partnership.site.root_page.path, "live": True}
    pages = [page for model in (ContentPage, LeafletPage) for page in model.objects.filter(**below)]
    by_key = {page.translation_key: page for page in pages}
    yield from pages
    for row in ContentTranslation.objects.public().filter(source_key__in=by_key):
        yield with_fields(by_key[row.source_key], row.field_values())


def _rich_texts(page: Any) -> list[str]:
    if isinstance(page, ContentPage):
        return [page.body]
    return [text_of(block) for block in page.sections]


def addresses_in(text: str) -> Iterator[str]:
    """Yield the addresses to which a rich text leads: of other sites, and "page:12" for pages of the tree."""
    for part in fragments_fromstring(text) if text.strip() else []:
        if isinstance(part, HtmlElement):
            yield from filter(None, map(_address, part.iter("a")))


def _address(link: HtmlElement) -> str:
    if link.get("linktype") == "page":
        return f"{INTERNAL}{link.get('id', '')}"
    return (link.get("href") or "").strip()


def _leads_elsewhere(url: str, own_hosts: set[str]) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and host not in own_hosts and len(url) <= LONGEST


def pages_not_public(ids: Iterable[str]) -> set[str]:
    """Return those of `ids` of pages that nobody in public can read."""
    wanted = set(ids)
    numbers = [number for number in wanted if number.isdecimal() and len(number) < LONGEST_ID]
    live = Page.objects.live().filter(pk__in=numbers).values_list("pk", flat=True)
    return wanted - {str(pk) for pk in live}
