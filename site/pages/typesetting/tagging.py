"""The last hand on the PDF: row headers, the exact language tag, and no word of what made the file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from pages.typesetting.printable import Typeset, TypesettingError

# One glyph that stands for lam and an alef is read back with its letters changed about; the ligature's own
# code is taken apart again by whoever reads it.
_LAM_WITH = {b"0622": b"FEF5", b"0623": b"FEF7", b"0625": b"FEF9", b"0627": b"FEFB"}
_LIGATURE = re.compile(rb"> <0644(062[2357])>")
_MAKER = re.compile(rb"<xmp:CreatorTool>.*?</xmp:CreatorTool>| x:xmptk=\"[^\"]*\"", re.DOTALL)


def finish(pdf: bytes, *, language: str, headers: Sequence[str]) -> Typeset:
    """Mark row headers, which the typesetter cannot, and drop its name from the metadata.

    headers holds "row", "column", "both" or "none" for every table in document order. Raises
    TypesettingError when the tagged tables are not as many.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _mark_row_headers(document, headers)
        document.Root.Lang = pikepdf.String(language)
        _leave_lines_to_their_letters(document)
        _name_ligatures(document)
        _forget_maker(document)
        written = io.BytesIO()
        document.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Typeset(pdf=written.getvalue(), pages=len(document.pages))


def _mark_row_headers(document: pikepdf.Pdf, headers: Sequence[str]) -> None:
    tables = list(_elements(document.Root.StructTreeRoot.K, Name.Table))
    if len(tables) != len(headers):
        raise TypesettingError("The report's tables could not be tagged.")
    for table, header in zip(tables, headers, strict=True):
        if header in ("column", "both"):
            _head_rows(table)


def _head_rows(table: Dictionary) -> None:
    for row in _elements(table.K, Name.TR):
        first, *others = _children(row)
        scope = Name.Both if first.S == Name.TH else Name.Row
        first.S = Name.TH
        _table_attributes(first).Scope = scope
        # Lists of header cells would leave the row headers out; scopes say it for every cell alike.
        for cell in (first, *others):
            del _table_attributes(cell).Headers


def _table_attributes(cell: Dictionary) -> Any:
    return next(entry for entry in cell.A if Name.Table == entry.O)


def _elements(node: Any, kind: Name) -> Iterator[Dictionary]:
    if isinstance(node, Array):
        for child in node:
            yield from _elements(child, kind)
    elif isinstance(node, Dictionary) and "/S" in node:
        if kind == node.S:
            yield node
        elif "/K" in node:
            yield from _elements(node.K, kind)


def _children(row: Dictionary) -> list[Dictionary]:
    return list(row.K) if isinstance(row.K, Array) else [row.K]


def _leave_lines_to_their_letters(document: pikepdf.Pdf) -> None:
    # Told that a file runs from right to left, Chrome's reader turns round English lines and telephone numbers,
    # and Gurmukhi too, since the typesetter takes Punjabi for its Arabic script. Untold, it looks at the letters.
    if "/Direction" in document.Root.ViewerPreferences:
        del document.Root.ViewerPreferences.Direction


def _name_ligatures(document: pikepdf.Pdf) -> None:
    for font in document.objects:
        if isinstance(font, Dictionary) and "/ToUnicode" in font:
            font.ToUnicode.write(_LIGATURE.sub(_named, font.ToUnicode.read_bytes()))


def _named(ligature: re.Match[bytes]) -> bytes:
    return b"> <%s>" % _LAM_WITH[ligature[1]]


def _forget_maker(document: pikepdf.Pdf) -> None:
    del document.docinfo.Creator
    metadata = document.Root.Metadata
    metadata.write(_MAKER.sub(b"", metadata.read_bytes()))
