"""Pages that nobody is to find or keep."""

from __future__ import annotations

from django.http import HttpResponse


def quiet(response: HttpResponse) -> HttpResponse:
    """Return `response` as one that no search engine lists and nothing on the way stores."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response
