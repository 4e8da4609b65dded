"""What staff write when they begin a briefing, and record before it is published earlier than its report."""

from __future__ import annotations

from django import forms

from pages.typed_text import TypedLine, TypedText
from publications.models import EarlyClearance


class TitleForm(forms.Form):
    title = TypedLine(
        label="Title", max_length=120,
        help_text="What it teaches, like “Seeing babies who do not cry”. Never who it is about.",
    )  # fmt: skip


class ClearanceForm(forms.Form):
    read = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="What is known", choices=EarlyClearance.Kind.choices, widget=forms.RadioSelect)
    words = TypedText(
        label="Who said so, when, and what was considered", max_length=2000, required=False,
        help_text="It is stored encrypted, and read on this page alone.", widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
