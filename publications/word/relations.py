"""Finds which parts of a Word file belong together."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from publications.word.manuscripts import UnreadableReport
from publications.word.opening import Package
from publications.word.xml_parts import parse_part

_MAIN = "word/document.xml"


@dataclass(frozen=True)
class Relation:
    """What a relationship id stands for. `target` is a part name, or an address when `external`."""

    kind: str
    target: str
    external: bool


def relations_of(package: Package, part: str) -> dict[str, Relation]:
    """Return the relationships of a part by id; the empty name stands for the whole package."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package:
        return {}
    found = {}
    for element in parse_part(package.read(path)):
        kind = (element.get("Type") or "").rsplit("/", 1)[-1]
        external = (element.get("TargetMode") or "").lower() == "external"
        target = element.get("Target") or ""
        found[element.get("Id") or ""] = Relation(kind, target if external else _resolved(folder, target), external)
    return found


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def main_part(package: Package) -> str:
    """Return the name of the document part. Raises UnreadableReport when there is none."""
    named = [rel.target for rel in relations_of(package, "").values() if rel.kind == "officeDocument"]
    found = next((name for name in [*named, _MAIN] if name in package), None)
    if found is None:
        raise UnreadableReport("damaged")
    return found


def parts_of_kind(package: Package, relations: dict[str, Relation], kind: str) -> list[str]:
    """Return the names of the parts a document has of one kind, each once."""
    names = [rel.target for rel in relations.values() if rel.kind == kind and not rel.external]
    return [name for name in dict.fromkeys(names) if name in package]
