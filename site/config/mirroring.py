"""Turns left and right in a compiled stylesheet into start and end.

GOV.UK Frontend is written for languages that run from left to right. The leaflets for families are
also read in Arabic, Urdu and Farsi, so every side is made to follow the direction of the page.
"""

from __future__ import annotations

import re

_SIDES = {"left": "start", "right": "end"}
_BOX_SIDE = re.compile(r"(?<![\w-])(margin|padding|border)-(left|right)(?=[-:])")
_POSITION = re.compile(r"(?<=[{;])(left|right)(?=:)")
_ALIGNMENT = re.compile(r"(?<=[{;])(text-align|justify-content):(left|right)(?![\w-])")
_FLOAT = re.compile(r"(?<=[{;])(float|clear):(left|right)(?![\w-])")


def mirrored(stylesheet: str) -> str:
    """Return the compressed `stylesheet` with logical sides in place of physical ones."""
    stylesheet = _BOX_SIDE.sub(lambda m: f"{m[1]}-inline-{_SIDES[m[2]]}", stylesheet)
    stylesheet = _POSITION.sub(lambda m: f"inset-inline-{_SIDES[m[1]]}", stylesheet)
    stylesheet = _ALIGNMENT.sub(lambda m: f"{m[1]}:{_SIDES[m[2]]}", stylesheet)
    return _FLOAT.sub(lambda m: f"{m[1]}:inline-{_SIDES[m[2]]}", stylesheet)
