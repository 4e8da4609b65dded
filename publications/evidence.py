"""Files that prove a milestone: kept where neither the editor nor the list of documents finds them."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import File
from wagtail.models import Collection

from pages.models import PrivateDocument
from partnerships.models import Partnership
from people.models import User

# What minutes and letters come as; what is served is always handed out as a download.
SUFFIXES = (".pdf", ".docx", ".doc", ".odt", ".txt", ".eml", ".msg", ".png", ".jpg", ".jpeg")
MOST_BYTES = 10 * 1024 * 1024


def evidence_collection(partnership: Partnership) -> Collection:
    """Return the collection of the evidence of `partnership`, which no group may open; it is made when there is none.

    It lies beside the partnership's own collection, in which every editor finds every file.
    """
    name = f"partnership {partnership.pk}: evidence"
    found = Collection.objects.filter(name=name, depth=2).first()
    return found or Collection.get_first_root_node().add_child(name=name)


def keep_evidence(file: File, partnership: Partnership, *, by: User) -> PrivateDocument:
    """Store `file` as evidence: nothing of its own name is kept."""
    document = PrivateDocument(title="Evidence", collection=evidence_collection(partnership), uploaded_by_user=by)
    document.file = File(file, name=f"evidence{PurePath(file.name).suffix.lower()}")
    document.save()
    return document
