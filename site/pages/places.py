"""To which partnership a page belongs."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from partnerships.models import Partnership


class NoPartnership(Exception):
    """The page lies in no partnership's tree."""


def partnership_of(content: Any) -> Partnership:
    """Return the partnership of a page, by its place in the tree, or of a row that names its own."""
    if not isinstance(content, Page):
        return content.partnership
    home = content.path[: Page.steplen * 2]
    found = Partnership.objects.select_related("site").filter(site__root_page__path=home).first()
    if found is None:
        raise NoPartnership(content.pk)
    return found


def pages_of(partnership: Partnership) -> Any:
    """Return all pages in the tree of `partnership`, its front page included."""
    return Page.objects.filter(path__startswith=partnership.site.root_page.path)
