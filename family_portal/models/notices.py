"""That somebody of a family is to be told something: what kind of thing, and what became of it; no words of theirs."""

from __future__ import annotations

import uuid

from django.db import models

from family_portal.models.members import Channel, FamilyMember
from family_portal.notice_states import NOTICE, NoticeState, Untold
from people.models import OutgoingMail


class Notice(models.Model):
    """One of the few fixed sentences, for one person. `way` and `mail` say how it goes, `why` why it does not."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(FamilyMember, on_delete=models.PROTECT, related_name="notices")
    template = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING)
    way = models.ForeignKey(Channel, null=True, on_delete=models.PROTECT, related_name="+")
    mail = models.OneToOneField(OutgoingMail, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=10, choices=Untold.choices, blank=True)
    asked_at = models.DateTimeField()

    machine = NOTICE

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["state"], name="notices_by_state")]

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return self.member.scope
