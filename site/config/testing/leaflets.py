"""The leaflets that every partnership starts with, for tests of what becomes of one."""

from __future__ import annotations

from home.models import LeafletPage
from partnerships.models import Partnership


def starter_leaflet(partnership: Partnership, slug: str = "parents-and-carers") -> LeafletPage:
    """Return the leaflet that `partnership` began with under `slug`."""
    return LeafletPage.objects.descendant_of(partnership.site.root_page).get(slug=slug)
