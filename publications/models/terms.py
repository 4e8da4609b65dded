"""Themes, kinds of harm and agencies: the terms by which reports are found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from publications.vocabulary import TermKind


class Term(models.Model):
    kind = models.CharField(max_length=10, choices=TermKind.choices)
    slug = models.SlugField(max_length=60)
    label = models.CharField(_("label"), max_length=120)

    class Meta:
        ordering = ["kind", "label"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_term_for_each_slug")]

    def __str__(self) -> str:
        return self.label
