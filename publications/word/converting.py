"""Turns a cleaned Word file into HTML that keeps its structure."""

from __future__ import annotations

import hashlib
import io

import mammoth
from lxml.html import HtmlElement

from publications.word.paragraphs import DEEPEST_LIST
from publications.word.rich_text import parse_html
from publications.word.styling import DEEPEST_HEADING

NOTE_PREFIX = "word-"
_OUTER = "ul|ol > li > "
_LISTS = [
    f"p:{kind}-list({depth}) => {_OUTER * (depth - 1)}{tag} > li:fresh"
    for depth in range(1, DEEPEST_LIST + 2)
    for kind, tag in (("unordered", "ul"), ("ordered", "ol"))
]
_STYLE_MAP = "\n".join(
    [
        "p[style-name='title'] => h1.title:fresh",
        *(f"p[style-name='heading-{n}'] => h{n}:fresh" for n in range(1, DEEPEST_HEADING + 1)),
        "p[style-name='quote'] => blockquote > p:fresh",
        "p[style-name='caption'] => p.caption:fresh",
        *_LISTS,
    ]
)


def html_of(file: io.BytesIO) -> HtmlElement:
    """Return the parsed HTML of a packed file: headings, text, tables, pictures by key, then the notes."""
    result = mammoth.convert_to_html(
        file,
        style_map=_STYLE_MAP,
        id_prefix=NOTE_PREFIX,
        include_default_style_map=False,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=mammoth.images.img_element(_image_key),
    )
    return parse_html(result.value)


def _image_key(image: mammoth.documents.Image) -> dict[str, str]:
    with image.open() as stream:
        return {"src": hashlib.sha256(stream.read()).hexdigest()}
