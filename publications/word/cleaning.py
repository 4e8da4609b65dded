"""Cleans one story of a Word file (its text, its notes, a page header) before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from publications.word.changes import leave_out_comments, settle_changes
from publications.word.fields import settle_controls, settle_fields
from publications.word.hiding import leave_out_hidden
from publications.word.manuscripts import ManuscriptImage
from publications.word.noting import FRONT, MARK, Notebook
from publications.word.opening import Package
from publications.word.paragraphs import join_runs, settle_emphasis, settle_paragraphs
from publications.word.picturing import Pictures
from publications.word.relations import Relation, relations_of
from publications.word.shapes import lift_text_boxes, settle_alternatives, settle_drawings
from publications.word.slimming import settle_characters, settle_links, slim
from publications.word.styling import Numbering, Styles
from publications.word.xml_parts import drop, parse_part, visible_words, w


@dataclass
class Workshop:
    """What the cleaning of every story of one file shares."""

    package: Package
    styles: Styles
    numbering: Numbering
    notebook: Notebook
    images: dict[str, ManuscriptImage]
    accept_changes: bool
    comments_seen: int = 0


@dataclass(frozen=True)
class Story:
    """A cleaned part with the relationships its links and pictures refer to."""

    root: etree._Element
    relations: dict[str, Relation]


def clean_story(workshop: Workshop, part: str, *, place: str = "") -> Story:
    """Return a part of the file without what must not be carried over, and note what was found.

    `place` names the part for the notes; without one the nearest heading is told.
    """
    root = parse_part(workshop.package.read(part))
    relations = relations_of(workshop.package, part)
    _leave_out(root, workshop)
    settle_fields(root, workshop.styles)
    lift_text_boxes(root)
    settle_drawings(root, Pictures(workshop.package, relations, workshop.images))
    settle_links(root, relations)
    settle_characters(root)
    settle_emphasis(root, workshop.styles)
    settle_paragraphs(root, workshop.styles, workshop.numbering)
    slim(root)
    _tell_marks(root, workshop.notebook, place)
    join_runs(root)
    return Story(root, relations)


def _leave_out(root: etree._Element, workshop: Workshop) -> None:
    settle_alternatives(root)
    settle_changes(root, accept=workshop.accept_changes)
    leave_out_hidden(root, workshop.styles)
    workshop.comments_seen += leave_out_comments(root)
    settle_controls(root)


def _tell_marks(root: etree._Element, notebook: Notebook, place: str) -> None:
    where = place or FRONT
    for element in list(root.iter(w("p"), MARK)):
        if element.tag == MARK:
            notebook.add(element.get("kind") or "", where, words=element.get("words") or "")
            drop(element)
        elif not place and _is_heading(element):
            where = visible_words(element) or where


def _is_heading(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return style is not None and (style.get(w("val")) or "").startswith(("heading", "title"))
