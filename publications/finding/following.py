"""The log of what has changed in public, as the catalogue follows it."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from pages.changing import newest_changes
from pages.models import PublicChange
from publications.finding.asking import Mark

BEFORE_THE_FIRST: Mark = (0, "")


class ChangeLog:
    """The notes of pages.changing. A number alone would not do: a restored backup gives the same numbers again."""

    def last(self) -> Mark:
        """Return number and moment of the last committed change; (0, "") before the first."""
        for number, at in newest_changes():
            return number, at.isoformat()
        return BEFORE_THE_FIRST

    def since(self, mark: Mark) -> list[PublicChange] | None:
        """Return the changes after `mark`, oldest first; None when `mark` is not in the log any more."""
        seen, *later = PublicChange.objects.filter(pk__gte=mark[0]).order_by("pk") or [None]
        is_known = seen is not None and self.mark_after([seen]) == mark
        return later if is_known else None

    def mark_after(self, changes: list[PublicChange]) -> Mark:
        """Return the mark of the last of `changes`."""
        return changes[-1].pk, changes[-1].at.isoformat()

    def is_settled(self) -> bool:
        """Return whether all that can be read now has been committed: what is rolled back must not be kept."""
        return settings.SEARCH_IN_TRANSACTIONS or not connection.in_atomic_block
