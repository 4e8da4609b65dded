"""Colours that people can read: the contrast of WCAG 2.2 (1.4.3)."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

READABLE = 4.5
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def luminance(colour: str) -> float:
    """Return the relative luminance (0 black to 1 white) of a colour written as #rrggbb."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two #rrggbb colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def validate_readable_on_white(colour: str) -> None:
    """Refuse a colour on which white text, or which on white, cannot be read by everyone."""
    if not _HEX.fullmatch(colour):
        raise ValidationError(_("Write the colour as # and six hexadecimal digits, like #1d5b79."))
    if contrast(colour, "#ffffff") < READABLE:
        raise ValidationError(_("This colour is too light to be read against white. Choose a darker one."))
