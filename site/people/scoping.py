"""What in the Wagtail editor belongs to the partnerships for which a person edits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from people.permissions import partnerships_where
from people.roles import Deed


def own_roots(user: Any) -> QuerySet[Page]:
    """Return the front pages, in every language, of the partnerships for which `user` edits."""
    partnerships = partnerships_where(user, Deed.EDIT_REPORT)
    front_pages = Page.objects.filter(sites_rooted_here__partnership__in=partnerships)
    return Page.objects.filter(depth=2, translation_key__in=front_pages.values("translation_key"))


def own_pages(user: Any, pages: QuerySet[Page] | None = None) -> QuerySet[Page]:
    """Return those of `pages` (of all, when None) that lie in the trees of `user`'s partnerships."""
    pages = Page.objects.all() if pages is None else pages
    return in_trees(pages, own_roots(user).values_list("path", flat=True))


def in_trees(pages: QuerySet[Page], roots: Iterable[str]) -> QuerySet[Page]:
    """Return those of `pages` that lie in the trees whose roots have these paths, the roots included."""
    within = Q(pk__in=[])
    for path in roots:
        within |= Q(path__startswith=path)
    return pages.filter(within)


def own_files(user: Any, files: QuerySet) -> QuerySet:
    """Return those of `files` (images or documents) that lie in the collections of `user`'s partnerships."""
    partnerships = partnerships_where(user, Deed.EDIT_REPORT)
    return files.filter(collection__in=partnerships.values("collection"))


def owns_page(user: Any, key: Any) -> bool:
    return _is_number(key) and own_pages(user).filter(pk=key).exists()


def owns_page_with_copies(user: Any, key: Any) -> bool:
    """Like owns_page, for a page whose translations are pages of their own; those of others lie beside them."""
    return _is_number(key) and _with_copies(own_pages(user).filter(pk=key))


def owns_page_or_above(user: Any, key: Any) -> bool:
    """Like owns_page; the root of all trees is open to everyone, because lists below it are scoped."""
    return owns_page(user, key) or Page.objects.filter(pk=key, depth=1).exists()


def owns_image(user: Any, key: Any) -> bool:
    return _is_number(key) and own_files(user, get_image_model().objects.all()).filter(pk=key).exists()


def owns_document(user: Any, key: Any) -> bool:
    return _is_number(key) and own_files(user, get_document_model().objects.all()).filter(pk=key).exists()


def owns_source(user: Any, key: Any) -> bool:
    """Return whether the translation source `key` was made from one of `user`'s pages."""
    source = TranslationSource.objects.filter(pk=key).values("object_id")
    return _with_copies(own_pages(user).filter(translation_key__in=source))


def owns_translation(user: Any, key: Any) -> bool:
    """Return whether the translation `key` is one of `user`'s pages in another language."""
    source = Translation.objects.filter(pk=key).values("source__object_id")
    return _with_copies(own_pages(user).filter(translation_key__in=source))


def _with_copies(pages: QuerySet[Page]) -> bool:
    kinds = [page.specific_class for page in pages.only("content_type")]
    return bool(kinds) and not any(getattr(kind, "has_translations_beside_it", False) for kind in kinds)


def _is_number(key: Any) -> bool:
    return str(key).isdecimal()
