"""Catalogues without words are left out: for every word that it says, Django looks through one for each app."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import trans_real


def leave_out_empty_catalogues() -> None:
    """Let no word be looked for where none is; what is said stays the same.

    English is what the words are written in, so its catalogues are empty, and there are as many as apps.
    """
    for code, _ in settings.LANGUAGES:
        found = trans_real.translation(code)._catalog
        # Every catalogue has its own head, under "".
        filled = [
            (words, plural) for words, plural in zip(found._catalogs, found._plurals, strict=True) if len(words) > 1
        ]
        if filled:
            found._catalogs, found._plurals = (list(part) for part in zip(*filled, strict=True))
        else:
            del found._catalogs[1:], found._plurals[1:]
