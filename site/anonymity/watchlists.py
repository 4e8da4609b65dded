"""The watch-list of a review, and the list of what may be said, as they are written in files or pasted."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KINDS = (
    "name", "date_of_birth", "date_of_death", "date", "address", "postcode", "school", "place", "professional", "phone",
    "email", "nhs_number", "condition", "reference",
)  # fmt: skip
MOST_TERMS = 5_000
MOST_ALIASES = 50
LONGEST_VALUE = 300
LARGEST_FILE = 5_000_000  # bytes
_COLUMNS = {
    "kind": ("kind", "type"),
    "value": ("value", "name", "term"),
    "aliases": ("aliases", "alias", "also", "nicknames"),
    "note": ("note", "notes"),
}


class UnusableList(ValueError):
    """A watch-list or allowed list that cannot be read. Its words can be shown to people and quote no term."""


@dataclass(frozen=True)
class Term:
    """One thing that must not be found. `kind` is one of KINDS."""

    id: str
    kind: str
    value: str
    aliases: tuple[str, ...] = ()
    note: str = ""

    def __repr__(self) -> str:
        """Without the words themselves, so that no log can hold them."""
        return f"<Term {self.id}: {self.kind}>"


@dataclass(frozen=True)
class Watchlist:
    """What must not be found in any document of a review."""

    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Allowed:
    """What may be said: pairs of kind (reviewer, pseudonym, relationship, public_body, phone …) and value."""

    entries: tuple[tuple[str, str], ...] = ()


def read_watchlist(source: str | bytes | Path) -> Watchlist:
    """Read `{"terms": [{"id", "kind", "value", "aliases", "note"}]}`. Raises UnusableList."""
    entries = _listed(_json(source), "terms", "The watch-list")
    terms = tuple(_term(entry, number) for number, entry in enumerate(entries, 1))
    if len({term.id for term in terms}) < len(terms):
        raise UnusableList("Two terms of the watch-list have the same id.")
    return Watchlist(terms)


def read_allowed(source: str | bytes | Path) -> Allowed:
    """Read `{"allowed": [{"kind", "value"}]}`. Raises UnusableList."""
    pairs = []
    for number, entry in enumerate(_listed(_json(source), "allowed", "The allowed list"), 1):
        if not isinstance(entry, dict):
            raise UnusableList(f"Entry {number} of the allowed list is not an object with a kind and a value.")
        pairs.append((str(entry.get("kind", "")), _value(entry.get("value"), f"Entry {number} of the allowed list")))
    return Allowed(tuple(pairs))


def read_pasted(text: str) -> Watchlist:
    """Read one term a line: `kind: value; alias; alias`, or CSV with a heading of kind, value, aliases and note.

    A line without a kind is a name. Raises UnusableList.
    """
    if len(text) > LARGEST_FILE:
        raise UnusableList("The list is too long.")
    lines = [line.strip() for line in text.replace("\ufeff", "").splitlines() if line.strip()]
    if lines and _is_heading(lines[0]):
        return _from_rows(list(csv.DictReader(io.StringIO("\n".join(lines)), skipinitialspace=True)))
    return _numbered([_pasted(line) for line in lines])


def _is_heading(line: str) -> bool:
    cells = {cell.strip().strip('"').casefold() for cell in line.split(",")}
    return "kind" in cells or "type" in cells


def _from_rows(rows: list[dict[str, Any]]) -> Watchlist:
    entries = []
    for row in rows:
        known = {str(key).strip().casefold(): value or "" for key, value in row.items() if isinstance(value, str)}
        entry = {name: next((known[c] for c in columns if c in known), "") for name, columns in _COLUMNS.items()}
        entries.append(entry | {"aliases": [a.strip() for a in re.split(r"[;|]", entry["aliases"]) if a.strip()]})
    return _numbered(entries)


def _pasted(line: str) -> dict[str, Any]:
    kind, colon, rest = line.partition(":")
    named = kind.strip().casefold().replace(" ", "_").replace("-", "_")
    if not colon or named not in KINDS:
        named, rest = "name", line
    value, *aliases = [part.strip() for part in rest.split(";")]
    return {"kind": named, "value": value, "aliases": [alias for alias in aliases if alias]}


def _numbered(entries: list[dict[str, Any]]) -> Watchlist:
    _few_enough(entries, "The watch-list")
    return Watchlist(tuple(_term(entry | {"id": f"t{number}"}, number) for number, entry in enumerate(entries, 1)))


def _json(source: str | bytes | Path) -> Any:
    try:
        if isinstance(source, Path):
            if source.stat().st_size > LARGEST_FILE:
                raise UnusableList("The list is too large.")
            source = source.read_bytes()
        return json.loads(source.decode("utf-8-sig") if isinstance(source, bytes) else source)
    except OSError as error:
        raise UnusableList(f"The list cannot be opened: {error.strerror or 'it is not a file'}.") from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, UnusableList):
            raise
        raise UnusableList("The list is not JSON in UTF-8.") from error


def _listed(content: Any, key: str, title: str) -> list[Any]:
    entries = content.get(key) if isinstance(content, dict) else content
    if not isinstance(entries, list):
        raise UnusableList(f"{title} has no list “{key}”.")
    _few_enough(entries, title)
    return entries


def _few_enough(entries: list[Any], title: str) -> None:
    if len(entries) > MOST_TERMS:
        raise UnusableList(f"{title} has more than {MOST_TERMS:,} entries.")


def _term(entry: Any, number: int) -> Term:
    title = f"Term {number} of the watch-list"
    if not isinstance(entry, dict):
        raise UnusableList(f"{title} is not an object with a kind and a value.")
    kind = str(entry.get("kind") or "").strip().casefold().replace(" ", "_")
    if kind not in KINDS:
        raise UnusableList(f"{title} has a kind that is not known. Use one of: {', '.join(KINDS)}.")
    aliases = entry.get("aliases") or []
    if not isinstance(aliases, list) or len(aliases) > MOST_ALIASES:
        raise UnusableList(f"{title} should have a list of at most {MOST_ALIASES} aliases.")
    spoken = tuple(_value(alias, title) for alias in aliases)
    return Term(
        str(entry.get("id") or f"t{number}"),
        kind,
        _value(entry.get("value"), title),
        spoken,
        str(entry.get("note") or ""),
    )


def _value(value: Any, title: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UnusableList(f"{title} has no value.")
    if len(value) > LONGEST_VALUE:
        raise UnusableList(f"{title} is longer than {LONGEST_VALUE} characters.")
    return value.strip()
