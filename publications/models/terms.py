"""Themes, kinds of harm, agencies and roles: the terms by which reports and briefings are found (rules.md §4)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from publications.vocabulary import TermKind


class TermQuerySet(models.QuerySet):
    def valid_on(self, day: date) -> TermQuerySet:
        """Terms that are in use on `day`: an organisation that has ended is no choice for something new."""
        begun = models.Q(valid_from=None) | models.Q(valid_from__lte=day)
        return self.filter(begun).exclude(valid_until__lt=day)


class Term(models.Model):
    kind = models.CharField(max_length=10, choices=TermKind.choices)
    slug = models.SlugField(max_length=60)
    label = models.CharField(_("label"), max_length=120)
    definition = models.TextField(_("what it means"), blank=True)
    # Other words by which people look for it, like "NAI"; each finds what this term finds.
    synonyms = models.JSONField(default=list, blank=True)
    valid_from = models.DateField(_("in use from"), null=True, blank=True)
    valid_until = models.DateField(_("in use until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", verbose_name=_("succeeded by"), null=True, blank=True, on_delete=models.PROTECT, related_name="earlier"
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "label"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_term_for_each_slug")]

    def __str__(self) -> str:
        return self.label

    def is_valid_on(self, day: date) -> bool:
        """Whether the term is in use on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )
