"""Reads a file that lies inside another."""

from __future__ import annotations

from anonymity.documents.collecting import MAX_DEPTH, Gathered


def read_embedded(data: bytes, name: str, thing: str, into: Gathered) -> None:
    """Read a file within a file under “<thing> <number>”; beyond the bounds that is a fault instead."""
    place = f"{thing} {into.number(thing)}"
    into.bounds.embedded -= 1
    if into.depth >= MAX_DEPTH or into.bounds.embedded < 0:
        into.blame("too_deep", "block", place, "Too many files lie inside one another to be read.")
        return
    inner = into.inside(place)
    inner.say("file name", name, "label")
    into.reader(data, name, inner)
