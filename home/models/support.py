"""Organisations that support people; written once, shown wherever support is offered (A9)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import TranslatableField

from partnerships.models import Partnership
from partnerships.models.english_first import EnglishFirst


class SupportOrganisation(EnglishFirst):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="support_organisations")
    name = models.CharField(_("name"), max_length=150)
    offers = models.CharField(_("what it offers"), max_length=300)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    url = models.URLField(_("web address"), blank=True)
    hours = models.CharField(_("hours"), max_length=150, blank=True)
    is_for_young_people = models.BooleanField(_("for children and young people"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    review_by = models.DateField(_("check again by"))

    translatable_fields = [TranslatableField("offers"), TranslatableField("hours")]

    class Meta(EnglishFirst.Meta):
        ordering = ["order", "pk"]
        verbose_name = _("support organisation")
        verbose_name_plural = _("support organisations")
        constraints = [models.CheckConstraint(name="support_can_be_reached", condition=~Q(phone="") | ~Q(url=""))]

    def __str__(self) -> str:
        return self.name

    def is_stale(self, today: date) -> bool:
        return self.review_by < today
