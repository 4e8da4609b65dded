"""What anyone fills in who needs another format or has met a barrier, and how staff answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from home.enquiring import Wanted
from pages.typed_text import TypedLine, TypedText
from pages.ways_to_answer import email_field, name_field, phone_field, postal_field

LONGEST = 2000
LONGEST_PATH = 255
# Addresses that open something for one person only.
_FOR_ONE = "/copies/"


_TO_ANSWER = ("name", "email", "phone", "post")


class EnquiryForm(forms.Form):
    """Nothing is demanded but what it is about and one way to answer."""

    path = TypedLine(
        label=_("Which page or leaflet is it about? (optional)"), max_length=LONGEST_PATH, required=False,
        error_messages={"max_length": _("The page must be %(limit_value)d characters or fewer")},
    )  # fmt: skip
    name = name_field()
    email = email_field()
    phone = phone_field()
    post = postal_field(_("Your postal address"))

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors and not any(values.get(way) for way in ("email", "phone", "post")):
            self.add_error(
                "email", _("Enter an e-mail address, a telephone number or a postal address, so that we can answer")
            )
        return values

    @property
    def about(self) -> list[forms.BoundField]:
        """The questions about what is asked."""
        return [self[name] for name in self.fields if name not in _TO_ANSWER]

    @property
    def ways(self) -> list[forms.BoundField]:
        """The questions about how to answer."""
        return [self[name] for name in _TO_ANSWER]


class FormatForm(EnquiryForm):
    wanted = forms.ChoiceField(
        label=_("What do you need?"), choices=Wanted.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you need")},
    )  # fmt: skip
    message = TypedText(
        label=_("Anything that helps us to get it right (optional)"), max_length=LONGEST, required=False,
        help_text=_("For example which language, or how large the letters should be."),
        error_messages={"max_length": _("What you write must be %(limit_value)d characters or fewer")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    field_order = ["wanted", "message", "path"]


class BarrierForm(EnquiryForm):
    message = TypedText(
        label=_("What does not work for you?"), max_length=LONGEST,
        help_text=_("In your own words. If you use something that reads the page to you, you can say what it is."),
        error_messages={
            "required": _("Say what does not work for you"),
            "max_length": _("What you write must be %(limit_value)d characters or fewer"),
        },
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip

    field_order = ["message", "path"]


class AnswerForm(forms.Form):
    text = TypedText(
        label=_("Your answer"), max_length=5000,
        error_messages={"required": _("Write your answer, or what you did to answer")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip


def page_of(address: str) -> str:
    """Return the path of a page of this site that a link names, "" when it is none that may be written down."""
    try:
        found = urlsplit(address)
    except ValueError:
        return ""
    is_own = not (found.scheme or found.netloc) and found.path.startswith("/")
    return found.path if is_own and _FOR_ONE not in found.path and len(found.path) <= LONGEST_PATH else ""
