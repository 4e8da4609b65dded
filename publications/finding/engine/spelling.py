"""Which word of the index somebody meant whose word is in no document."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[tuple[str, int]]) -> list[str]:
    """Return the three likeliest of the `known` words, each with how many documents hold it: few slips, often used."""
    most = 1 if len(word) <= 4 else 2
    near, letters = [], frozenset(word)
    for other, number in known:
        # A slip changes two letters at most, which is ten times as quick to see as which slip it was.
        is_alike = abs(len(other) - len(word)) <= most and len(letters.symmetric_difference(other)) <= 2 * most
        if is_alike and other != word:
            slips = slips_between(word, other, most)
            if slips <= most:
                near.append((slips, -number, other))
    return [other for *_, other in sorted(near)[:3]]


def slips_between(one: str, other: str, most: int) -> int:
    """Return how many letters were added, left out, changed or swapped with their neighbour; more than `most` is one
    more than `most`."""
    before, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, another in enumerate(other, 1):
            cost = min(last[column] + 1, here[-1] + 1, last[column - 1] + (letter != another))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == another:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        if min(here) > most:
            return most + 1
        before, last = last, here
    return min(last[-1], most + 1)
