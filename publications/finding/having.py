"""The catalogue of this process, over the index of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from pages.findable import SOURCES
from publications.finding.asking import Concept
from publications.finding.cataloguing import Catalogue
from publications.finding.following import ChangeLog
from publications.finding.sources.describing import TERM_FACETS
from publications.models import Term


def catalogue() -> Catalogue:
    """Return the catalogue; the same one for as long as the process runs."""
    return _over(Path(settings.SEARCH_DIR), settings.SEARCH_PATIENCE)


def follow_changes(_now: datetime) -> None:
    """Bring the index of this machine up to the last change; the worker does it, so that readers seldom wait."""
    catalogue().catch_up()


@lru_cache(maxsize=1)
def _over(folder: Path, patience: float) -> Catalogue:
    return Catalogue(folder, log=ChangeLog(), sources=SOURCES, concepts=concepts, patience=patience)


def concepts() -> Iterator[Concept]:
    """Yield the vocabulary by which reports are described, each term with its other words."""
    rows = Term.objects.filter(kind__in=TERM_FACETS).values_list("kind", "slug", "label", "synonyms")
    for kind, slug, label, synonyms in rows:
        yield Concept(TERM_FACETS[kind], slug, (label, *(word for word in synonyms if isinstance(word, str))))
