"""What every page about a partnership's terms asks first."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from partnerships.models import Partnership
from people.permissions import partnerships_where
from people.roles import Deed


def find_partnership(request: HttpRequest, slug: str) -> Partnership:
    """Return the partnership whose terms the person keeps; Http404 for every other."""
    return get_object_or_404(partnerships_where(request.user, Deed.KEEP_TERMS), slug=slug)
