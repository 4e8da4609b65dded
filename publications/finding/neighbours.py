"""The partnerships of this installation, as one who searches all of them needs them: name and public host."""

from __future__ import annotations

from dataclasses import dataclass

from partnerships.models import Partnership


@dataclass(frozen=True)
class Neighbour:
    number: int
    slug: str
    name: str
    origin: str


def neighbours() -> dict[str, Neighbour]:
    """Return all of them by their number as text, with one query."""
    names = ("slug", "name", "site__hostname", "site__port")
    found = Partnership.objects.select_related("site").only(*names).order_by("name")
    return {str(one.pk): Neighbour(one.pk, one.slug, one.name, one.origin) for one in found}
