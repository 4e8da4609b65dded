"""Words that need explaining."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import TranslatableField

from partnerships.models import Partnership
from partnerships.models.english_first import EnglishFirst


class GlossaryEntry(EnglishFirst):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="glossary")
    term = models.CharField(_("word"), max_length=120)
    also = models.TextField(_("other forms"), blank=True, help_text=_("One in each line, like an abbreviation."))
    definition = models.TextField(_("what it means"))

    translatable_fields = [TranslatableField(name) for name in ("term", "also", "definition")]

    class Meta(EnglishFirst.Meta):
        ordering = ["term", "pk"]
        verbose_name = _("glossary entry")
        verbose_name_plural = _("glossary entries")
        constraints = [models.UniqueConstraint(fields=["partnership", "term"], name="one_entry_for_each_word")]

    def __str__(self) -> str:
        return self.term

    @property
    def forms(self) -> list[str]:
        """Every form under which the word is found in a text."""
        return [self.term, *(line.strip() for line in self.also.splitlines() if line.strip())]
