"""Puts tables, captions and headings from Word into the shape the site needs, and notes what to check."""

from __future__ import annotations

from lxml.html import HtmlElement

from publications.word.html_blocks import DEEPEST, HEADINGS
from publications.word.labelling import label_of
from publications.word.noting import FRONT, Notebook
from publications.word.rich_text import plain_text
from publications.word.tables import has_merged_cells, own_rows

LONGEST_MADE_HEADING = 100


def open_boxes(root: HtmlElement, notebook: Notebook) -> None:
    """Turn a table of one cell into a call-out box; one that holds a labelled point is only opened."""
    for where, table in _placed(root, "table"):
        cells = [cell for row in own_rows(table) for cell in row]
        if len(cells) != 1 or cells[0].find(".//table") is not None:
            continue
        notebook.add("box", where)
        inside = list(cells[0])
        box = table.makeelement("aside", {"class": "callout"})
        for child in inside:
            box.append(child)
        table.addprevious(box)
        table.drop_tree()
        if inside and label_of("".join(inside[0].itertext())):
            box.drop_tag()


def mark_headers(root: HtmlElement) -> None:
    """Take a first row that is bold throughout for the header row of its table."""
    for table in root.iter("table"):
        rows = own_rows(table)
        if len(rows) > 1 and not any(cell.tag == "th" for cell in rows[0]) and _is_bold_row(rows[0]):
            for cell in rows[0]:
                cell.tag = "th"


def _is_bold_row(row: HtmlElement) -> bool:
    filled = [cell for cell in row if plain_text(cell)]
    return bool(filled) and all(_is_bold(cell) for cell in filled)


def _is_bold(element: HtmlElement) -> bool:
    return not "".join(element.xpath(".//text()[not(ancestor::strong)]")).strip()


def move_captions(root: HtmlElement) -> None:
    """Put a caption paragraph into the table after it, or with the picture or table before it."""
    for caption in root.xpath("./p[@class='caption']"):
        before, after = caption.getprevious(), caption.getnext()
        if after is not None and after.tag == "table":
            _caption_table(after, caption)
        elif before is not None and _is_picture(before):
            _caption_picture(before, caption)
        elif before is not None and before.tag == "table" and before.find("caption") is None:
            _caption_table(before, caption)


def _caption_table(table: HtmlElement, caption: HtmlElement) -> None:
    caption.tag = "caption"
    table.insert(0, caption)


def _is_picture(element: HtmlElement) -> bool:
    return element.tag == "p" and len(element.findall(".//img")) == 1 and not plain_text(element)


def _caption_picture(paragraph: HtmlElement, caption: HtmlElement) -> None:
    figure = paragraph.makeelement("figure")
    paragraph.addprevious(figure)
    figure.append(paragraph.find(".//img"))
    caption.tag = "figcaption"
    figure.append(caption)
    paragraph.drop_tree()


def note_tables(root: HtmlElement, notebook: Notebook) -> None:
    """Note tables with merged cells and tables with pictures in them."""
    for where, table in _placed(root, "table"):
        if has_merged_cells(table):
            notebook.add("merged_cells", where)
        pictures = len(table.findall(".//img"))
        if pictures:
            notebook.add("image_in_table", where, count=pictures)


def note_headings(root: HtmlElement, notebook: Notebook) -> None:
    """Note skipped and too deep heading levels, and bold lines that look like headings."""
    above: list[int] = []
    for where, element in _placed(root, "p", *HEADINGS):
        if element.tag == "p":
            _note_made_heading(element, where, notebook)
            continue
        level = int(element.tag[1])
        outer = [deeper for deeper in above if deeper < level]
        if outer and level > outer[-1] + 1:
            notebook.add("heading_jump", plain_text(element))
        above = [*outer, level]
        if len(above) + 1 > DEEPEST:
            notebook.add("heading_depth", plain_text(element))


def _note_made_heading(paragraph: HtmlElement, where: str, notebook: Notebook) -> None:
    words = plain_text(paragraph)
    is_short = 0 < len(words) <= LONGEST_MADE_HEADING and "\n" not in words
    if is_short and words[-1] not in ".,;" and _is_bold(paragraph) and paragraph.get("class") != "caption":
        notebook.add("made_heading", where, words=words)


def _placed(root: HtmlElement, *tags: str) -> list[tuple[str, HtmlElement]]:
    """Pair the top elements of these names with the heading they stand under."""
    found, where = [], FRONT
    for element in root:
        if element.tag in tags:
            found.append((where, element))
        if element.tag in HEADINGS:
            where = plain_text(element) or where
    return found
