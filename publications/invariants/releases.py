"""Nothing is public without a valid release, and nothing is archived early."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from partnerships.working_days import london_day
from publications.content_hash import content_hash, page_digest
from publications.editions import released_page
from publications.invariants.table import Broken, broken, invariant
from publications.ledger import day_the_year_was_over
from publications.models import Edition, EditionFile, Proposal, PublicSpell, Purpose, Release, Review
from publications.models.embargo import UnderEmbargo
from publications.models.releases import MadeOnce
from publications.states import ProposalState, ReleaseState, ReviewState

WAS_PUBLIC = [ReviewState.PUBLISHED, ReviewState.PAUSED, ReviewState.ARCHIVED, ReviewState.REMOVED]
READABLE = [ReviewState.PUBLISHED, ReviewState.PAUSED, ReviewState.ARCHIVED]
CHUNK = 200


@invariant("S10, §2 (ii)", "What is or was public has a release that was carried out")
def public_by_a_release(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    whole = Q(public_release__state=ReleaseState.RELEASED, public_release__review=F("pk"))
    for review in Review.objects.filter(state__in=WAS_PUBLIC).exclude(whole).iterator():
        yield broken(review, f"it is {review.state}, and its release is not one of its own that was carried out")


@invariant("S0-S9, S13", "What was never public has no public release")
def hidden_without_a_release(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    hidden = Review.objects.exclude(state__in=WAS_PUBLIC)
    for review in hidden.filter(Q(public_release__isnull=False) | Q(first_published_at__isnull=False)).iterator():
        yield broken(review, f"it is {review.state}, and has a public release or a day of publication")


@invariant("§2 (iv)", "Two different people prepared and confirmed every release that was carried out")
def released_by_two_people(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    done = Release.objects.filter(state__in=[ReleaseState.CONFIRMED, ReleaseState.RELEASED])
    one = Q(confirmed_by=None) | Q(confirmed_by=F("prepared_by")) | Q(confirmed_at=None)
    for release in done.filter(one).select_related("review").iterator():
        yield broken(release, "the same person prepared and confirmed it, or nobody confirmed it")


@invariant("S10, §1.5", "Nothing was released before its moment")
def released_after_its_moment(now: datetime) -> Iterator[Broken]:
    done = Release.objects.filter(state=ReleaseState.RELEASED)
    early = Q(released_at=None) | Q(released_at__lt=F("moment")) | Q(released_at__gt=now)
    for release in done.filter(early).select_related("review").iterator():
        yield broken(release, "it was carried out before its moment, or at no time that is known")


@invariant("R7, E53", "Every released report has its text and its PDF in every language")
def editions_are_complete(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    released = Release.objects.filter(state=ReleaseState.RELEASED).select_related("review")
    for release in released.filter(~Exists(Edition.objects.filter(release=OuterRef("pk")))).iterator():
        yield broken(release, "it has no edition")
    for model in MadeOnce.__subclasses__():
        pdf = model._meta.get_field("files").related_model.objects.filter(role=EditionFile.Role.PDF)
        made = model.objects.filter(release__state=ReleaseState.RELEASED).exclude(review__state=ReviewState.REMOVED)
        missing = Q(html="") | Q(pdf_pages=0) | ~Exists(pdf.filter(edition=OuterRef("pk")))
        for edition in made.filter(missing).select_related("release__review").iterator():
            yield broken(edition.release, f"its text or its PDF is missing in “{edition.language}”")


@invariant("R4", "A published report has one open stretch in the ledger, and any other has none")
def ledger_agrees(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    counted = Review.objects.annotate(open_spells=Count("spells", filter=Q(spells__ended_at=None)))
    wrong = Q(state=ReviewState.PUBLISHED) & ~Q(open_spells=1) | ~Q(state=ReviewState.PUBLISHED) & Q(open_spells__gt=0)
    for review in counted.filter(wrong).iterator():
        yield broken(review, f"it is {review.state}, and has {review.open_spells} open stretches")
    for spell in PublicSpell.objects.filter(ended_at__lt=F("began_at")).select_related("review").iterator():
        yield broken(spell.review, "a stretch in the ledger ends before it begins")


@invariant("R4, §2 (iii)", "Nothing was archived before its year was over")
def nothing_archived_early(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    archived = Review.objects.filter(state=ReviewState.ARCHIVED).prefetch_related("spells")
    for review in archived.iterator(chunk_size=CHUNK):
        ended = [spell.ended_at for spell in review.spells.all() if spell.ended_at]
        due = day_the_year_was_over(review)
        if not ended or due is None or london_day(ended[-1]) < due:
            yield broken(review, "it left the public before one year and the days on which it was offline")


@invariant("R10", "What the public reads is what was released")
def public_content_is_what_was_released(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    found = Review.objects.filter(state__in=READABLE, public_release__isnull=False).select_related("public_release")
    for review in found.iterator(chunk_size=CHUNK):
        release = review.public_release
        made = [edition for model in MadeOnce.__subclasses__() for edition in _editions(model, release)]
        if content_hash([released_page(edition) for edition in made]) != release.content_hash:
            yield broken(release, "its editions do not have the content hash that was approved")


@invariant("S10, §2 (i)", "A page is live only while its review is public with exactly this text")
def live_only_as_released(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    for model in UnderEmbargo.__subclasses__():
        for page in model.objects.filter(live=True).select_related("locale").iterator(chunk_size=CHUNK):
            # What is released at this very moment is looked at again before it is called broken.
            if not _is_as_released(page) and not _is_as_released(model.objects.get(pk=page.pk)):
                yield broken(page.review, f"page {page.pk} is live, and is not what was released")


@invariant("S9", "A scheduled review has one confirmed release, and no other review has one for its publication")
def scheduled_by_one_release(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    confirmed = Q(releases__state=ReleaseState.CONFIRMED) & ~Q(releases__purpose=Purpose.CORRECTION)
    counted = Review.objects.annotate(waiting=Count("releases", filter=confirmed))
    wrong = Q(state=ReviewState.SCHEDULED) & ~Q(waiting=1) | ~Q(state=ReviewState.SCHEDULED) & Q(waiting__gt=0)
    for review in counted.filter(wrong).iterator():
        yield broken(review, f"it is {review.state}, and has {review.waiting} confirmed releases")


@invariant("S12", "Nothing was removed but by two people who named the order")
def removed_by_two_people(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    agreed = Proposal.objects.filter(review=OuterRef("pk"), move="remove", state=ProposalState.CONFIRMED)
    whole = agreed.exclude(order_reference="").exclude(confirmed_by=F("proposed_by")).exclude(confirmed_by=None)
    for review in Review.objects.filter(~Exists(whole), state=ReviewState.REMOVED).iterator():
        yield broken(review, "no two people proposed and confirmed its removal, with an order")


def _editions(model: Any, release: Release) -> QuerySet:
    return model.objects.filter(release=release).select_related("revision").defer(*model.LONG)


def _is_as_released(page: Any) -> bool:
    if not page.live:
        return True
    mine = page_digest(page)
    return any(page_digest(released_page(made)) == mine for made in page.public_editions().select_related("revision"))
