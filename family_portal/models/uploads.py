"""A document or picture that somebody of a family gave, or that was given for them. Its bytes lie sealed elsewhere."""

from __future__ import annotations

import uuid

from django.db import models

from family_portal.models.keys import FamilyWords
from family_portal.models.members import FamilyMember
from family_portal.states import DOCUMENT, DocumentState
from people.models import User

# What every account of a family has for an address; nothing is sent there.
FAMILY_DOMAIN = "@family.invalid"


class UploadedDocument(FamilyWords):
    """Sealed: the name that the file had. The file itself lies sealed under `stored`, which says nothing."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpeg", "Picture"
        PNG = "png", "Picture"
        TEXT = "text", "Text"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(FamilyMember, on_delete=models.PROTECT, related_name="documents")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=DocumentState.choices, default=DocumentState.RECEIVED)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    size = models.PositiveIntegerField()
    # Empty once there is no file any more.
    stored = models.CharField(max_length=32, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    machine = DOCUMENT

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["member", "number"], name="documents_are_numbered")]

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.member.scope

    @property
    def file_place(self) -> str:
        """To what the bytes are sealed: a file that is put in the place of another cannot be opened."""
        return f"{self._meta.label_lower}.file:{self.key_id}:{self.row}"

    @property
    def can_be_read(self) -> bool:
        return bool(self.stored) and self.state in (DocumentState.RECEIVED, DocumentState.CLEAN)

    @property
    def is_by_staff(self) -> bool:
        # Not by the present account: after a stop for safety a person comes back with another one.
        return not self.given_by.email.endswith(FAMILY_DOMAIN)
