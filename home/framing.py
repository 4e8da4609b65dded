"""What stands round every public page of a partnership: its alert, where the menu leads, and which body came after."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.languages import language_of_path
from pages.remembering import remembered
from pages.translating.reading import Shown, shown_in
from partnerships.context import language_prefix
from partnerships.models import Terms
from partnerships.working_days import london_day

# Reports and what is learned from them are public in English alone; a list in another language would be empty.
IN_ENGLISH = {"reviews", "search", "briefings", "themes", "training"}
MENU = {
    "families": _("Families"),
    "reviews": _("Reports"),
    "briefings": _("Briefings"),
    "practitioners": _("Practitioners"),
    "search": _("Search"),
    "contact": _("Contact"),
}
FOOTER = {
    "how-a-review-works": _("How a review works"),
    "support": _("Support"),
    "glossary": _("Glossary"),
    "who-is-who": _("Who is who"),
    "media": _("Media"),
    "accessibility": _("Accessibility"),
    "privacy": _("Privacy"),
    "cookies": _("Cookies"),
    "contact": _("Contact"),
}
ONWARD = {
    "briefings": _("Briefings of seven minutes"),
    "themes": _("Learning by theme"),
    "training": _("Training and events"),
    "reviews": _("Read the reports"),
    "search": _("Search the reports"),
    "reflective-learning-workshops": _("Reflective learning workshops: role and purpose"),
    "when-your-case-is-reviewed": _("When your case is reviewed: information for practitioners"),
    "refer": _("How to refer"),
    "practitioners": _("Learning for practitioners"),
}


# As templates/components/navigation_item.html.
_MENU_ITEM = (
    '<li class="govuk-service-navigation__item{}"><a class="govuk-service-navigation__link" href="{}"{}{}>{}</a></li>'
)
_FOOTER_ITEM = '<li><a class="govuk-link" href="{}">{}</a></li>'


@dataclass(frozen=True)
class Link:
    label: Any
    url: str
    hreflang: str = ""


class Frame:
    """What it asks the database is asked when a page shows it, and once."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.partnership = request.partnership
        self.path = request.path
        self.language = language_of_path(request.path)
        self.prefix = language_prefix()

    @property
    def menu(self) -> list[Link]:
        return self._links(MENU.items())

    @property
    def footer(self) -> list[Link]:
        return self._links(FOOTER.items())

    @property
    def menu_items(self) -> SafeString:
        """The items of the menu, of which one may be the page itself."""
        here = self.path if self.path in (link.url for link in self.menu) else ""
        return self._drawn(
            "menu", lambda: format_html_join("\n", "{}", ((_item(link, here),) for link in self.menu)), here
        )

    @property
    def footer_items(self) -> SafeString:
        rows = ((link.url, link.label) for link in self.footer)
        return self._drawn("footer", lambda: format_html_join("\n", _FOOTER_ITEM, rows))

    @property
    def onward(self) -> list[Link]:
        """Where practitioners go from one of their pages."""
        return [link for link in self._links(ONWARD.items()) if link.url != self.path]

    @cached_property
    def live(self) -> set[str]:
        """The pages that lie directly below the front page and are public; others may have been taken down."""
        return remembered(self.request, ("live", self.partnership.pk), self._live)

    @cached_property
    def alert(self) -> Shown | None:
        """The front page while its alert is shown; its words may be those of a translation."""
        home = getattr(self.partnership.site.root_page, "homepage", None)
        if home is None or not home.has_alert(london_day(timezone.now())):
            return None
        shown = shown_in([home], self.language)[0]
        # An alert that is newer than its translation may be the number that has changed: it is read in English.
        return shown if shown.content.alert and not shown.is_stale else Shown(home, settings.LANGUAGE_CODE)

    @cached_property
    def ended(self) -> Shown | None:
        """The terms of a body that has ended: they name the one that came after (D1)."""
        return remembered(self.request, ("ended", self.partnership.pk, self.language), self._ended)

    def link(self, path: str, label: Any) -> Link | None:
        """Return a link to `path` below the front page; None where the page that it begins with is not public."""
        slug = path.partition("/")[0]
        if slug not in self.live:
            return None
        if slug in IN_ENGLISH:
            return Link(label, f"/{path}/", "en" if self.prefix else "")
        return Link(label, f"{self.prefix}/{path}/")

    def _drawn(self, what: str, draw: Callable[[], SafeString], *which: str) -> SafeString:
        # A template takes longer for these few lines than for the page that they stand on.
        return remembered(self.request, (what, self.partnership.pk, self.language, get_language(), *which), draw)

    def _live(self) -> set[str]:
        home = self.partnership.site.root_page
        return IN_ENGLISH | set(Page.objects.child_of(home).live().values_list("slug", flat=True))

    def _ended(self) -> Shown | None:
        terms = Terms.objects.filter(partnership=self.partnership).first()
        return shown_in([terms], self.language)[0] if terms and terms.is_legacy else None

    def _links(self, places: Iterable[tuple[str, Any]]) -> list[Link]:
        links = (self.link(slug, label) for slug, label in places)
        return [link for link in links if link]


def _item(link: Link, here: str) -> SafeString:
    language = format_html(' hreflang="{}"', link.hreflang) if link.hreflang else ""
    if link.url != here:
        return format_html(_MENU_ITEM, "", link.url, language, "", link.label)
    label = format_html('<strong class="govuk-service-navigation__active-fallback">{}</strong>', link.label)
    current = mark_safe(' aria-current="page"')
    return format_html(_MENU_ITEM, " govuk-service-navigation__item--active", link.url, language, current, label)


def frame_of(request: HttpRequest) -> Frame | None:
    """Return the frame of a public host's page, the same for the whole request; None elsewhere."""
    if not hasattr(request, "_frame"):
        request._frame = Frame(request) if getattr(request, "partnership", None) else None
    return request._frame


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the Frame of a public host's page."""
    return {"frame": frame_of(request)}
