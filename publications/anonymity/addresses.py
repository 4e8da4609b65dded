"""The address of a page is made from words of its first draft; it follows the mended draft when they are taken out."""

from __future__ import annotations

from wagtail.models import Page, Revision

from publications.anonymity.residue import Residue
from publications.anonymity.words import Words

# What Wagtail copies into every revision, and no editor writes.
NOT_WRITTEN_IN_DRAFTS = ("url_path", "draft_title")


def settle_addresses(residue: Residue, words: Words) -> int:
    """Give each page that was never public the address of its draft; return how often the words stood in addresses."""
    found = 0
    for page in residue.pages:
        draft = page.get_latest_revision()
        if not page.live:
            found += words.count(page.slug) + words.count(page.url_path)
            _follow(page, draft.as_object().slug)
        found += _in_draft(draft, words)
    return found


def _follow(page: Page, slug: str) -> None:
    page.slug = slug
    page.set_url_path(page.get_parent())
    Page.objects.filter(pk=page.pk).update(slug=page.slug, url_path=page.url_path)


def _in_draft(draft: Revision, words: Words) -> int:
    copied = {name: draft.content[name] for name in NOT_WRITTEN_IN_DRAFTS if name in draft.content}
    if found := words.count(copied):
        content = draft.content | {name: words.removed_from(value, name=name) for name, value in copied.items()}
        Revision.objects.filter(pk=draft.pk).update(content=content, object_str=words.removed_from(draft.object_str))
    return found
