"""What staff fill in about a person of a family. Nothing of it ever stands in an address."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from family_portal.models import Channel
from family_portal.vocabulary import ClearedBy, Format, Language, Met, NotInvited
from pages.typed_days import DayField
from pages.typed_text import TypedLine, TypedText
from people.models import User

_OFF = {"autocomplete": "off"}


def _line(label: str, hint: str = "", *, missing: str = "", **more: Any) -> TypedLine:
    errors = {"required": missing} if missing else {}
    widget = forms.TextInput(attrs=_OFF)
    return TypedLine(
        label=label,
        help_text=hint,
        max_length=300,
        widget=widget,
        required=bool(missing),
        error_messages=errors,
        **more,
    )


def _text(label: str, hint: str = "", *, missing: str = "") -> TypedText:
    errors = {"required": missing} if missing else {}
    widget = forms.Textarea(attrs={"rows": 3} | _OFF)
    return TypedText(
        label=label, help_text=hint, max_length=4000, widget=widget, required=bool(missing), error_messages=errors
    )


def _choice(label: str, choices: Any, missing: str, hint: str = "", **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
        **more,
    )


class DaysField(forms.Field):
    """Several days, one in a line or between commas, each as people type one; gives a list of dates."""

    widget = forms.Textarea(attrs={"rows": 2} | _OFF)

    def to_python(self, value: str | None) -> list[date]:
        day = DayField(required=False)
        return [day.clean(part) for part in re.split(r"[,;\n]+", value or "") if part.strip()]

    def prepare_value(self, value: Any) -> Any:
        is_list = isinstance(value, list)
        return "\n".join(date.fromisoformat(day).strftime("%d/%m/%Y") for day in value) if is_list else value


class SeenForm(forms.Form):
    """Carries which words somebody had before them, so that nobody writes over what they have not read."""

    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)


class MemberForm(SeenForm):
    name = _line("Name, and how they want to be called", missing="Write how the person is called")
    relationship = _line("Relationship to the child", missing="Write what they are to the child")
    language = _choice("Language", Language.choices, "Choose a language", initial=Language.ENGLISH)
    other_language = _line("Which other language, and whether an interpreter is needed")
    format = _choice("Format", Format.choices, "Choose a format", initial=Format.PRINT)
    access_needs = _text("What they need so that they can take part")
    supporter = _text(
        "Supporter or advocate",
        "Who it is, how to reach them, and what they are to the person. A young person needs an adult.",
    )
    is_young = forms.BooleanField(label="This is a child or a young person under 18", required=False)
    must_not_learn = _text(
        "Who must not learn what",
        "For example: her brother must not learn that she speaks with us.",
    )


class ClearForm(forms.Form):
    cleared_by = _choice("Who says that this person can be approached", ClearedBy.choices, "Say who was asked")
    day = DayField(label="Day on which they said so")
    who_decided = _line("Who it was, and how they said it")
    safety = _text("What is to be heeded", "For example what must not be spoken of until a trial is over.")


class ExcludeForm(forms.Form):
    reason = _choice(
        "Why the person is not invited",
        NotInvited.choices,
        "Choose a reason",
        "It stays private.",
    )
    decided_by = _line("Who decided it", missing="Write who decided it")
    why = _text("In more words", missing="Write why")
    look_again_on = DayField(label="Day on which to look again", required=False)


class WhyForm(forms.Form):
    why = _text("Why", "Read only by those who work with this family.", missing="Write why")


class ContactForm(forms.Form):
    who = _line("Who spoke with the person", missing="Write who spoke with them")
    how = _choice("How", Met.choices, "Say how")
    day = DayField(label="Day")
    leaflet = _line("Leaflet that they were given, with its version", "Leave this empty if they did not want one.")
    leaflet_language = _line("Language of the leaflet")
    needs = _text("What they said that they need", "An interpreter, time, somebody to be with them, an advocate.")


class SafeContactForm(SeenForm):
    verified_on = DayField(label="Day on which they were asked")
    do_not_contact = forms.BooleanField(
        label="They said: do not contact me, I will contact you", required=False, help_text="Then nothing is sent."
    )
    leave_alone = DaysField(
        label="Days on which to leave them alone",
        help_text="One in each line, like 27/3/2026. Nothing is sent on them, in any year.",
        required=False,
    )
    note = _text("What else they said about contact", "For example who opens the post.")


class WayForm(forms.Form):
    kind = _choice("Way", Channel.Kind.choices, "Choose a way")
    address = _line("Number, address or place")
    hours = _line("When it is safe", "For example weekdays from 10 to 12.")
    words_to_use = _line("Words that may be used", "Who you say you are when somebody else answers.")
    safe_word = _line("Safe word", "By which both know that they can speak.")
    is_shared = forms.BooleanField(label="Somebody else uses this device or opens this post too", required=False)


class SureForm(forms.Form):
    """Nothing to fill in: the press on the button is enough."""


class CodeForm(forms.Form):
    code = forms.CharField(max_length=60, widget=forms.HiddenInput)


class OpenForm(forms.Form):
    why = _text("Why this cannot wait", "The person whom you choose below can read it.", missing="Write why")
    told = forms.ModelChoiceField(
        label="Who is told",
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose who is told", "invalid_choice": "Choose who is told"},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told"].queryset = people
