"""Finds the title and the summary of a report among its headings."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from publications.word.html_blocks import HEADINGS, blocks_from_tree
from publications.word.noting import Notebook
from publications.word.rich_text import plain_text

_SUMMARY = re.compile(
    r"(?:\d+(?:\.\d+)*[.)]?\s+)?(?P<executive>executive\s+)?summary(?:\s+of\s+(?:the|this)\s+(?:review|report))?\W*$",
    re.IGNORECASE,
)


def take_title(root: HtmlElement, notebook: Notebook) -> str:
    """Take the title out of the tree: the first lines in Word's Title style, else a single top heading."""
    lines = _title_lines(root) or _single_top(root)
    title = " ".join(plain_text(line).replace("\n", " ") for line in lines).strip()
    for line in lines:
        _leave_pictures(line)
        line.drop_tree()
    if not title:
        notebook.add("no_title", "")
    return title


def _title_lines(root: HtmlElement) -> list[HtmlElement]:
    first = next(iter(root.xpath("./h1[@class='title']")), None)
    lines = [] if first is None else [first]
    while lines and (after := lines[-1].getnext()) is not None and after.get("class") == "title":
        lines.append(after)
    return lines


def _single_top(root: HtmlElement) -> list[HtmlElement]:
    headings = [child for child in root if child.tag in HEADINGS and plain_text(child)]
    top = min((heading.tag for heading in headings), default="")
    is_single = sum(heading.tag == top for heading in headings) == 1
    return headings[:1] if is_single and headings[0].tag == top else []


def _leave_pictures(line: HtmlElement) -> None:
    for picture in reversed(line.findall(".//img")):
        holder = line.makeelement("p")
        line.addnext(holder)
        holder.append(picture)


def take_summary(root: HtmlElement, notebook: Notebook) -> str:
    """Take the section headed 'Summary' or 'Executive summary' out of the tree as rich text.

    Headings in it become bold lines. Tables and pictures in it move to the start of the report, with a note.
    """
    section = _summary_heading(root)
    if section is None:
        return ""
    body = root.makeelement("div")
    for element in _under(section):
        body.append(element)
    words, others = _split(body)
    if words:
        section.drop_tree()
    for element in reversed(others):
        notebook.add("summary_part", plain_text(section))
        root.insert(0, element)
    return words


def _summary_heading(root: HtmlElement) -> HtmlElement | None:
    """A chapter may end with a summary of its own, so a plain 'Summary' counts among the top headings only."""
    headings = [child for child in root if child.tag in HEADINGS]
    found = [(heading, _SUMMARY.match(plain_text(heading))) for heading in headings]
    executive = [heading for heading, match in found if match and match["executive"]]
    top = min((heading.tag for heading in headings), default="")
    plain = [heading for heading, match in found if match and heading.tag == top]
    return next(iter(executive + plain), None)


def _under(heading: HtmlElement) -> list[HtmlElement]:
    found, after = [], heading.getnext()
    while after is not None and not (after.tag in HEADINGS and after.tag <= heading.tag):
        found.append(after)
        after = after.getnext()
    return found


def _split(body: HtmlElement) -> tuple[str, list[HtmlElement]]:
    """Return the words of a section as rich text, and the elements that cannot be words."""
    others = [found for found in body.iter("table", "figure", "img") if not _is_within_other(found)]
    for element in others:
        element.drop_tree()
    for element in list(body):
        if element.tag in HEADINGS:
            _become_bold_line(element)
        elif element.tag in ("aside", "blockquote"):
            element.drop_tag()
    return "".join(block["value"] for block in blocks_from_tree(body)), others


def _is_within_other(element: HtmlElement) -> bool:
    return any(outer.tag in ("table", "figure") for outer in element.iterancestors())


def _become_bold_line(heading: HtmlElement) -> None:
    bold = heading.makeelement("b")
    bold.text = plain_text(heading)
    heading.clear(keep_tail=True)
    heading.tag = "p"
    heading.append(bold)
