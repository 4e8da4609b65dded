"""One hash for everything that one release would publish: report and companions, languages, files (R10)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from lifecycles.models import canonical
from pages.models import PrivateImage
from publications.attachments.choosing import chosen_in
from publications.learning.briefing_content import briefing_without_ids
from publications.models.companions import CompanionPage
from publications.models.reports import ReportPage
from publications.models.reviews import Review

Draft = ReportPage | CompanionPage
_while_unchanged: ContextVar[dict[int, str]] = ContextVar("hashes of reviews that do not change", default={})  # noqa: B039

_PLAIN = ["title", "slug", "introduction", "reviewer", "pseudonym", "review_type", "age_band", "period"]
_LONG = ["content_warning", "summary"]
_STREAMS = ["support", "body", "footnotes"]
_TERMS = ["harms", "themes", "agencies"]


def page_digest(page: Draft) -> str:
    """Return the SHA-256 of what `page` says in its language, as it stands in memory."""
    return _digest(companion_content(page) if isinstance(page, CompanionPage) else page_content(page))


def content_hash(pages: Sequence[Draft]) -> str:
    """Return the SHA-256 over the pages of a release in all languages, whatever their order."""
    return _digest(sorted(page_digest(page) for page in pages))


def hash_of(review: Review) -> str:
    """Return the content hash of `review` as its drafts are now: the report and everything that goes out with it."""
    known = _while_unchanged.get().get(review.pk)
    return known or content_hash([*review.drafts(), *review.companion_drafts()])


@contextmanager
def while_unchanged(review: Review) -> Iterator[str]:
    """Give the content hash of `review`, and let `hash_of` give it again within: for many facts of one text."""
    digest = hash_of(review)
    before = _while_unchanged.set(_while_unchanged.get() | {review.pk: digest})
    try:
        yield digest
    finally:
        _while_unchanged.reset(before)


def page_content(page: ReportPage) -> dict[str, Any]:
    """Return what the digest covers, as JSON values: no ids of blocks, but the hashes of pictures and files."""
    streams = {name: _without_ids(getattr(page, name).get_prep_value()) for name in _STREAMS}
    return {
        "language": page.locale.language_code,
        **{name: getattr(page, name) for name in _PLAIN + _LONG},
        **{name: sorted(term.slug for term in getattr(page, name).all()) for name in _TERMS},
        **streams,
        "pictures": picture_names(image_ids(streams["body"])),
        **_attached(page),
    }


def _attached(page: ReportPage) -> dict[str, Any]:
    # Named only where there are any: what was vouched for before there could be some is vouched for still.
    files = [{"title": one.title, "content": one.digest} for one in chosen_in(page)]
    return {"attachments": files} if files else {}


def companion_content(page: CompanionPage) -> dict[str, Any]:
    """Return what the digest of a companion covers, as `page_content` does for a report."""
    streams = {name: _without_ids(getattr(page, name).get_prep_value()) for name in ("body", "actions", "footnotes")}
    return {
        "kind": page.kind,
        "language": page.locale.language_code,
        **{name: getattr(page, name) for name in ("title", "slug", "introduction")},
        **streams,
        **_briefing(page),
        "pictures": picture_names(image_ids(streams["body"])),
    }


def _briefing(page: CompanionPage) -> dict[str, Any]:
    # Only where there is one: what was signed before briefings had sections keeps its hash.
    said = briefing_without_ids(page.briefing)
    return {} if said is None else {"briefing": said}


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
