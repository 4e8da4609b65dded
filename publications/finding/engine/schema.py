"""The fields of the index."""

from __future__ import annotations

import tantivy

from pages.findable import FACETS
from publications.finding.engine.wording import word_cutter

# Another number whenever what is written here, or how it is written, changes: an index of another is made anew.
VERSION = "2"
CUTTER = "words"
STATE = "state"


def make_schema() -> tantivy.Schema:
    """Return the fields that engine.documents writes and engine.querying asks for."""
    builder = tantivy.SchemaBuilder()
    for name in ("key", "owner", "language"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("kind", *FACETS):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "text"):
        builder.add_text_field(name, tokenizer_name=CUTTER)
    builder.add_unsigned_field("partnership", indexed=True, fast=True)
    builder.add_unsigned_field("order", fast=True)
    builder.add_float_field("weight", fast=True)
    builder.add_bytes_field("card", stored=True)
    return builder.build()


def prepared(index: tantivy.Index) -> tantivy.Index:
    """Return `index` knowing how to cut words, and reading what was written when it is told to."""
    index.register_tokenizer(CUTTER, word_cutter())
    index.config_reader("manual")
    return index
