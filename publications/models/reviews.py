"""The private record of the work: one per review. What the public sees is its state."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from people.models import User
from publications.states import REVIEW, ReviewState
from publications.vocabulary import ReviewType

if TYPE_CHECKING:
    from publications.models.companions import CompanionPage
    from publications.models.reports import ReportPage


class ReviewQuerySet(models.QuerySet):
    def of(self, partnerships: models.QuerySet[Partnership]) -> ReviewQuerySet:
        """Narrow to the reviews of these partnerships."""
        return self.filter(partnership__in=partnerships)


class Review(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(
        _("state"), max_length=20, choices=ReviewState.choices, default=ReviewState.PREPARING, editable=False
    )
    public_release = models.ForeignKey(
        "publications.Release", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    first_published_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    kind = models.CharField(_("type of review"), max_length=30, choices=ReviewType.choices, default=ReviewType.LCSPR)
    decided_on = models.DateField(_("day of the decision to review"), null=True, blank=True)
    media_contact = models.CharField(_("media contact"), max_length=150, blank=True)
    media_phone = models.CharField(_("telephone for the media"), max_length=40, blank=True)
    media_email = models.EmailField(_("e-mail address for the media"), blank=True)
    related = models.ManyToManyField("self", blank=True, editable=False)
    # The improvements that are published instead of the report of another review (R3).
    instead_of = models.OneToOneField(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="improvements"
    )
    # A report from before this record began: when it was first public is known, or stated by somebody.
    is_legacy = models.BooleanField(default=False, editable=False)
    legacy_published_on = models.DateField(null=True, editable=False)
    legacy_statement = models.TextField(blank=True, editable=False)
    # What the public will be told of the correction that is being made; released, it stands in a Correction.
    correction_note = models.TextField(blank=True, editable=False)
    # What the import could not carry over, or staff should know: it may quote the Word file, so it stays private.
    import_notes = models.JSONField(default=list, editable=False)

    objects = ReviewQuerySet.as_manager()
    machine = REVIEW

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                name="public_states_need_a_release",
                condition=models.Q(state__in=[ReviewState.PREPARING, ReviewState.SCHEDULED, ReviewState.CLOSED])
                | models.Q(public_release__isnull=False, first_published_at__isnull=False)
                | models.Q(public_release__isnull=False, is_legacy=True),
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)

    @property
    def is_published(self) -> bool:
        return self.state == ReviewState.PUBLISHED

    @property
    def is_in_public_or_paused(self) -> bool:
        """Whether readers have its text, or will have it again: the states in which a correction is made."""
        return self.state in (ReviewState.PUBLISHED, ReviewState.PAUSED)

    @property
    def is_improvements(self) -> bool:
        return self.kind == ReviewType.IMPROVEMENTS

    def source_page(self) -> ReportPage | None:
        """Return the page in the first language, the one that was imported; None while there is no report yet."""
        return self.pages.order_by("pk").first()

    def drafts(self) -> list[ReportPage]:
        """Return the latest draft of the page in every language, the source first."""
        return [page.get_latest_revision_as_object() for page in self.pages.order_by("pk")]

    def companion_drafts(self) -> list[CompanionPage]:
        """Return the latest draft of everything that goes out with the report, in every language it goes out in."""
        from publications.models.companions import CompanionPage

        pages = CompanionPage.objects.filter(companion__review=self, companion__left_out_at=None)
        found = pages.select_related("companion", "locale").order_by("companion", "pk")
        first = self.pages.order_by("pk").values_list("language_key", flat=True).first()
        chosen = [page for page in found if page.language_key == first or not page.companion.first_language_only]
        return [page.get_latest_revision_as_object() for page in chosen]


class PublicSpell(models.Model):
    """A stretch of time in which the report was publicly available: the ledger of R4."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="spells")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # The move that ended it: days of a pause are added to the year, days in the archive are not.
    ended_by = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=models.Q(ended_at=None), name="one_open_spell_for_each_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d}"
