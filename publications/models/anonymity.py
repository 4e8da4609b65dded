"""What is known of the people in a report, so that none of it is published. Every word of it is sealed at rest."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from people.models import User
from publications.models.reviews import Review
from publications.models.sealed import SealedWords


class NamedStaff(models.Model):
    """One of the few who may see the watch-list of one review and what was found."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="named_staff")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="named_once_for_each_review")]


class WatchList(SealedWords):
    """The list of one review as a whole: its version, how long it is kept, and (sealed) with whom that was agreed."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="watch_list")
    version = models.PositiveIntegerField(default=0)
    keep_until = models.DateField(null=True)
    destroyed_at = models.DateTimeField(null=True)


class WatchTerm(SealedWords):
    """Something that must not be found. Sealed: kind, value, aliases, note."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="watch_terms")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class AllowedWord(SealedWords):
    """Something that may be said. Sealed: kind, value."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="allowed_words")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class AnonymityCheck(SealedWords):
    """The last check of a review: of which content, against which version of the list. Sealed: the jigsaw."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="anonymity_check")
    content_hash = models.CharField(max_length=64)
    list_version = models.PositiveIntegerField()
    terms = models.PositiveIntegerField()
    documents = models.PositiveIntegerField()
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")


class Severity(models.TextChoices):
    BLOCK = "block", "Must not be published"
    REVIEW = "review", "Has to be looked at"
    NOTE = "note", "Worth knowing"


class FindingQuerySet(models.QuerySet):
    def with_acceptance(self) -> FindingQuerySet:
        """Add, to each finding, whether its acceptance was confirmed."""
        confirmed = Acceptance.objects.filter(
            review=models.OuterRef("review"), fingerprint=models.OuterRef("fingerprint"), confirmed_by__isnull=False
        )
        return self.annotate(is_accepted=models.Exists(confirmed))

    def open(self) -> FindingQuerySet:
        """Narrow to what still stands in the way: neither mended nor accepted by two people."""
        return self.with_acceptance().exclude(severity=Severity.NOTE).filter(is_accepted=False)


class AnonymityFinding(SealedWords):
    """One thing that the last check found. Sealed: where, matched, excerpt, document."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="anonymity_findings")
    content_hash = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    severity = models.CharField(max_length=10, choices=Severity.choices)
    kind = models.CharField(max_length=40)
    term = models.ForeignKey(WatchTerm, null=True, on_delete=models.SET_NULL, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=40, blank=True)
    block = models.CharField(max_length=40, blank=True)
    fingerprint = models.CharField(max_length=64)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["review", "fingerprint"])]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="one_number_for_each_finding")]


class Acceptance(SealedWords):
    """A finding that may stay, for a reason (sealed), as one person says and another confirms."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="acceptances")
    fingerprint = models.CharField(max_length=64)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "fingerprint"], name="one_acceptance_for_each_finding"),
            models.CheckConstraint(
                name="two_different_people_accept",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("accepted_by")),
            ),
        ]


class AnonymityPass(models.Model):
    """Two people say that this content, checked against this version of the list, identifies nobody (S7)."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="anonymity_passes")
    content_hash = models.CharField(max_length=64)
    list_version = models.PositiveIntegerField()
    first_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    second_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "content_hash", "list_version"], name="one_pass_for_each_content_and_list"
            ),
            models.CheckConstraint(
                name="two_different_people_pass",
                condition=Q(second_by=None) | ~Q(second_by=F("first_by")),
            ),
        ]
