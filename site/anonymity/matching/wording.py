"""Sets of words as they are written down."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, which are parted by spaces and lines."""
    return frozenset(text.split())


def in_order(text: str) -> list[str]:
    """The words of a text in their order."""
    return text.split()
