"""What the families' host asks. Everything can be pasted; nothing that was typed goes into an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from family_portal.models import CodeFactor
from family_portal.passphrases import LONGEST, check_passphrase
from family_portal.refusals import NotTaken
from family_portal.uploads.why import MOST_BYTES

_LONGEST_TYPED = 254


def _text(label: Any, hint: Any, missing: Any, *, complete: str, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=_LONGEST_TYPED,
        widget=forms.TextInput(
            attrs={"autocomplete": complete, "spellcheck": "false", "autocapitalize": "none", "dir": "ltr", **attrs}
        ),
        error_messages={"required": missing},
    )


def _passphrase(label: Any, hint: Any = "", *, complete: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": complete}),
        error_messages={"required": _("Enter the passphrase")},
    )


def _six_digits() -> forms.CharField:
    return _text(
        _("Code"),
        _("Spaces and hyphens make no difference."),
        _("Enter the code"),
        complete="one-time-code",
    )


class SignInForm(forms.Form):
    name = _text(_("User name or e-mail address"), "", _("Enter your user name"), complete="username")
    passphrase = _passphrase(_("Passphrase"), complete="current-password")


class CodeForm(forms.Form):
    code = _six_digits()


class AgainForm(forms.Form):
    """Both factors once more."""

    passphrase = _passphrase(_("Passphrase"), complete="current-password")
    code = _six_digits()


class PaperForm(forms.Form):
    code = _text(
        _("Code on the letter"),
        _("Capital or small letters, spaces and hyphens make no difference."),
        _("Enter the code"),
        complete="off",
    )
    proof = _text(
        _("The 8 digits that you were told"),
        _("The person who works with you says them, by telephone or in person."),
        _("Enter the 8 digits"),
        complete="off",
        inputmode="numeric",
    )


class NewPassphraseForm(forms.Form):
    """Two equal passphrases that pass the rules."""

    passphrase = _passphrase(
        _("New passphrase"),
        _("At least 12 letters, for example four words that do not belong together. You can paste it."),
        complete="new-password",
    )
    again = _passphrase(_("The same passphrase again"), complete="new-password")

    def clean_passphrase(self) -> str:
        check_passphrase(self.cleaned_data["passphrase"])
        return self.cleaned_data["passphrase"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        both = values.get("passphrase"), values.get("again")
        if all(both) and both[0] != both[1]:
            self.add_error("again", _("The two passphrases are not the same"))
        return values


class NameForm(NewPassphraseForm):
    name = forms.EmailField(
        label=_("E-mail address to sign in with (optional)"),
        help_text=_("Leave this empty to be given a user name. If others read your e-mail, a user name is safer."),
        required=False,
        max_length=_LONGEST_TYPED,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false", "dir": "ltr"}),
        error_messages={"invalid": _("Enter an e-mail address, or leave this empty")},
    )
    field_order = ["name", "passphrase", "again"]


_ADDRESSES = {
    CodeFactor.Kind.EMAIL: forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Only if nobody else reads it."),
        max_length=_LONGEST_TYPED,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false", "dir": "ltr"}),
        error_messages={"required": _("Enter an e-mail address"), "invalid": _("Enter an e-mail address")},
    ),
    CodeFactor.Kind.TEXT: forms.RegexField(
        r"^\+?[0-9 ()\-]{7,20}$",
        label=_("Mobile telephone number"),
        help_text=_("Only if nobody else sees its messages, pays for it or could take the number over."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "dir": "ltr"}),
        error_messages={"required": _("Enter a number"), "invalid": _("Enter a number like 07700 900 123")},
    ),
    CodeFactor.Kind.VOICE: forms.RegexField(
        r"^\+?[0-9 ()\-]{7,20}$",
        label=_("Telephone number"),
        help_text=_("A voice says the code. Only if nobody else answers it."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "dir": "ltr"}),
        error_messages={"required": _("Enter a number"), "invalid": _("Enter a number like 0300 123 4567")},
    ),
}


class PlaceForm(forms.Form):
    """Where codes of one kind are sent."""

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"] = _ADDRESSES[CodeFactor.Kind(kind)]


class NameOnlyForm(forms.Form):
    name = _text(_("User name or e-mail address"), "", _("Enter your user name"), complete="username")


class DocumentForm(forms.Form):
    """One file. What is in it is asked when it is opened."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A PDF, a picture (JPEG, PNG, WebP or HEIC) or plain text, up to 20 megabytes."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp,.heic,.txt"}),
        error_messages={"required": _("Choose a file"), "invalid": _("Choose a file")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(str(NotTaken("large")))
        return file

    def content(self) -> bytes:
        """Return the bytes of the file, which lie in memory."""
        return self.cleaned_data["file"].read()
