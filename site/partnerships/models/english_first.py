"""Words of a partnership that are written in English first, and may have a translation."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, TranslatableMixin


class EnglishFirst(TranslatableMixin):
    """A row of words in English; its translations lie beside it (pages.translating)."""

    partnership_id: int

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.locale_id is None:
            self.locale = Locale.get_default()
        super().save(*args, **kwargs)
