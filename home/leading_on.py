"""The old address of a page of the site leads on to where the page is now (A33).

Wagtail would keep old addresses of every page, also of reports that nobody may know of yet. So it is told to keep none
(WAGTAILREDIRECTS_AUTO_CREATE), and this keeps those of a partnership's own pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.signals import page_slug_changed, post_page_move

from pages.languages import in_language, language_of_path
from pages.models.approved import ApprovedByTwo
from pages.places import NoPartnership, partnership_of

LONGEST = Redirect._meta.get_field("old_path").max_length
SERVED_FROM_THE_TREE = "wagtail_serve"


class LeadOn:
    """Middleware of public hosts: what is not found in the tree of pages may have been moved within it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or not _is_of_the_tree(request):
            return response
        address = new_address(request.path_info, request.partnership.site)
        return HttpResponsePermanentRedirect(address) if address else response


def new_address(path: str, site: Site) -> str:
    """Return where the page is now that was at `path` of `site`, in the same language; "" when none is to be read."""
    language = language_of_path(path)
    rows = Redirect.objects.select_related("redirect_page").filter(site=site, redirect_page__live=True)
    row = rows.filter(old_path=_kept(in_language(path, "en"))).first() if "\0" not in path else None
    address = _address(row.redirect_page.url_path, site) if row else ""
    return in_language(address, language) if address and _kept(address) != row.old_path else ""


def keep_old_address(instance: Page, instance_before: Page, **_: Any) -> None:
    """Receiver: the slug of a page has changed."""
    _keep_tree(instance, instance_before.url_path, was_public=instance_before.first_published_at is not None)


def keep_old_place(instance: Page, url_path_before: str, url_path_after: str, **_: Any) -> None:
    """Receiver: a page has moved to another place in the tree."""
    if url_path_before != url_path_after:
        _keep_tree(instance, url_path_before, was_public=instance.first_published_at is not None)


def connect() -> None:
    """Listen to what moves pages."""
    page_slug_changed.connect(keep_old_address)
    post_page_move.connect(keep_old_place)


def _keep_tree(page: Page, before: str, *, was_public: bool) -> None:
    """Keep the old addresses of `page` and of the pages below it that were public; reports are none of them."""
    site = _site_of(page)
    if site is None:
        return
    moved = Page.objects.descendant_of(page, inclusive=was_public).type(ApprovedByTwo)
    with transaction.atomic():
        for one in moved.filter(first_published_at__isnull=False, alias_of=None):
            _keep(one, _address(before + one.url_path.removeprefix(page.url_path), site), site)


def _keep(page: Page, address: str, site: Site) -> None:
    if not address or len(address) > LONGEST:
        return
    Redirect.objects.filter(site=site, old_path=_kept(_address(page.url_path, site))).delete()
    new = {"redirect_page": page, "is_permanent": True, "automatically_created": True}
    Redirect.objects.update_or_create(site=site, old_path=_kept(address), defaults=new)


def _site_of(page: Page) -> Site | None:
    try:
        site = partnership_of(page).site
    except NoPartnership:
        return None
    # A front page is always at the same address, whatever its slug.
    return None if site.root_page_id == page.pk else site


def _address(url_path: str, site: Site) -> str:
    """Return the address of a page below the front page of `site`, "" of one that lies elsewhere."""
    start = site.root_page.url_path
    return f"/{url_path.removeprefix(start)}" if url_path.startswith(start) else ""


def _kept(address: str) -> str:
    return Redirect.normalise_path(address)


def _is_of_the_tree(request: HttpRequest) -> bool:
    return getattr(request.resolver_match, "url_name", "") == SERVED_FROM_THE_TREE
