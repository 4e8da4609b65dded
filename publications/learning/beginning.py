"""A briefing is begun with its title alone, where those of the partnership hang; it is written in the editor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from lifecycles.moves import MoveRefused
from lifecycles.stepping import record
from partnerships.models import Partnership
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.models import BriefingIndexPage, BriefingPage
from publications.planting import plant_briefing_index

LONGEST_SLUG = 60


class NeedsTitle(MoveRefused):
    """Its address is made from its title."""

    def __init__(self) -> None:
        super().__init__("Write a title.")


def begin_briefing(partnership: Partnership, title: str, *, by: User, now: datetime) -> BriefingPage:
    """Make the draft of a briefing and return it. Raises NotAllowed or NeedsTitle."""
    role = must(by, Deed.KEEP_LEARNING, partnership)
    title = title.strip()
    if not slugify(title):
        raise NeedsTitle
    with transaction.atomic():
        index = plant_briefing_index(partnership, now=now)
        page = BriefingPage(
            title=title, slug=free_slug(index, title), owner=by, locale_id=index.locale_id, live=False
        )  # fmt: skip
        index.add_child(instance=page)
        page.save_revision(user=by, clean=False, log_action=False)
        record(page, "begin_briefing", by=by, role=role, now=now)
    return page


def free_slug(index: BriefingIndexPage, words: str) -> str:
    """Return an address made of `words` that nothing below `index` has."""
    base = slugify(words)[:LONGEST_SLUG].strip("-")
    taken = set(index.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)
