"""The three ways in which a leaflet is put on paper."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Layout(models.TextChoices):
    """How a leaflet is printed. A4 and LARGE are tagged for assistive technology; BOOKLET is for the printer."""

    A4 = "a4", _("A4 leaflet")
    LARGE = "large", _("Large print")
    BOOKLET = "booklet", _("A5 booklet to fold")


# Points of the text, millimetres of the margins. A page of a booklet is a real A5 page, so nothing is scaled.
_SHEETS: dict[str, dict[str, Any]] = {
    Layout.A4: {"paper": "a4", "points": 12, "margin": 22},
    Layout.LARGE: {"paper": "a4", "points": 18, "margin": 20},
    Layout.BOOKLET: {"paper": "a5", "points": 11, "margin": 14},
}
EASY_READ = {"paper": "a4", "points": 17, "margin": 18}


def sheet(layout: Layout) -> dict[str, Any]:
    """Return the paper, the points of its text and its margin in millimetres."""
    return _SHEETS[layout]
