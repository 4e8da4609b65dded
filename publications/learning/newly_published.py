"""What became public since a moment, as keys: the same by which search and alerts know it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from partnerships.models import Partnership
from publications.briefing_pages import public_briefings
from publications.models import CompanionEdition, Edition, PlanEdition, TrainingEvent
from publications.vocabulary import CompanionKind


def keys_since(partnership: Partnership, start: datetime, now: datetime) -> list[str]:
    """Return the keys of what is public now and was published from `start` on, and of training that lies ahead."""
    return [
        *_reports(partnership, start),
        *_briefings(partnership, start),
        *_plans(partnership, start),
        *_training(partnership, now),
    ]


def _reports(partnership: Partnership, start: datetime) -> list[str]:
    found = Edition.objects.public().filter(
        review__partnership=partnership, language=settings.LANGUAGE_CODE, review__first_published_at__gte=start
    )
    return [
        f"review:{pk}/report" for pk in found.order_by("-review__first_published_at").values_list("review", flat=True)
    ]


def _briefings(partnership: Partnership, start: datetime) -> list[str]:
    together = CompanionEdition.objects.public().filter(
        review__partnership=partnership,
        kind=CompanionKind.BRIEFING,
        language=settings.LANGUAGE_CODE,
        review__first_published_at__gte=start,
    )
    pages = public_briefings(partnership).filter(first_public_at__gte=start)
    return [
        *(f"page:{pk}" for pk in pages.values_list("pk", flat=True)),
        *(f"review:{pk}/briefing" for pk in together.order_by("-pk").values_list("review", flat=True)),
    ]


def _plans(partnership: Partnership, start: datetime) -> list[str]:
    found = PlanEdition.objects.public().filter(review__partnership=partnership, published_at__gte=start)
    return [f"plan:{pk}" for pk in found.order_by("-published_at").values_list("review", flat=True)]


def _training(partnership: Partnership, now: datetime) -> list[str]:
    ahead = TrainingEvent.objects.filter(partnership=partnership, starts_at__gt=now, cancelled_at=None)
    return [f"event:{pk}" for pk in ahead.order_by("starts_at").values_list("pk", flat=True)]
