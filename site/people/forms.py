"""What the staff host asks about accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from people.joining import PartnerMissing, partner_for
from people.roles import Partner, Role

LONGEST_PASSWORD = 1024


def _email(**attrs: str) -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false", **attrs}),
        error_messages={"required": _("Enter your e-mail address"), "invalid": _("Enter an e-mail address")},
    )


def _password() -> forms.CharField:
    return forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password")},
    )


def _code(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code")},
    )


class SignInForm(forms.Form):
    email = _email()
    password = _password()


class CodeForm(forms.Form):
    code = _code(
        _("Code"),
        _("The 6 digits that your authenticator app shows. Without the app, use one of your recovery codes."),
    )


class NewAppForm(forms.Form):
    code = _code(_("Code from the app"), _("The 6 digits that the app shows now."))


class BothFactorsForm(CodeForm):
    password = _password()
    field_order = ["password", "code"]


class ForgottenForm(forms.Form):
    email = _email()


class NewPasswordForm(SetPasswordForm):
    """Two equal passwords that pass the rules; saving is left to whoever asked."""

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        for name in ("new_password1", "new_password2"):
            self.fields[name].max_length = LONGEST_PASSWORD
        self.fields["new_password1"].label = _("Password")
        self.fields["new_password1"].help_text = password_validation.password_validators_help_text_html()
        self.fields["new_password2"].label = _("The same password again")
        self.fields["new_password2"].help_text = ""

    @property
    def password(self) -> str:
        return self.cleaned_data["new_password1"]


class RoleForm(forms.Form):
    """A role, and for a delegate the one safeguarding partner for which they speak (rules.md S5)."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)
    partner = forms.ChoiceField(
        label=_("Safeguarding partner"), choices=Partner.choices, widget=forms.RadioSelect, required=False,
        help_text=_("Only for a delegate: for which partner they approve reports."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        try:
            values["partner"] = partner_for(values.get("role", ""), values.get("partner", ""))
        except PartnerMissing as refusal:
            self.add_error("partner", str(refusal))
        return values


class InviteForm(RoleForm):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("Their own work address, not a shared mailbox.")
    )
    name = forms.CharField(label=_("Name"), max_length=150)
    field_order = ["email", "name", "role", "partner"]
