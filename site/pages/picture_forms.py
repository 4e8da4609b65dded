"""What the editor asks about a picture."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """A picture stays what it was when somebody chose it: public pages show it, and two people agreed to that."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.instance.pk and "file" in self.changed_data:
            self.add_error("file", forms.ValidationError("Add the other picture as a new one, and choose it instead."))
        return values
