"""Gathers what staff should be told about a Word file, with the place and how often."""

from __future__ import annotations

from lxml import etree

from publications.word.manuscripts import Note

MARK = "{urn:practice-reviews:marks}mark"
FRONT = "Before the first heading"
LONGEST_WORDS = 300

MESSAGES = {
    "insertion": "Words were added with tracked changes. They were left out.",
    "insertion_accepted": "Words were added with tracked changes. They are in the text, as you asked.",
    "deletion": "Words were deleted with tracked changes. They are not in the text.",
    "moved_away": "Words were moved away from here with tracked changes. They are not in this place.",
    "move": "Words were moved to here with tracked changes. They were left out.",
    "move_accepted": "Words were moved to here with tracked changes. They are in the text, as you asked.",
    "format_change": "Changes of layout were tracked. They make no difference here.",
    "comment": "There was a comment. It was left out.",
    "hidden": "There was hidden text. It was left out.",
    "struck": "Words were crossed out by hand. They were left out.",
    "tiny": "There are words in letters too small to see in Word. They are in the text: check them.",
    "contents": "The list of contents from Word was left out. The site makes its own.",
    "text_box": "The words of a text box were put after the paragraph it belonged to. Check the order.",
    "shape": "A drawn shape could not be carried over.",
    "chart": "A chart could not be carried over. Add it as a picture with a description, or as a table.",
    "diagram": "A SmartArt diagram could not be carried over. Write what it says as text.",
    "equation": "An equation could not be carried over. Write it as text.",
    "embedded": "An embedded object or file could not be carried over.",
    "linked_image": "A picture kept outside the Word file could not be carried over. Add it by hand.",
    "image_kind": "A picture is of a kind web pages cannot show. Save it as PNG or JPEG and add it by hand.",
    "image_missing": "A picture is missing from the Word file.",
    "cropped": "A picture was cropped in Word. The part that was cut off is still in the picture: check it.",
    "no_alt": "A picture has no description for people who cannot see it. Write one.",
    "symbol": "A special symbol could not be carried over.",
    "internal_link": "A link to another place in the document became plain text.",
    "link": "A link that is not a web or e-mail address became plain text.",
    "placeholder": "A form field was never filled in. Its prompt was left out.",
    "field": "A field was broken. Its words were kept: check them.",
    "page_break": "Page and section breaks were left out.",
    "header_footer": "A page header or footer was left out.",
    "paragraph_number": "Paragraph numbers made by Word (like 4.2) were not carried over.",
    "footnote_missing": "A note is referred to but is not in the file.",
    "unknown": "Something in the Word file could not be carried over.",
    "merged_cells": "A table had merged cells. Their words were repeated in each cell: check the table.",
    "image_in_table": "A picture in a table was put after the table.",
    "box": "A table with one cell became a call-out box.",
    "made_heading": "Looks like a heading, but has no heading style.",
    "heading_jump": "A heading level was skipped. The heading was moved up.",
    "heading_depth": "A heading was deeper than the site shows. It was moved up to the third level.",
    "no_title": "No title was found. Write one.",
    "other_number": "The number in Word is not the number by order, which is used here.",
    "heading_footnote": "A heading or the title had a note. The note is kept, but nothing points to it.",
    "footnote_part": "A table or picture inside a note could not be carried over.",
    "summary_part": "A table or picture in the summary was put at the start of the report instead.",
    "author": "The file names its author",
    "last_editor": "The file names the last person who saved it",
    "property": "The file's properties hold information that may be personal. It was left out",
}
TOLD_ONCE = {"format_change", "page_break", "paragraph_number", "contents"}


class Notebook:
    """Notes by kind, place and words, each with its count, in the order they were first met."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, str], int] = {}
        self._first_place: dict[str, str] = {}

    def add(self, kind: str, where: str, *, words: str = "", count: int = 1) -> None:
        """Note one thing. `words` are repeated to staff, so they must be fit to be seen."""
        if kind in TOLD_ONCE:
            where = self._first_place.setdefault(kind, where)
        key = (kind, where, shortened(words))
        self._counts[key] = self._counts.get(key, 0) + count

    def notes(self) -> list[Note]:
        """Return every note."""
        return [Note(kind, _message(kind, words), where, count) for (kind, where, words), count in self._counts.items()]


def _message(kind: str, words: str) -> str:
    said = MESSAGES[kind]
    return f"{said.rstrip('.')}: “{words}”" if words else said


def shortened(words: str) -> str:
    """Return the words on one line, cut at LONGEST_WORDS characters."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_WORDS else line[:LONGEST_WORDS].rstrip() + "…"


def leave_mark(element: etree._Element, kind: str, *, words: str = "") -> None:
    """Replace an element by a mark, so that its place can be told once the headings are clean.

    Marks that were inside it stay, so that what was already left out is still told.
    """
    inner = list(element.iter(MARK))
    left = mark(kind, words)
    element.getparent().replace(element, left)
    for earlier in inner:
        left.addnext(earlier)


def mark(kind: str, words: str = "") -> etree._Element:
    """Return a mark to be put into a tree; see leave_mark."""
    return etree.Element(MARK, kind=kind, words=shortened(words))
