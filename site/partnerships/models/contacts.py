"""How people reach a partnership, for which purpose; and what is shown when nobody has checked it in time (A32)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import TranslatableField

from partnerships.models.english_first import EnglishFirst
from partnerships.models.partnerships import Partnership


class Purpose(TextChoices):
    """What one reaches a contact for, in the order in which the page of contacts names them."""

    FAMILIES = "families", _("Families: to take part or to ask for a meeting")
    QUESTIONS = "questions", _("Families: other questions")
    YOUNG_PEOPLE = "young_people", _("Children and young people")
    PRACTITIONERS = "practitioners", _("Practitioners who refer")
    MEDIA = "media", _("Journalists")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    PRIVACY = "privacy", _("Data protection")


@dataclass(frozen=True)
class Reached:
    """What a contact shows today. A name is "" when it was not checked in time."""

    role: str
    name: str
    phone: str
    email: str
    post: str
    hours: str


class ContactBlock(EnglishFirst):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="contacts")
    purpose = models.CharField(_("what it is for"), max_length=20, choices=Purpose.choices)
    role = models.CharField(_("role"), max_length=150, help_text=_("Like “Business Manager”. A role outlives a name."))
    name = models.CharField(_("name"), max_length=150, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    post = models.TextField(_("postal address"), blank=True)
    hours = models.CharField(_("hours"), max_length=150, blank=True)
    review_by = models.DateField(
        _("check again by"),
        help_text=_("After this day the public sees the role and your partnership's own mailbox and telephone."),
    )

    translatable_fields = [TranslatableField("role"), TranslatableField("hours")]

    class Meta(EnglishFirst.Meta):
        ordering = ["purpose", "pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "purpose"], name="one_contact_for_each_purpose"),
            models.CheckConstraint(
                name="a_contact_can_be_reached", condition=~Q(phone="") | ~Q(email="") | ~Q(post="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}"

    def is_stale(self, today: date) -> bool:
        return self.review_by < today

    def reached(self, today: date) -> Reached:
        """Return what the public sees: all of it, or the role with the partnership's own ways after `review_by`."""
        if not self.is_stale(today):
            return Reached(self.role, self.name, self.phone, self.email, self.post, self.hours)
        own = self.partnership
        return Reached(self.role, "", own.phone, own.mailbox, own.postal_address, "")
