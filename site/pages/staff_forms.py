"""What staff and translators fill in about pages and their translations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings

from pages.translating.writing import MOST_BYTES, TextToTranslate
from pages.typed_text import TypedLine, TypedText


class PublishForm(forms.Form):
    read = forms.CharField(widget=forms.HiddenInput)
    change_note = TypedLine(
        label="What has changed",
        max_length=300,
        required=False,
        help_text="A few words that readers see, like “New telephone number”. Not needed the first time.",
    )
    is_safety_critical = forms.BooleanField(
        label="The change matters for somebody's safety",
        required=False,
        help_text="Translations that do not carry it yet are taken down at once; their readers get the English.",
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label="Ask for a translation into")

    def __init__(self, *args: Any, taken: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [
            (code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE and code not in taken
        ]
        self.fields["language"].choices = left


class TextsForm(forms.Form):
    """One field for each text of a translation."""

    def __init__(self, *args: Any, texts: Iterable[TextToTranslate], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"rows": 3, "lang": language, "dir": "auto", "spellcheck": "true"}
        for text in texts:
            self.fields[f"text-{text.pk}"] = TypedText(
                label=text.english, required=False, initial=text.translated, widget=forms.Textarea(attrs=attributes)
            )

    def texts(self) -> dict[int, str]:
        """Return what was typed by the number of its text."""
        return {int(name.removeprefix("text-")): value for name, value in self.cleaned_data.items()}


class TextsFileForm(forms.Form):
    file = forms.FileField(label="Translation file (PO)", help_text="The file that was downloaded here, filled in.")

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("The file is too large for a translation.")
        return file.read()


class SendBackForm(forms.Form):
    handed_in = forms.CharField(widget=forms.HiddenInput, required=False)
    note = TypedText(
        label="What should be changed", required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )
