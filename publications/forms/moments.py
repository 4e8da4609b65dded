"""Choosing the moment of a release, and saying why it is that one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.typed_text import TypedText
from publications.forms import MomentForm


class ReleaseMomentForm(MomentForm):
    """The moment, and the reason that is wanted when something speaks against it."""

    conflict_reason = TypedText(
        label=_("Why this moment all the same"),
        max_length=2000,
        required=False,
        help_text=_("Whoever confirms the release reads it, and it stays in the record. Write no names."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def ask_for_reason(self, is_wanted: bool) -> None:
        """Show the question of the reason only where it is wanted, or answered already."""
        if not is_wanted and not (self.is_bound and self.data.get("conflict_reason", "").strip()):
            del self.fields["conflict_reason"]
