"""What staff fill in about statutory copies, comments and the national repository."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.typed_days import DayField
from pages.typed_text import TypedLine, TypedText
from publications.forms import MomentForm
from publications.models import Comment, Pack, Recipient, Review

Purpose = Pack.Purpose


class RecipientChoice(forms.ModelChoiceField):
    """One of the recipients of a partnership."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(queryset=Recipient.objects.none(), empty_label=None, widget=forms.RadioSelect, **settings)


class RecipientForm(forms.Form):
    address = TypedLine(
        label=_("E-mail address"), max_length=254, required=False,
        help_text=_("Look it up where the recipient publishes it. Another address has to be verified anew."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    is_required = forms.BooleanField(label=_("Publication waits for this copy"), required=False)


class VerifyForm(forms.Form):
    """Carries the address that the person has read."""

    address = forms.CharField(widget=forms.HiddenInput)
    on = DayField(label=_("When did you make sure that it is right?"))


class PackForm(MomentForm):
    """What a pack says and to whom it goes; the moment is asked for where the letter names one."""

    recipients = forms.ModelMultipleChoiceField(
        label=_("To whom"), queryset=Recipient.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose to whom it goes")},
    )  # fmt: skip
    letter = TypedText(
        label=_("Letter"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Name nobody. The day, what is enclosed, a reference and your partnership are added below it."),
    )  # fmt: skip
    improvements = TypedText(
        label=_("What will improve (optional)"), max_length=50_000, required=False,
        widget=forms.Textarea(attrs={"rows": 12}), help_text=_("Begun from the recommendations of the report."),
    )  # fmt: skip
    field_order = ["recipients", "day", "time", "letter", "improvements"]

    def __init__(self, *args: Any, recipients: Any, has_moment: bool, has_summary: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].queryset = recipients
        self.fields["day"].label = _("Day of publication")
        for name in [] if has_moment else ["day", "time"]:
            del self.fields[name]
        if not has_summary:
            del self.fields["improvements"]


class RecordCopyForm(MomentForm):
    """A copy that went another way."""

    recipient = RecipientChoice(label=_("To whom"))
    purpose = forms.ChoiceField(
        label=_("What"), choices=[choice for choice in Purpose.choices if choice[0] != Purpose.NSPCC]
    )
    address = TypedLine(label=_("Where it went"), max_length=254, help_text=_("An address, or the name of a portal."))
    evidence = TypedText(
        label=_("How one can see that it went"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as a receipt. It is stored encrypted."),
    )  # fmt: skip
    field_order = ["recipient", "purpose", "day", "time", "address", "evidence"]

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = review.partnership.recipients.all()
        self.fields["day"].label, self.fields["time"].label = _("Day on which it went"), _("Time")


class AcknowledgeForm(forms.Form):
    on = DayField(label=_("Day of the acknowledgement"))
    words = TypedText(
        label=_("What it said (optional)"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class BounceForm(forms.Form):
    words = TypedText(
        label=_("What the message said (optional)"), max_length=2000, required=False,
        help_text=_("From now on this copy counts as never sent."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class CommentForm(forms.Form):
    recipient = RecipientChoice(label=_("Who commented"))
    received_on = DayField(label=_("Received on"))
    text = TypedText(
        label=_("What was said"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("It is stored encrypted. Nothing is published until it is answered."),
    )  # fmt: skip

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = review.partnership.recipients.all()


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What becomes of it"), choices=Comment.Outcome.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of it")},
    )  # fmt: skip
    answer = TypedText(
        label=_("What was answered, and why"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 6})
    )


class RecordSubmissionForm(MomentForm):
    evidence = TypedText(
        label=_("How one can see that it went"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReferenceForm(forms.Form):
    reference = TypedLine(label=_("Reference"), max_length=40, help_text=_("As the repository gave it."))
    on = DayField(label=_("Day of the acknowledgement"))
