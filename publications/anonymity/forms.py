"""What staff fill in about anonymity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anonymity.watchlists import KINDS, LARGEST_FILE, Term, UnusableList, Watchlist, read_pasted
from publications.anonymity import allowing
from publications.anonymity.listing import ListRefused, one_term
from publications.anonymity.wording import KIND_WORDS
from publications.forms import ReasonForm

_TERM_CHOICES = [(kind, KIND_WORDS[kind]) for kind in KINDS]


class PeopleForm(forms.Form):
    people = forms.ModelMultipleChoiceField(
        label=_("Who is named"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only they see the watch-list and what was found. A pass needs two of them."),
    )

    def __init__(self, *args: Any, eligible: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = eligible


class TermForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=_TERM_CHOICES)
    value = forms.CharField(
        label=_("In full"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    )
    aliases = forms.CharField(
        label=_("Other ways of saying it (optional)"),
        required=False,
        help_text=_("One on each line, such as a nickname or a former name."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    note = forms.CharField(label=_("Note (optional)"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors:
            self._make(values)
        return values

    def _make(self, values: dict[str, Any]) -> None:
        aliases = [line.strip() for line in values["aliases"].splitlines() if line.strip()]
        try:
            values["term"] = one_term(kind=values["kind"], value=values["value"], aliases=aliases, note=values["note"])
        except ListRefused as refused:
            self.add_error(None, str(refused))


def filled_in(term: Term) -> dict[str, str]:
    """Return what a TermForm begins with when `term` is edited."""
    return {"kind": term.kind, "value": term.value, "aliases": "\n".join(term.aliases), "note": term.note}


class ManyTermsForm(forms.Form):
    """Many terms at once: pasted, or as a CSV file."""

    pasted = forms.CharField(
        label=_("Paste the list"),
        required=False,
        help_text=_(
            "One on each line: the kind, a colon, and what it is; other ways of saying it after semicolons. "
            "A line without a kind is a name."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("Or choose a CSV file"),
        required=False,
        help_text=_("With the columns kind, value, aliases and note. The file itself is not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors:
            values["terms"] = self._read(values)
        return values

    def _read(self, values: dict[str, Any]) -> Watchlist:
        try:
            found = read_pasted(_text(values))
        except UnusableList as unusable:
            self.add_error(None, str(unusable))
            return Watchlist()
        if not found.terms:
            self.add_error("pasted", _("Paste a list or choose a file"))
        return found


def _text(values: dict[str, Any]) -> str:
    if not values.get("file"):
        return values["pasted"]
    if values["file"].size > LARGEST_FILE:
        raise UnusableList("The file is too large.")
    try:
        return values["file"].read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableList("The file is not in UTF-8. Save it as “CSV UTF-8”.") from None


class KeepForm(forms.Form):
    day = forms.DateField(
        label=_("Keep the list until"),
        help_text=_("For example 27/3/2027. The day after, it is destroyed by itself."),
        widget=forms.DateInput(attrs={"inputmode": "numeric"}),
    )
    agreed_with = forms.CharField(
        label=_("Agreed with"), max_length=200, help_text=_("Only the people named for this review can read it.")
    )


class AllowForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=list(allowing.KINDS.items()))
    value = forms.CharField(label=_("What may be said"), max_length=300)


class AcceptForm(ReasonForm):
    reason = forms.CharField(
        label=_("Why it may stay"),
        max_length=2000,
        help_text=_("Only the people named for this review can read it. It never goes into the record."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
