"""Reads a Word report from first byte to neutral blocks."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement

from publications.word.cleaning import Story, Workshop, clean_story
from publications.word.converting import html_of
from publications.word.footnoting import PLACE as NOTES_PLACE
from publications.word.footnoting import take_footnotes
from publications.word.html_blocks import blocks_from_tree
from publications.word.labelling import box_labelled
from publications.word.manuscripts import Manuscript, UnreadableReport
from publications.word.noting import Notebook
from publications.word.opening import Package, open_package
from publications.word.packing import packed
from publications.word.properties import note_comments, note_properties
from publications.word.relations import Relation, main_part, parts_of_kind, relations_of
from publications.word.sectioning import take_summary, take_title
from publications.word.shaping import mark_headers, move_captions, note_headings, note_tables, open_boxes
from publications.word.styling import Numbering, Styles
from publications.word.xml_parts import parse_part, visible_words, w

EDGES = "Page headers and footers"
_PAGE_NUMBER = re.compile(r"(?:page)?\W*\d*\W*(?:of)?\W*\d*\W*", re.IGNORECASE)


def read_report(source: Path | bytes, *, accept_changes: bool = False) -> Manuscript:
    """Read a Lead Reviewer's Word report (R25, R61).

    Deleted words, hidden words, crossed-out words and comments are never in the result. Words added with
    tracked changes are in it only with `accept_changes`. What could not be carried over is in the notes.
    Raises UnreadableReport, and nothing else, for a file that is not a sound Word document.
    """
    try:
        return _read(open_package(source), accept_changes=accept_changes)
    except UnreadableReport:
        raise
    except RecursionError as error:
        raise UnreadableReport("too_long") from error
    except Exception as error:  # a hostile file can break a reader in any way; staff get one plain answer
        raise UnreadableReport("damaged") from error


def _read(package: Package, *, accept_changes: bool) -> Manuscript:
    main = main_part(package)
    relations = relations_of(package, main)
    notebook = Notebook()
    workshop = _workshop(package, relations, notebook, accept_changes=accept_changes)
    stories = _stories(workshop, main, relations)
    _note_edges(workshop, relations)
    comments = parts_of_kind(package, relations, "comments")
    note_comments(package, comments, workshop.comments_seen, notebook)
    note_properties(package, notebook)
    return _manuscript(html_of(packed(stories, workshop.images)), workshop)


def _workshop(
    package: Package, relations: dict[str, Relation], notebook: Notebook, *, accept_changes: bool
) -> Workshop:
    styles = Styles(_first_root(package, relations, "styles"))
    numbering = Numbering(_first_root(package, relations, "numbering"), styles)
    return Workshop(package, styles, numbering, notebook, {}, accept_changes)


def _first_root(package: Package, relations: dict[str, Relation], kind: str) -> etree._Element | None:
    found = parts_of_kind(package, relations, kind)
    return parse_part(package.read(found[0])) if found else None


def _stories(workshop: Workshop, main: str, relations: dict[str, Relation]) -> dict[str, Story]:
    stories = {"document": clean_story(workshop, main)}
    if stories["document"].root.tag != w("document"):
        raise UnreadableReport("damaged")
    for kind in ("footnotes", "endnotes"):
        for part in parts_of_kind(workshop.package, relations, kind)[:1]:
            stories[kind] = clean_story(workshop, part, place=NOTES_PLACE)
    _leave_out_lost_references(stories, workshop.notebook)
    return stories


def _leave_out_lost_references(stories: dict[str, Story], notebook: Notebook) -> None:
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes = stories[kind].root if kind in stories else ()
        known = {note.get(w("id")) for note in notes if note.get(w("type")) in (None, "normal")}
        for story in stories.values():
            for reference in list(story.root.iter(w(f"{tag}Reference"))):
                if reference.get(w("id")) not in known or story is not stories["document"]:
                    reference.getparent().remove(reference)
                    notebook.add("footnote_missing", NOTES_PLACE)


def _note_edges(workshop: Workshop, relations: dict[str, Relation]) -> None:
    headers, footers = (parts_of_kind(workshop.package, relations, kind) for kind in ("header", "footer"))
    for part in headers + footers:
        root = clean_story(workshop, part, place=EDGES).root
        words = visible_words(root)
        if not _PAGE_NUMBER.fullmatch(words) or root.find(f".//{w('drawing')}") is not None:
            workshop.notebook.add("header_footer", EDGES, words=words)


def _manuscript(root: HtmlElement, workshop: Workshop) -> Manuscript:
    notebook = workshop.notebook
    open_boxes(root, notebook)
    footnotes = take_footnotes(root, notebook)
    mark_headers(root)
    title = take_title(root, notebook)
    move_captions(root)
    summary = take_summary(root, notebook)
    box_labelled(root, notebook)
    note_tables(root, notebook)
    note_headings(root, notebook)
    blocks = blocks_from_tree(root)
    if not (title or summary or blocks):
        raise UnreadableReport("empty")
    shown = {block["value"]["image"] for block in blocks if block["type"] == "figure"}
    images = {key: image for key, image in workshop.images.items() if key in shown}
    return Manuscript(title, summary, blocks, footnotes, images, notebook.notes())
