"""Recognises learning points and recommendations by the label they begin with."""

from __future__ import annotations

import re
from collections import Counter

from lxml.html import HtmlElement

from publications.word.html_blocks import HEADINGS
from publications.word.noting import FRONT, Notebook
from publications.word.rich_text import LISTS, plain_text

_LABEL = re.compile(
    r"\s*(learning\s+point|recommendation)(?:\s+(?:no\.?\s*)?(\d+)[a-z]?(?:\.\d+)*)?"
    r"(?:\s*(?:[:.)](?=\s|$)|[–—]|-(?=\s))\s*|\s*$)",
    re.IGNORECASE,
)
_CLASSES = {"learning": "learning-point", "recommendation": "recommendation"}


def label_of(words: str) -> re.Match[str] | None:
    """Match a label such as 'Learning Point 1:' or 'Recommendation –' at the start of a paragraph."""
    return _LABEL.match(words)


def box_labelled(root: HtmlElement, notebook: Notebook) -> None:
    """Turn labelled paragraphs, headings and list items into asides without their labels.

    A label that stands alone takes the paragraph after it; words that end with a colon take the list after
    them. Points are numbered by their order, so a different number in Word is noted.
    """
    _open_labelled_lists(root)
    order: Counter[str] = Counter()
    where = FRONT
    for element in list(root):
        if element.getparent() is not root:
            continue
        found = _label_with_words(element)
        if found:
            kind = _CLASSES[found[1].split()[0].lower()]
            order[kind] += 1
            _note_other_number(found, order[kind], where, notebook)
            _box(element, kind, len(found[0]))
        elif element.tag in HEADINGS:
            where = plain_text(element) or where


def _label_with_words(element: HtmlElement) -> re.Match[str] | None:
    """Match the label of a paragraph or heading that has words of its own or can take those after it."""
    words = _own_words(element)
    found = label_of(words) if element.tag in ("p", *HEADINGS) else None
    return found if found and (words[found.end() :].strip() or _can_be_taken(element.getnext())) else None


def _can_be_taken(follower: HtmlElement | None) -> bool:
    if follower is None or follower.tag not in ("p", "blockquote", *LISTS):
        return False
    return bool(plain_text(follower)) and not label_of(_own_words(follower))


def _own_words(element: HtmlElement) -> str:
    return "".join(element.itertext())


def _note_other_number(found: re.Match[str], place: int, where: str, notebook: Notebook) -> None:
    if found[2] and int(found[2][:9]) != place:
        notebook.add("other_number", where, words=f"{' '.join(found[0].split())} is now {place}")


def _open_labelled_lists(root: HtmlElement) -> None:
    for element in [child for child in root if child.tag in LISTS]:
        if len(element) and all(label_of(_own_words(item)) for item in element):
            for item in list(element):
                item.tag = "p"
                inner = [child for child in item if child.tag in LISTS]
                element.addprevious(item)
                for nested in reversed(inner):
                    item.addnext(nested)
            element.drop_tree()


def _box(element: HtmlElement, kind: str, label_length: int) -> None:
    box = element.makeelement("aside", {"class": kind})
    element.addprevious(box)
    follower = element.getnext()
    _strip_start(element, label_length)
    element.tag = "p"
    box.append(element)
    if not plain_text(element):
        following = follower.getnext()
        box.append(follower)
        follower, element = following, box[-1]
    if follower is not None and follower.tag in LISTS and plain_text(element).endswith(":"):
        box.append(follower)


def _strip_start(element: HtmlElement, length: int) -> int:
    """Take the first characters away, wherever in the markup they lie; return how many are left to take."""
    element.text, length = _shortened(element.text, length)
    for child in element:
        length = _strip_start(child, length)
        child.tail, length = _shortened(child.tail, length)
    return length


def _shortened(text: str | None, length: int) -> tuple[str | None, int]:
    cut = min(len(text or ""), length)
    return (text or "")[cut:] or None, length - cut
