"""The staff host's navigation: what this person may do."""

from __future__ import annotations

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001
    """Context processor: the links that the person who is signed in may follow."""
    return {"navigation": []}
