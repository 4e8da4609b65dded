"""The framework's own search over the same reports, and what a search page asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from time import perf_counter
from typing import Any

from django.db import connection, models
from modelsearch.abstract_models import TextIDGenericRelation
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from publications.models import Edition, Term

PER_PAGE = 20
FACETS = ("year", "review_type", "age_band", "themes", "agencies")
AT_ONCE = 250


class PeerReport(index.Indexed, models.Model):
    """A report as somebody would index it who follows the framework's manual. Its table is made for the measurement."""

    title = models.CharField(max_length=255)
    body = models.TextField()
    year = models.IntegerField(null=True)
    review_type = models.CharField(max_length=30)
    age_band = models.CharField(max_length=10)
    themes = models.ManyToManyField(Term, related_name="+")
    agencies = models.ManyToManyField(Term, related_name="+")

    search_fields = [
        index.SearchField("title", boost=3),
        index.AutocompleteField("title"),
        index.SearchField("body"),
        *(index.FilterField(name) for name in FACETS),
    ]

    class Meta:
        app_label = "config"

    def __str__(self) -> str:
        return self.title


class Framework:
    """Wagtail's search in the database. PostgreSQL is given the index that its query needs and no migration makes."""

    def __init__(self) -> None:
        self.backend = get_search_backend()
        with connection.schema_editor() as editor:
            editor.create_model(PeerReport)
        entries = self.backend.index_class(self.backend).entries.model
        if not hasattr(PeerReport, "index_entries"):
            # The framework gives its models this when it starts; this one comes later.
            TextIDGenericRelation(entries).contribute_to_class(PeerReport, "index_entries")
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE INDEX peer_words ON {entries._meta.db_table} USING gin ((title || body))")

    def follow(self) -> float:
        """Index the reports that are not indexed yet; return how many a second."""
        missing = Edition.objects.public().filter(pk__gt=self._last()).order_by("pk").values_list("pk", flat=True)
        keys, began = list(missing), perf_counter()
        for some in _portions(keys):
            self.backend.index_class(self.backend).add_items(PeerReport, _copied(some))
        seconds = perf_counter() - began
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return len(keys) / seconds

    def search(self, words: str) -> int:
        """Return how many reports have `words`, after asking for all that a search page shows."""
        results = self.backend.search(words, PeerReport)
        list(results[:PER_PAGE])
        for facet in FACETS:
            results.facet(facet)
        return results.count()

    def suggest(self, begun: str) -> int:
        """Return how many of the first titles begin with these letters."""
        return len(self.backend.autocomplete(begun, PeerReport)[:5])

    def _last(self) -> int:
        return PeerReport.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _portions(keys: list[int]) -> Iterator[list[int]]:
    rest = iter(keys)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _copied(keys: list[int]) -> list[PeerReport]:
    rows = Edition.objects.filter(pk__in=keys).select_related("review").defer("html", "blocks", "contents", "footnotes")
    made = PeerReport.objects.bulk_create([_copy(row) for row in rows])
    for kind, field in (("theme", PeerReport.themes), ("agency", PeerReport.agencies)):
        pairs = Edition.terms.through.objects.filter(edition__in=keys, term__kind=kind)
        field.through.objects.bulk_create(
            field.through(peerreport_id=edition, term_id=term)
            for edition, term in pairs.values_list("edition_id", "term_id")
        )
    return made


def _copy(row: Any) -> PeerReport:
    at = row.review.first_published_at
    known = {"year": at.year if at else None, "review_type": row.review_type, "age_band": row.age_band}
    return PeerReport(pk=row.pk, title=row.title, body=row.text, **known)
