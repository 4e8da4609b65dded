"""What is the same on every page until something public changes is found out once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.http import HttpRequest

Found = TypeVar("Found")


def remembered(request: HttpRequest, key: Hashable, find: Callable[[], Found]) -> Found:
    """Return what `find` returns, from memory while what is public is as it was: `request.as_of` says so.

    Of keys there are only a few for each partnership; what is found is never changed, for threads share it. Where a
    request does not know as of when it is answered, it is found anew.
    """
    known: dict[Hashable, Any] | None = getattr(getattr(request, "as_of", None), "known", None)
    if known is None:
        return find()
    if key not in known:
        known[key] = find()
    return known[key]
