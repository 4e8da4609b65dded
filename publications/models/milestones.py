"""Facts that were recorded on the way to publication: added, taken back by another row, never changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models import PrivateDocument
from people.models import User
from publications.models.reviews import Review
from publications.models.sealed import SealedWords


class NeverChanged(Exception):
    """Something tried to alter or delete a milestone."""

    def __init__(self) -> None:
        super().__init__("A milestone is never changed. It is taken back, and recorded anew.")


class MilestoneQuerySet(models.QuerySet):
    def standing(self) -> MilestoneQuerySet:
        """Milestones that nobody has taken back."""
        return self.filter(withdraws=None, withdrawn_by=None)

    def decision(self) -> Milestone | None:
        """What the partners decided last about publication and nobody took back."""
        return self.standing().filter(kind=Milestone.Kind.DECISION).last()

    def update(self, **kwargs: object) -> int:  # noqa: ARG002
        raise NeverChanged

    def delete(self) -> tuple[int, dict[str, int]]:
        raise NeverChanged


class Milestone(SealedWords):
    """Who vouched for what, when, and on what evidence. Sealed: evidence, and words that belong to its kind."""

    class Kind(models.TextChoices):
        QUALITY = "quality", _("Quality check")
        APPROVAL = "approval", _("Approval by a safeguarding partner")
        ENDORSED = "endorsed", _("Recommendations endorsed")
        ADOPTED = "adopted", _("Recommendations adopted")
        DECISION = "decision", _("Decision about publication")
        LEGAL = "legal", _("Legal sign-off")
        MATERIALITY = "materiality", _("Decision whether a change is material")
        FAMILY_TOLD = "family_told", _("The family was told the day and hour")
        FINDINGS_OFFERED = "findings_offered", _("The findings were offered to the family")
        NOT_INVOLVED = "not_involved", _("Somebody of the family did not take part")
        PRACTITIONERS = "practitioners", _("Practitioners were told the day")
        MEDIA_PLAN = "media_plan", _("Media plan")
        PROCEEDINGS = "proceedings", _("Proceedings were checked")
        ARCHIVE_TOLD = "archive_told", _("The family was told of the archiving")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="milestones")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # For an approval: which partner. For a legal sign-off: for what.
    about = models.CharField(max_length=30, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    moment = models.DateTimeField(null=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    document = models.ForeignKey(PrivateDocument, null=True, on_delete=models.PROTECT, related_name="+")
    withdraws = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="withdrawn_by")

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["review", "kind"])]

    def save(self, *args: object, **kwargs: object) -> None:
        """Add the row; NeverChanged for one that is there already."""
        if self.pk:
            raise NeverChanged
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:  # noqa: ARG002
        raise NeverChanged
