"""Tells staff which properties of a Word file may name a person (R25). Only two names are repeated."""

from __future__ import annotations

from lxml import etree

from publications.word.noting import Notebook
from publications.word.opening import Package
from publications.word.relations import relations_of
from publications.word.xml_parts import local_name, parse_part, w

PLACE = "The file's properties"
MOST_CUSTOM = 30
NAMED = {"creator": "author", "lastModifiedBy": "last_editor"}
TOLD = {
    "core": ("title", "subject", "keywords", "description", "category", "contentStatus", "identifier"),
    "app": ("Company", "Manager", "HyperlinkBase", "Template"),
}
_PLAIN_TEMPLATES = ("normal", "normal.dot", "normal.dotm")


def note_properties(package: Package, notebook: Notebook) -> None:
    """Note the personal properties of a file by name, with the value only for author and last editor."""
    for element in _elements(package, "docprops/core.xml"):
        _note_core(element, notebook)
    for element in _elements(package, "docprops/app.xml"):
        name, value = local_name(element), (element.text or "").strip()
        if name in TOLD["app"] and value and value.lower() not in _PLAIN_TEMPLATES:
            _note(notebook, name)
    for element in _elements(package, "docprops/custom.xml")[:MOST_CUSTOM]:
        _note(notebook, f"custom property {element.get('name') or ''}".strip())
    _note_side_parts(package, notebook)


def _note_core(element: etree._Element, notebook: Notebook) -> None:
    name, value = local_name(element), (element.text or "").strip()
    if name in NAMED and value:
        notebook.add(NAMED[name], PLACE, words=value)
    elif name in TOLD["core"] and value:
        _note(notebook, name)


def _note_side_parts(package: Package, notebook: Notebook) -> None:
    people = [element for element in _elements(package, "word/people.xml") if local_name(element) == "person"]
    if people:
        _note(notebook, "names of people who commented or changed the text", count=len(people))
    for name in package.names():
        if name.startswith("docprops/thumbnail"):
            _note(notebook, "small picture of the first page")
        if name.startswith("customxml/item") and "props" not in name and "rels" not in name:
            _note(notebook, "data attached to the file")
    relations = relations_of(package, "word/settings.xml").values()
    if any(relation.kind == "attachedTemplate" for relation in relations):
        _note(notebook, "template path")
    if any(relation.kind == "mailMergeSource" for relation in relations):
        _note(notebook, "mail merge source")
    if any(element.tag == w("docVars") for element in _elements(package, "word/settings.xml")):
        _note(notebook, "document variables")


def _note(notebook: Notebook, name: str, *, count: int = 1) -> None:
    notebook.add("property", PLACE, words=name, count=count)


def _elements(package: Package, name: str) -> list[etree._Element]:
    return list(parse_part(package.read(name))) if name in package else []


def note_comments(package: Package, parts: list[str], seen: int, notebook: Notebook) -> None:
    """Note comments that no place in the text points to, and how many people wrote comments."""
    comments = [c for part in parts for c in parse_part(package.read(part)) if c.tag == w("comment")]
    if len(comments) > seen:
        notebook.add("comment", "Not tied to a place", count=len(comments) - seen)
    authors = {comment.get(w("author")) for comment in comments} - {None, ""}
    if authors:
        _note(notebook, "names of people who wrote comments", count=len(authors))
