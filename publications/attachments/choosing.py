"""What the draft of a report attaches: a title, and the content of a document of the partnership."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from pages.models import PrivateDocument
from publications.models import ReportPage, Restriction


@dataclass(frozen=True)
class Chosen:
    """A title with the name under which the content is stored; empty when there is no such document (any more)."""

    title: str
    block: str
    document_id: int | None
    stored: str

    @property
    def digest(self) -> str:
        """The SHA-256 of the content, as its stored name says it."""
        return PurePosixPath(self.stored).stem

    def read(self) -> bytes:
        """Return the content; FileNotFoundError when it is not stored."""
        with default_storage.open(self.stored) as handle:
            return handle.read()


def chosen_in(page: ReportPage) -> list[Chosen]:
    """Return what `page` attaches, in order, as it stands in memory."""
    rows = [(raw.get("id") or "", raw["value"]) for raw in page.attachments.get_prep_value()]
    if not rows:
        return []
    keys = [value.get("document") for _, value in rows]
    # Asked by the collection too: a form can name any document that there is.
    own = PrivateDocument.objects.filter(pk__in=keys, collection=page.review.partnership.collection_id)
    stored: dict[Any, str] = dict(own.values_list("pk", "file"))
    return [_chosen(block, value, stored) for block, value in rows]


def _chosen(block: str, value: dict[str, Any], stored: dict[Any, str]) -> Chosen:
    key = value.get("document")
    return Chosen(value.get("title") or "", block, key, stored.get(key, ""))


def may_be_attached(documents: QuerySet[PrivateDocument]) -> QuerySet[PrivateDocument]:
    """Return `documents` without those that belong to the private record of a review, such as an order of a court."""
    return documents.exclude(pk__in=Restriction.objects.exclude(document=None).values("document"))
