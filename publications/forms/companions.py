"""What staff fill in about what goes out with a report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.typed_text import TypedText


class LeaveOutForm(forms.Form):
    reason = TypedText(
        label=_("Why it is left out"),
        max_length=1000,
        help_text=_("It is kept in private. What is written so far is kept as well."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why it is left out")},
    )


class AgreementForm(forms.Form):
    agreed_by = TypedText(
        label=_("Who of the family agreed to these words, when and how"),
        max_length=1000,
        help_text=_("It is kept sealed, and read by those who speak with the family. Any edit of the words undoes it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write who agreed, when and how")},
    )
