"""The engine by itself, as the limit: the same texts, twenty hits, a count and five facets, and nothing of a page."""

from __future__ import annotations

import tempfile
from time import perf_counter
from typing import Any

import tantivy

from publications.models import Edition

FACETS = ("year", "type", "age", "theme", "agency")
PER_PAGE = 20
MEMORY = 128 * 1024 * 1024


class Bare:
    """One index in a folder of its own."""

    def __init__(self) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("title", stored=True)
        builder.add_text_field("text")
        for name in FACETS:
            builder.add_text_field(name, tokenizer_name="raw", fast=True)
        self.folder = tempfile.mkdtemp(prefix="bare-")
        self.index = tantivy.Index(builder.build(), self.folder)
        self.last = 0

    def follow(self) -> float:
        """Index the reports that are not indexed yet; return how many a second."""
        writer, began, number = self.index.writer(MEMORY), perf_counter(), 0
        rows = Edition.objects.public().filter(pk__gt=self.last).order_by("pk").select_related("review")
        for row in rows.defer("html", "blocks", "contents", "footnotes").prefetch_related("terms").iterator(250):
            writer.add_document(_document(row))
            self.last, number = row.pk, number + 1
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        return number / (perf_counter() - began)

    def search(self, words: str) -> int:
        """Return how many reports have `words`."""
        searcher = self.index.searcher()
        query = self.index.parse_query(words, ["title", "text"])
        found = searcher.search(query, PER_PAGE)
        for _, address in found.hits:
            searcher.doc(address)
        searcher.aggregate(query, {name: {"terms": {"field": name, "size": 100}} for name in FACETS})
        return found.count


def _document(row: Any) -> tantivy.Document:
    document = tantivy.Document(title=row.title, text=row.text)
    at = row.review.first_published_at
    document.add_text("year", str(at.year) if at else "")
    document.add_text("type", row.review_type)
    document.add_text("age", row.age_band)
    for term in row.terms.all():
        if term.kind in FACETS:
            document.add_text(term.kind, term.slug)
    return document
