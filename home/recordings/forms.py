"""What staff fill in to add a recording of a leaflet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from home.models import MediaKind
from home.recordings.files import MOST_MEGABYTES
from pages.days_in_words import day_in_words
from pages.models import PageVersion
from pages.typed_text import TypedText
from partnerships.working_days import london_day

LONGEST = 40_000


class RecordingForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=MediaKind.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language"), help_text=_("A film in British Sign Language belongs to the English leaflet.")
    )
    version = forms.TypedChoiceField(
        label=_("Which version of the leaflet it reads"),
        coerce=int,
        help_text=_("Readers are told when the words have changed since."),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("Sound as MP3, M4A, OGG or WebM, film as MP4 or WebM, up to %(most)d MB.")
        % {"most": MOST_MEGABYTES},
    )
    transcript = TypedText(
        label=_("The words in writing"),
        max_length=LONGEST,
        help_text=_("Everything that is said or signed. It stands beside the recording."),
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
    )

    def __init__(self, *args: Any, languages: Iterable[str], versions: Iterable[PageVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        self.fields["language"].choices = [(code, names[code]) for code in languages]
        self.fields["version"].choices = [(one.number, _named(one)) for one in versions]


def _named(version: PageVersion) -> str:
    return f"Version {version.number}, {day_in_words(london_day(version.published_at))}"
