"""A plan names roles; where a name of somebody who works for the partnership stands in it all the same, it is found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from partnerships.models import Partnership
from people.models import User


def places_that_name(partnership: Partnership, texts: Iterable[tuple[str, str]]) -> list[str]:
    """Return the places of `texts` in which a member of the partnership's staff is named, each once and in order."""
    members = User.objects.filter(memberships__partnership=partnership).values_list("name", flat=True).distinct()
    names = sorted({" ".join(name.split()) for name in members} - {""})
    if not names:
        return []
    anybody = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
    return list(dict.fromkeys(place for place, text in texts if anybody.search(" ".join(text.split()))))
