"""A leaflet read aloud, or signed: a file with its words in writing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models import PrivateDocument
from pages.places import partnership_of
from people.models import User


class MediaKind(models.TextChoices):
    AUDIO = "audio", _("Audio")
    BSL = "bsl", _("British Sign Language")


class PageMedia(models.Model):
    """Public while its leaflet is public and a second person has approved it; the file is served as it was approved."""

    page = models.ForeignKey("home.LeafletPage", on_delete=models.CASCADE, related_name="media")
    kind = models.CharField(_("kind"), max_length=10, choices=MediaKind.choices)
    language = models.CharField(_("language"), max_length=10, default="en")
    document = models.ForeignKey(PrivateDocument, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    transcript = models.TextField(_("the words in writing"))
    version = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "language", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "kind", "language"], name="one_recording_of_each_kind_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(partnership_of(self.page).pk)

    @property
    def is_film(self) -> bool:
        return self.kind == MediaKind.BSL
