"""Something written in English, in another language: where the translation stands, and what of it is public."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from lifecycles.moves import Machine, move
from pages.languages import name_for_staff
from partnerships.models import Partnership
from people.models import User


class TranslationState(models.TextChoices):
    ASKED = "asked", _("Being translated")
    HANDED_IN = "handed_in", _("Waiting for approval")
    APPROVED = "approved", _("Approved")


TRANSLATION = Machine(
    "translation",
    TranslationState.ASKED,
    (
        move("hand_in", TranslationState.ASKED, TranslationState.HANDED_IN),
        move("send_back", TranslationState.HANDED_IN, TranslationState.ASKED),
        move("approve", TranslationState.HANDED_IN, TranslationState.APPROVED),
        move("ask_again", TranslationState.APPROVED, TranslationState.ASKED),
    ),
)


class ContentTranslationQuerySet(models.QuerySet):
    def public(self) -> ContentTranslationQuerySet:
        """Those that the public reads: approved once, and not withdrawn since."""
        return self.filter(published_at__isnull=False, withdrawn_at=None)


class ContentTranslation(models.Model):
    """One row for each piece of content and language. The public reads `data`, which changes with an approval alone.

    `data` holds the translated fields, as they are stored; `strings_hash` stands for the English that was translated.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="translations")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    content = GenericForeignKey()
    source_key = models.UUIDField()
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(max_length=20, choices=TranslationState.choices, default=TranslationState.ASKED)
    asked_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    data = models.JSONField(null=True)
    strings_hash = models.CharField(max_length=64, blank=True)
    is_stale = models.BooleanField(default=False)
    is_unchecked = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = ContentTranslationQuerySet.as_manager()
    machine = TRANSLATION

    class Meta:
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source_key", "language"], name="one_translation_for_each_language")
        ]

    def __str__(self) -> str:
        return f"{self.uuid}"

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def language_name(self) -> str:
        """The name of the language in English, for staff."""
        return name_for_staff(self.language)

    def field_values(self) -> dict[str, Any]:
        """Return the public words of this translation by field."""
        return self.data or {}
