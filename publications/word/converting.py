"""Turns a cleaned Word file into HTML that keeps its structure."""

from __future__ import annotations

import hashlib
import io

import mammoth
from lxml.html import HtmlElement

from publications.word.rich_text import parse_html
from publications.word.styling import DEEPEST_HEADING

NOTE_PREFIX = "word-"
_STYLE_MAP = "\n".join(
    [
        "p[style-name='title'] => h1.title:fresh",
        *(f"p[style-name='heading-{n}'] => h{n}:fresh" for n in range(1, DEEPEST_HEADING + 1)),
        "p[style-name='quote'] => blockquote > p:fresh",
        "p[style-name='caption'] => p.caption:fresh",
    ]
)


def html_of(file: io.BytesIO) -> HtmlElement:
    """Return the parsed HTML of a packed file: headings, text, tables, pictures by key, then the notes."""
    result = mammoth.convert_to_html(
        file,
        style_map=_STYLE_MAP,
        id_prefix=NOTE_PREFIX,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=mammoth.images.img_element(_image_key),
    )
    return parse_html(result.value)


def _image_key(image: mammoth.documents.Image) -> dict[str, str]:
    with image.open() as stream:
        return {"src": hashlib.sha256(stream.read()).hexdigest()}
