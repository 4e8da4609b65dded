"""Which open releases would be stopped at their hour, because something was changed after they were prepared (R10)."""

from __future__ import annotations

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Subquery
from wagtail.models import ModelLogEntry

from pages.models import PrivateImage
from publications.models import CompanionEdition, CompanionPage, Edition, Release, ReportPage
from publications.questions import ReleaseQuestion

WORDS = "It will be stopped at its hour: the report was changed after the release was prepared."


def has_lapsed(release: Release, *, now: datetime) -> bool:
    """Return whether a text or a picture is not any more what `release` was prepared from."""
    return ReleaseQuestion(release.review, release.moment, now, release).content_hash != release.content_hash


def lapsed_among(releases: list[Release], *, now: datetime) -> set[int]:
    """Return the keys of those `releases` that have lapsed; four queries, and more only for what was touched."""
    touched = _texts_touched(releases) | _companions_touched(releases) | _pictures_touched(releases)
    return {release.pk for release in releases if release.pk in touched and has_lapsed(release, now=now)}


def _texts_touched(releases: list[Release]) -> set[int]:
    pages = ReportPage.objects.filter(review=OuterRef("review"), language_key=OuterRef("language"))
    editions = Edition.objects.filter(release__in=releases).annotate(now_at=Subquery(pages.values("latest_revision")))
    return set(editions.exclude(revision=F("now_at")).values_list("release", flat=True))


def _companions_touched(releases: list[Release]) -> set[int]:
    made = set(CompanionEdition.objects.filter(release__in=releases).values_list("release", "revision"))
    reviews = [release.review_id for release in releases]
    pages = CompanionPage.objects.filter(companion__review__in=reviews, companion__left_out_at=None)
    wanted = list(pages.values_list("companion__review", "latest_revision"))
    now = {(r.pk, revision) for r in releases for review, revision in wanted if review == r.review_id}
    return {release for release, _ in made ^ now}


def _pictures_touched(releases: list[Release]) -> set[int]:
    if not releases:
        return set()
    pictures = ContentType.objects.get_for_model(PrivateImage)
    last = ModelLogEntry.objects.filter(content_type=pictures).order_by("-timestamp").values_list("timestamp").first()
    return {release.pk for release in releases if last and release.prepared_at <= last[0]}
