"""The pictures that an easy read line can have beside it: drawn for this site, without a word in them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FOLDER = Path("pictures") / "easy-read"

PICTOGRAMS: dict[str, Promise | str] = {
    "child": _("A child"),
    "family": _("A family"),
    "meeting": _("People at a meeting"),
    "talk": _("Talking"),
    "listen": _("Listening"),
    "report": _("A report"),
    "phone": _("A telephone"),
    "letter": _("A letter"),
    "email": _("An e-mail"),
    "calendar": _("A calendar"),
    "clock": _("A clock"),
    "question": _("A question"),
    "stop": _("A hand that says stop"),
    "police": _("A police officer"),
    "hospital": _("A hospital"),
    "school": _("A school"),
    "council": _("A council building"),
    "private": _("A lock: this is private"),
    "choice": _("A signpost: you can choose"),
    "help": _("A hand that holds a heart: help"),
    "learn": _("A book: learning"),
    "web": _("A globe: the web"),
    "sad": _("A sad face"),
    "computer": _("A computer"),
}


def picture(name: str) -> bytes:
    """Return the SVG of a pictogram. KeyError for a name that is not among PICTOGRAMS."""
    if name not in PICTOGRAMS:
        raise KeyError(name)
    return (settings.BASE_DIR / "static" / FOLDER / f"{name}.svg").read_bytes()
