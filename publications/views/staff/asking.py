"""What every staff page asks first."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from partnerships.models import Partnership
from people.permissions import NotAllowed, must, roles_of
from people.roles import DEEDS, Deed
from publications.models import CopyRequest, Release, Review
from publications.models.releases import OPEN


def find_review(request: HttpRequest, uuid: UUID, deed: Deed) -> Review:
    """Return the review for which the person may do `deed`; NotAllowed or Http404, both of which show as 404."""
    review = get_object_or_404(Review.objects.select_related("partnership__site"), uuid=uuid)
    must(request.user, deed, review.partnership)
    return review


def find_review_for(request: HttpRequest, uuid: UUID, deeds: Collection[Deed]) -> Review:
    """Return the review for which the person may do at least one of `deeds`; otherwise as find_review."""
    review = get_object_or_404(Review.objects.select_related("partnership__site"), uuid=uuid)
    if not deeds_in(request.user, review.partnership) & set(deeds):
        raise NotAllowed
    return review


def find_copy_request(request: HttpRequest, uuid: UUID) -> CopyRequest:
    """Return the request for a copy that the person may answer; otherwise as find_review."""
    found = get_object_or_404(CopyRequest.objects.select_related("review__partnership__site", "answered_by"), uuid=uuid)
    must(request.user, Deed.ANSWER_COPY_REQUESTS, found.review.partnership)
    return found


def open_release(review: Review) -> Release | None:
    """Return the release that is prepared or confirmed and has not gone out, or None."""
    return review.releases.filter(state__in=OPEN).select_related("prepared_by", "confirmed_by").first()


def find_open_release(review: Review) -> Release:
    """Return the open release of `review`; Http404 when there is none."""
    release = open_release(review)
    if release is None:
        raise Http404
    return release


def deeds_in(user: Any, partnership: Partnership) -> set[Deed]:
    """Return everything that `user` may do in `partnership`, asked of the database once."""
    return {deed for role in roles_of(user, partnership) for deed in DEEDS[role]}
