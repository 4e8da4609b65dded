"""Names that stand for one another: short and pet forms, and spellings of one name from other scripts."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path


def _rows(name: str) -> list[list[str]]:
    listed = (Path(__file__).with_name("data") / name).read_text(encoding="utf-8")
    return [line.split() for line in listed.splitlines() if line.strip()]


def _table(rows: list[list[str]], *, by_first: bool) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for first, *others in rows:
        group = {first, *others}
        for name in group:
            table[name] |= {first} if by_first and name != first else group
        table[first] |= group
    return {name: frozenset(group - {name}) for name, group in table.items()}


_BY_SHORT_FORM = _table(_rows("short_forms.txt"), by_first=True)
_LONG_FORMS = frozenset(row[0] for row in _rows("short_forms.txt"))
_BY_SPELLING = _table(_rows("spellings.txt"), by_first=False)


def short_forms(name: str) -> frozenset[str]:
    """What a folded given name is shortened to, and what it may itself be short for."""
    same = {name, *_BY_SPELLING.get(name, ())}
    near = {short for spelling in same for short in _BY_SHORT_FORM.get(spelling, ())}
    whole = {long for long in near if long in _LONG_FORMS}
    return frozenset(near | {short for long in whole for short in _BY_SHORT_FORM[long] if name not in _LONG_FORMS}) - {
        name
    }


def spellings(name: str) -> frozenset[str]:
    """Other spellings of a folded name that comes from another script or tongue."""
    return _BY_SPELLING.get(name, frozenset())
