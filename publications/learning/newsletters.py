"""An issue is made from what was published since the last one. Only keys are kept: what is shown is asked again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from lifecycles.moves import MoveRefused
from lifecycles.stepping import record
from pages.places import partnership_of
from pages.prose import plain_text, public_prose
from pages.translating.reading import Shown
from partnerships.models import Partnership
from partnerships.working_days import LONDON, london_day
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.learning.beginning import free_slug
from publications.learning.items import lines_of
from publications.learning.newly_published import keys_since
from publications.models import BriefingIndexPage, NewsletterPage
from publications.planting import plant_briefing_index

if TYPE_CHECKING:
    from django.db.models import QuerySet

FIRST_ISSUE = timedelta(days=92)
EMPTY = "This issue would show nothing: nothing of it is public, and no news are written."


class DraftWaits(MoveRefused):
    """One issue is written at a time."""

    def __init__(self) -> None:
        super().__init__("An issue waits to be published. Publish it first, or change it in the editor.")


class NothingSince(MoveRefused):
    """There is nothing to tell."""

    def __init__(self) -> None:
        super().__init__("Nothing was published since the last issue.")


def compose_newsletter(partnership: Partnership, *, by: User, now: datetime) -> NewsletterPage:
    """Write the draft of an issue from what was published since the last; another person publishes it.

    Raises NotAllowed, DraftWaits or NothingSince.
    """
    role = must(by, Deed.KEEP_LEARNING, partnership)
    with transaction.atomic():
        index = plant_briefing_index(partnership, now=now)
        issues = NewsletterPage.objects.descendant_of(index)
        if issues.filter(live=False, first_published_at=None).exists():
            raise DraftWaits
        last, today = issues.order_by("-until", "-pk").first(), london_day(now)
        since = last.until if last and last.until else today - FIRST_ISSUE
        keys = _new_keys(partnership, since, last, now)
        page = _draft(index, since, today, keys)
        page.owner, page.locale_id, page.live = by, index.locale_id, False
        index.add_child(instance=page)
        page.save_revision(user=by, log_action=False)
        record(page, "compose_newsletter", by=by, role=role, now=now, facts={"items": len(keys)})
    return page


def public_issues(partnership: Partnership) -> QuerySet[NewsletterPage]:
    """Return the issues that are public, newest first."""
    issues = NewsletterPage.objects.live().descendant_of(partnership.site.root_page).filter(alias_of=None)
    return issues.order_by("-until", "-first_published_at", "-pk")


def newsletter_context(page: NewsletterPage) -> dict[str, Any]:
    """Return what the page of an issue shows: of its items those that are public at this moment."""
    return {
        "shown": Shown(page, settings.LANGUAGE_CODE),
        "body": public_prose(page.body, headings=True),
        "groups": lines_of(page.items, partnership_of(page)),
        "address": page.full_url,
    }


def refusals_of(draft: NewsletterPage) -> list[str]:
    """Return why an issue cannot be published."""
    is_empty = not plain_text(draft.body) and not lines_of(draft.items, partnership_of(draft))
    return [EMPTY] if is_empty else []


def _new_keys(partnership: Partnership, since: date, last: NewsletterPage | None, now: datetime) -> list[str]:
    told: Iterable[str] = last.items if last else ()
    start = datetime.combine(since, time(), tzinfo=LONDON)
    keys = [key for key in keys_since(partnership, start, now) if key not in told]
    if not keys:
        raise NothingSince
    return keys


def _draft(index: BriefingIndexPage, since: date, today: date, keys: list[str]) -> NewsletterPage:
    title = _("Newsletter, %(month)s") % {"month": formats.date_format(today, "F Y")}
    slug = free_slug(index, f"newsletter {today:%Y-%m}")
    return NewsletterPage(title=title, slug=slug, since=since, until=today, items=keys)
