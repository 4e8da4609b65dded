"""What staff fill in about an event."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms

from pages.typed_days import DayField
from pages.typed_text import TypedLine, TypedText
from partnerships.working_days import LONDON
from publications.models import Term, TrainingEvent
from publications.vocabulary import TermKind

TIMES = ["%H:%M", "%H.%M"]


class EventForm(forms.Form):
    """The times are those of London."""

    title = TypedLine(label="Title", max_length=200)
    summary = TypedText(
        label="What it is about (optional)", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    day = DayField(label="Day")
    begins = forms.TimeField(label="Begins", help_text="In London, for example 10:00", input_formats=TIMES)
    ends = forms.TimeField(label="Ends", help_text="On the same day, for example 12:30", input_formats=TIMES)
    place = TypedLine(label="Place (optional)", max_length=200, required=False, help_text="Empty for an event online.")
    audience = TypedLine(label="Who it is for (optional)", max_length=200, required=False)
    booking_url = forms.URLField(label="Web address for booking (optional)", required=False, assume_scheme="https")
    themes = forms.ModelMultipleChoiceField(
        label="Themes (optional)", queryset=Term.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Term.objects.valid_on(today).filter(kind=TermKind.THEME)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for name, field in (("starts_at", "begins"), ("ends_at", "ends")):
            if "day" in values and field in values:
                values[name] = self._moment(values["day"], field, values[field])
        if not self.errors and values["ends_at"] <= values["starts_at"]:
            self.add_error("ends", "It has to end after it begins")
        return values

    def _moment(self, day: date, field: str, at: time) -> datetime:
        moment = datetime.combine(day, at, tzinfo=LONDON)
        # Where the clock goes forward, an hour of that night does not exist.
        if moment.astimezone(UTC).astimezone(LONDON).time() != at:
            self.add_error(field, "The clocks go forward that night, so this time does not exist")
        return moment


class CancelForm(forms.Form):
    words = TypedText(
        label="What people should know (optional)", max_length=500, required=False,
        help_text="Readers see it, for example when it takes place instead.", widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


def values_of(event: TrainingEvent) -> dict[str, Any]:
    """Return what the form shows of an event that is there."""
    begins, ends = event.starts_at.astimezone(LONDON), event.ends_at.astimezone(LONDON)
    names = ("title", "summary", "place", "audience", "booking_url")
    return {name: getattr(event, name) for name in names} | {
        "day": begins.date(),
        "begins": begins.strftime("%H:%M"),
        "ends": ends.strftime("%H:%M"),
        "themes": list(event.themes.values_list("pk", flat=True)),
    }
