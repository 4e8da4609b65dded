"""Prints any Django form the way GOV.UK lays out questions.

`{{ form }}` and `{{ field.as_field_group }}` use it. A widget printed alone (`{{ field }}`), as the
Wagtail admin does, keeps Django's own look.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.fields import BaseTemporalField
from django.forms.formsets import BaseFormSet
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import DateTimeBaseInput
from django.template.loader import select_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

_EXAMPLE_MOMENT = datetime.datetime(2026, 3, 27, 14, 30)  # noqa: DTZ001 (an example has no zone)

# The first kind that fits gives the class, so the special kinds come before the general ones.
_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.Select, "govuk-select"),
    (forms.SelectDateWidget, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.NumberInput, "govuk-input govuk-input--width-10"),
    (DateTimeBaseInput, "govuk-input govuk-input--width-10"),
    (forms.SplitDateTimeWidget, "govuk-input govuk-input--width-10"),
    (forms.Widget, "govuk-input"),
]


class GovukRenderer(TemplatesSetting):
    """The form renderer of the whole site."""

    form_template_name = "govuk/forms/form.html"
    field_template_name = "govuk/forms/field.html"


class _WidgetRenderer(TemplatesSetting):
    def get_template(self, template_name: str) -> Any:
        ours = f"govuk/forms/widgets/{PurePosixPath(template_name).name}"
        return select_template([ours, template_name])


@dataclass(frozen=True)
class Question:
    """One field of a form with all that its label, hint and error need to stay tied together."""

    field: BoundField

    @property
    def is_group(self) -> bool:
        return self.field.use_fieldset

    @property
    def is_tick(self) -> bool:
        return isinstance(self.field.field.widget, forms.CheckboxInput)

    @property
    def hint(self) -> str:
        return self.field.help_text or _example_of(self.field.field)

    @property
    def hint_id(self) -> str:
        return f"{self.field.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.field.auto_id}_error"

    @property
    def described_by(self) -> str:
        ids = [self.hint_id] * bool(self.hint) + [self.error_id] * bool(self.field.errors)
        return " ".join(ids) if self.field.auto_id else ""

    @property
    def first_input_id(self) -> str:
        """The id that a link in the error summary moves to."""
        if not self.is_group:
            return self.field.id_for_label
        return _first_id_within(self.field) or self.field.auto_id

    def widget(self) -> SafeString:
        widget = self.field.field.widget
        widget.is_localized = widget.is_localized or self.field.field.localize
        shown = widget.render(
            self.field.html_name, self.field.value(), attrs=self._attributes(), renderer=_WidgetRenderer()
        )
        if self.field.field.show_hidden_initial:
            shown += self.field.as_hidden(only_initial=True)
        return shown

    def _attributes(self) -> dict[str, Any]:
        own = self.field.field.widget.attrs
        attributes = self.field.build_widget_attrs({"class": _classes(self.field)})
        if self.field.auto_id and "id" not in own:
            attributes["id"] = self.field.auto_id
        if not self.is_group and self.described_by and "aria-describedby" not in own:
            attributes["aria-describedby"] = self.described_by
        if isinstance(self.field.field.widget, forms.RadioSelect):
            # The group is wrong, not each of its answers; a radio button may not carry this.
            attributes.pop("aria-invalid", None)
        return attributes


@dataclass(frozen=True)
class Problem:
    """A line of the error summary: what is wrong, and the id of the place to mend it."""

    text: str
    target: str


def problems_of(*shown: forms.BaseForm | BaseFormSet) -> list[Problem]:
    """List what is wrong with forms and formsets, in the order in which the page shows them."""
    return [problem for item in shown if item for problem in _problems(item)]


def top_errors_id(form: forms.BaseForm) -> str:
    """The id of the place above a form where errors of the form as a whole stand."""
    return f"{form.prefix or 'form'}-errors"


def _problems(shown: forms.BaseForm | BaseFormSet) -> Iterator[Problem]:
    if isinstance(shown, BaseFormSet):
        yield from (Problem(text, "") for text in shown.non_form_errors())
        yield from problems_of(*shown.forms)
        return
    yield from (Problem(text, top_errors_id(shown)) for text in shown.get_context()["errors"])
    for field in shown.visible_fields():
        for text in field.errors:
            yield Problem(_named(field, text), Question(field).first_input_id)


def _named(field: BoundField, text: str) -> str:
    # Far from its question, "This field is required." says nothing.
    label = str(field.label)
    if label.lower() in text.lower():
        return text
    return f"{label} {text}" if label.endswith(("?", ":", ".")) else f"{label}: {text}"


def _classes(field: BoundField) -> str:
    widget = field.field.widget
    look = next(look for kind, look in _CLASSES if isinstance(widget, kind))
    parts = [look, widget.attrs.get("class", "")]
    if field.errors and not isinstance(widget, (forms.CheckboxInput, forms.RadioSelect)):
        parts.append(f"{look.split()[0]}--error")
    return " ".join(filter(None, parts))


def _example_of(field: forms.Field) -> str:
    if getattr(field.widget, "input_type", "text") != "text":
        return ""
    shown = [_EXAMPLE_MOMENT.strftime(str(written)) for written in _formats_of(field)]
    return _("For example, %(example)s") % {"example": " ".join(shown)} if shown else ""


def _formats_of(field: forms.Field) -> list[str]:
    if isinstance(field.widget, forms.SplitDateTimeWidget) and isinstance(field, forms.SplitDateTimeField):
        return [next(iter(part.input_formats)) for part in field.fields]
    if isinstance(field.widget, DateTimeBaseInput) and isinstance(field, BaseTemporalField):
        return [next(iter(field.input_formats))]
    return []


def _first_id_within(field: BoundField) -> str:
    context = field.field.widget.get_context(field.html_name, field.value(), {"id": field.auto_id})["widget"]
    if "subwidgets" in context:
        parts = context["subwidgets"]
    else:
        parts = [option for _group, options, _index in context["optgroups"] for option in options]
    return parts[0]["attrs"].get("id", "") if parts else ""
