"""A release binds one content hash to one moment and two people; its editions are what the public reads."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models import User
from publications.models.reviews import Review
from publications.models.terms import Term
from publications.states import RELEASE, ReleaseState, ReviewState
from publications.vocabulary import AgeBand, ReviewType

OPEN = [ReleaseState.PREPARED, ReleaseState.CONFIRMED]


class Purpose(models.TextChoices):
    PUBLICATION = "publication", _("Publication")
    CORRECTION = "correction", _("Correction")
    LEGACY = "legacy", _("Report from before this record began")


class Release(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="releases")
    state = models.CharField(max_length=20, choices=ReleaseState.choices, default=ReleaseState.PREPARED)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.PUBLICATION)
    content_hash = models.CharField(max_length=64)
    moment = models.DateTimeField(_("moment of publication"))
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    next_attempt_at = models.DateTimeField(null=True)
    # Why this moment was chosen although something speaks against it; names nobody.
    conflict_reason = models.TextField(blank=True)

    machine = RELEASE

    class Meta:
        ordering = ["-prepared_at"]
        indexes = [models.Index(fields=["state", "next_attempt_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(state__in=OPEN), name="one_open_release_for_each_review"
            ),
            models.CheckConstraint(
                name="two_different_people_release",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="what_is_confirmed_has_a_second_person",
                condition=Q(state__in=[ReleaseState.PREPARED, ReleaseState.WITHDRAWN])
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.review.scope


class EditionQuerySet(models.QuerySet):
    def current(self) -> EditionQuerySet:
        """Editions of the release that each review last went public with, whatever its state is now."""
        return self.filter(release=F("review__public_release"))

    def public(self) -> EditionQuerySet:
        """The public rule: the edition of the release that is public, of a review that is published."""
        return self.current().filter(review__state=ReviewState.PUBLISHED)

    def archived(self) -> EditionQuerySet:
        """Editions of which the public sees the short record only."""
        return self.current().filter(review__state=ReviewState.ARCHIVED)


class MadeOnce(models.Model):
    """What the public reads of one page in one language, as it was prepared: nothing edited later changes it.

    Every class of them has `review`, `release` and `revision`.
    """

    language = models.CharField(max_length=10)
    slug = models.CharField(max_length=255)
    title = models.CharField(max_length=255)
    introduction = models.CharField(max_length=300, blank=True)
    content_warning = models.TextField(blank=True)
    support = models.JSONField(default=list)
    blocks = models.JSONField(default=list)
    footnotes = models.JSONField(default=list)
    contents = models.JSONField(default=list)
    html = models.TextField()
    text = models.TextField()
    pdf_pages = models.PositiveIntegerField(default=0)
    pdf_day = models.DateField(null=True)

    objects = EditionQuerySet.as_manager()
    LONG = ("html", "text", "blocks", "footnotes", "contents")

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        """The public rule, asked of one edition."""
        return self.review.is_published and self.review.public_release_id == self.release_id


class Edition(MadeOnce):
    """The report in one language."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="editions")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="editions")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="+")
    pseudonym = models.CharField(max_length=120)
    reviewer = models.CharField(max_length=250)
    review_type = models.CharField(max_length=30, choices=ReviewType.choices)
    age_band = models.CharField(max_length=10, choices=AgeBand.choices, blank=True)
    period = models.CharField(max_length=120, blank=True)
    terms = models.ManyToManyField(Term, related_name="editions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "language"], name="one_edition_for_each_language")]
        indexes = [models.Index(fields=["slug", "language"])]

    def __str__(self) -> str:
        return f"{self.release_id}/{self.language}"

    @property
    def file_stem(self) -> str:
        return self.slug

    def get_review_type_display(self) -> str:
        return _label(ReviewType, self.review_type)

    def get_age_band_display(self) -> str:
        return _label(AgeBand, self.age_band)

    def new_file(self, **facts: Any) -> EditionFile:
        """Return a file of this edition, not yet in the database."""
        return EditionFile(**facts)


def _label(choices: type[models.TextChoices], value: str) -> str:
    # Django's own looks every one of `choices` up in the catalogues of words, for each row of a list.
    return str(choices(value).label) if value in choices else value


class FileMadeOnce(models.Model):
    """A file that belongs to one edition: its PDF, or the public copy of a picture."""

    class Role(models.TextChoices):
        PDF = "pdf", _("PDF")
        PICTURE = "picture", _("Picture")
        ATTACHMENT = "attachment", _("Attached file")

    role = models.CharField(max_length=10, choices=Role.choices)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    mime = models.CharField(max_length=60)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class EditionFile(FileMadeOnce):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    # Of an attached file: what it is called, and what it says, for finding it.
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "digest"], name="one_file_for_each_content"),
            models.UniqueConstraint(fields=["edition"], condition=Q(role="pdf"), name="one_pdf_for_each_edition"),
        ]
