"""The only way in for staff."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from people.models.accounts import User
from people.roles import Partner, Role


class Invitation(models.Model):
    """A link that was sent to somebody, known here by its keyed hash only."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=40, choices=Role.choices)
    partner = models.CharField(_("safeguarding partner"), max_length=20, choices=Partner.choices, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    # The password that was chosen, hashed; it becomes the account's with the second factor and not before.
    chosen_password = models.CharField(max_length=128, blank=True)

    class Meta:
        verbose_name = _("invitation")

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)

    @property
    def in_words(self) -> str:
        """The role, and for a delegate the partner for which they speak."""
        role = self.get_role_display()
        return f"{role} ({self.get_partner_display()})" if self.partner else role
