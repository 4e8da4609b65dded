"""What people fill in when a public report is corrected, or an old one is brought in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.typed_text import TypedLine, TypedText
from publications.correcting import MOST_OF_NOTE
from publications.vocabulary import ReviewType


class MaterialityForm(forms.Form):
    is_material = forms.TypedChoiceField(
        label=_("Is the change material?"),
        help_text=_(
            "Material: it changes what the report finds, says of anybody, or recommends. Then the partners approve the "
            "new text, and the statutory recipients get it. Not material: for example a spelling mistake."
        ),
        choices=[("yes", _("Yes, it is material")), ("no", _("No, it is not material"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the change is material")},
    )
    reason = TypedText(
        label=_("Why"),
        max_length=1000,
        help_text=_("It is kept in the record with your name. The public does not see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why")},
    )


class NoteForm(forms.Form):
    note = TypedLine(
        label=_("What readers are told"),
        max_length=MOST_OF_NOTE,
        help_text=_(
            "It stands beside the report after “Corrected on” and the day. Say what was corrected, without repeating "
            "what was wrong about a person. Write no names, dates of birth or places."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what was corrected")},
    )


class EarlierPublicationForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of report is it?"),
        choices=[choice for choice in ReviewType.choices if choice[0] != ReviewType.IMPROVEMENTS],
    )
    is_known = forms.ChoiceField(
        label=_("Is it known when it was first published?"),
        choices=[("yes", _("Yes")), ("no", _("No: it was published before our records began"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the day is known")},
    )
    published_on = forms.DateField(
        label=_("Day of first publication"),
        required=False,
        help_text=_("For example 27/3/2012. Leave it empty if it is not known."),
        widget=forms.DateInput(attrs={"inputmode": "numeric"}),
    )
    statement = TypedText(
        label=_("How this is known"),
        max_length=1000,
        help_text=_("For example the page of the earlier website, or minutes. It is kept with your name, in private."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write how this is known")},
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("is_known") == "yes" and not values.get("published_on") and "published_on" not in self.errors:
            self.add_error("published_on", _("Enter the day of first publication"))
        if values.get("is_known") == "no":
            values["published_on"] = None
        return values
