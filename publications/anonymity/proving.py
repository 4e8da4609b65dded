"""Proves that words are gone: every text of the database and every file of the review is searched for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import QuerySet
from wagtail.models import Revision

from anonymity.documents import read_document
from pages.storing import stored_name
from publications.anonymity.residue import Residue, revisions_of
from publications.anonymity.words import Words
from publications.models import (
    CompanionEdition,
    CompanionFile,
    CompanionPage,
    Correction,
    Edition,
    EditionFile,
    ReportPage,
)

_TSVECTOR = 3614
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "application/pdf": ".pdf"}


@dataclass
class Proof:
    """How often the words still stand where: left behind, public at this moment, or in what is not this review's."""

    left: Counter[str] = field(default_factory=Counter)
    public: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)


def search_everywhere(residue: Residue, words: Words) -> Proof:
    """Return where the words still stand, by table and column and by file; sealed values say nothing to a search."""
    proof = Proof()
    public, others = _public_rows(residue), _rows_of_others(residue)
    for table, column, key, count in _in_database(words):
        kind = "public" if (table, str(key)) in public else "elsewhere" if (table, str(key)) in others else "left"
        getattr(proof, kind)[f"{table}.{column}"] += count
    for name, is_public, count in _in_files(residue, words):
        if count:
            (proof.public if is_public else proof.left)[name] += count
    return proof


def _in_database(words: Words) -> Iterator[tuple[str, str, Any, int]]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            yield from _in_table(cursor, table, words)


def _in_table(cursor: Any, table: str, words: Words) -> Iterator[tuple[str, str, Any, int]]:
    quoted = connection.ops.quote_name(table)
    primary = connection.introspection.get_primary_key_column(cursor, table)
    cursor.execute(f"SELECT * FROM {quoted}")  # noqa: S608 (the name comes from the database itself)
    columns = [(column[0], column[1]) for column in cursor.description]
    key_at = next((at for at, (name, _) in enumerate(columns) if name == primary), None)
    while rows := cursor.fetchmany(500):
        for row in rows:
            for (name, _), value in zip(columns, row, strict=True):
                if isinstance(value, str | dict | list) and (count := words.count(value)):
                    yield table, name, row[key_at] if key_at is not None else None, count
    for name in [name for name, code in columns if code == _TSVECTOR]:
        yield from _in_vector(cursor, quoted, table, name, words, primary)


def _in_vector(
    cursor: Any, quoted: str, table: str, name: str, words: Words, primary: str | None
) -> Iterator[tuple[str, str, Any, int]]:
    """A search vector holds stems and no words, so it is asked as a search would ask it."""
    column, key = connection.ops.quote_name(name), connection.ops.quote_name(primary or "id")
    for word in words.plain:
        asked = f"SELECT {key} FROM {quoted} WHERE {column} @@ phraseto_tsquery(%s)"  # noqa: S608
        cursor.execute(asked, [word])
        for (found,) in cursor.fetchall():
            yield table, name, found, 1


def _public_rows(residue: Residue) -> set[tuple[str, str]]:
    review = residue.review
    rows = {(table, str(page.pk)) for page in residue.pages if page.live for table in _PAGE_TABLES}
    if review.is_published:
        editions = residue.released.filter(release=review.public_release_id)
        rows |= _keys(Correction.objects.filter(review=review, release__released_at__isnull=False))
        rows |= _keys(editions) | _keys(EditionFile.objects.filter(edition__in=editions))
        together = residue.released_together.filter(release=review.public_release_id)
        rows |= _keys(together) | _keys(CompanionFile.objects.filter(edition__in=together))
        rows |= _keys(Revision.objects.filter(pk__in=revisions_of(editions, together)))
    return rows | _index_entries([page.pk for page in residue.pages if page.live])


def _rows_of_others(residue: Residue) -> set[tuple[str, str]]:
    others = Edition.objects.exclude(review=residue.review)
    keys = [str(key) for key in residue.page_keys]
    together = CompanionEdition.objects.exclude(review=residue.review)
    pages = [
        key
        for model in (ReportPage, CompanionPage)
        for key in model.objects.exclude(pk__in=residue.page_keys).values_list("pk", flat=True)
    ]
    rows = {(table, str(key)) for key in pages for table in _PAGE_TABLES}
    rows |= _keys(others) | _keys(EditionFile.objects.filter(edition__in=others))
    rows |= _keys(together) | _keys(CompanionFile.objects.filter(edition__in=together))
    rows |= _keys(Revision.objects.exclude(object_id__in=keys))
    return rows | _index_entries(pages)


_PAGE_TABLES = ("wagtailcore_page", "publications_reportpage", "publications_companionpage")


def _index_entries(pages: list[int]) -> set[tuple[str, str]]:
    from wagtail.search.models import IndexEntry

    entries = IndexEntry.objects.filter(
        object_id__in=[str(key) for key in pages], content_type__model__in=["reportpage", "companionpage"]
    )
    keys = list(entries.values_list("pk", flat=True))
    return {(table, str(key)) for key in keys for table in ("wagtailsearch_indexentry", "wagtailsearch_indexentry_fts")}


def _keys(rows: QuerySet) -> set[tuple[str, str]]:
    return {(rows.model._meta.db_table, str(key)) for key in rows.values_list("pk", flat=True)}


def _in_files(residue: Residue, words: Words) -> Iterator[tuple[str, bool, int]]:
    for image in residue.images:
        yield "pictures", False, in_file(image.file.name, words)
    for document in residue.documents:
        yield "attached files as they were uploaded", False, in_file(document.file.name, words)
    current = residue.review.public_release_id if residue.review.is_published else None
    files = [model.objects.filter(edition__review=residue.review) for model in (EditionFile, CompanionFile)]
    for file in [file for found in files for file in found.select_related("edition")]:
        name = stored_name(file.digest, _SUFFIXES[file.mime])
        yield f"published files ({file.role})", file.edition.release_id == current, in_file(name, words)


def in_file(name: str, words: Words) -> int:
    """Return how often the words stand in a stored file, wherever in it; a file that is gone says nothing."""
    if not default_storage.exists(name):
        return 0
    with default_storage.open(name) as handle:
        read = read_document(handle.read(), name="")
    return sum(words.count(passage.text) for passage in read.passages)
