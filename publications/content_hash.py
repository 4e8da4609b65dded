"""One hash for everything that the public would read: content, languages, files (R10)."""

from __future__ import annotations

import hashlib
from typing import Any

from lifecycles.models import canonical
from pages.models import PrivateImage
from publications.models.reports import ReportPage

_PLAIN = ["title", "slug", "introduction", "reviewer", "pseudonym", "review_type", "age_band", "period"]
_LONG = ["content_warning", "summary"]
_STREAMS = ["support", "body", "footnotes"]
_TERMS = ["harms", "themes", "agencies"]


def page_digest(page: ReportPage) -> str:
    """Return the SHA-256 of what `page` says in its language, as it stands in memory."""
    return _digest(page_content(page))


def content_hash(pages: list[ReportPage]) -> str:
    """Return the SHA-256 over the pages of a review in all languages, whatever their order."""
    return _digest(sorted(page_digest(page) for page in pages))


def page_content(page: ReportPage) -> dict[str, Any]:
    """Return what the digest covers, as JSON values; ids of blocks are left out, hashes of pictures are in."""
    streams = {name: _without_ids(getattr(page, name).get_prep_value()) for name in _STREAMS}
    return {
        "language": page.locale.language_code,
        **{name: getattr(page, name) for name in _PLAIN + _LONG},
        **{name: sorted(term.slug for term in getattr(page, name).all()) for name in _TERMS},
        **streams,
        "pictures": picture_names(image_ids(streams["body"])),
    }


def image_ids(body: list[dict[str, Any]]) -> list[int]:
    """Return the primary keys of the pictures in the raw data of a body, in order."""
    return [block["value"]["image"] for block in body if block["type"] == "figure" and block["value"]["image"]]


def picture_names(ids: list[int]) -> dict[str, str]:
    """Return the stored name (which is the hash of the content) of each picture, by its primary key as text."""
    return {str(pk): name for pk, name in PrivateImage.objects.filter(pk__in=ids).values_list("pk", "file")}


def _without_ids(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": block["type"], "value": block["value"]} for block in raw]


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()
