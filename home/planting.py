"""A new partnership gets its site, its collection, its front page and starter pages."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage
from home.starter_pages import plant_starter_pages
from partnerships.models import Partnership
from people.groups import open_tree


def plant_home(*, slug: str, name: str, host: str, port: int, introduction: str = "", **fields: object) -> Partnership:
    """Make the partnership `slug` with its Wagtail site at `host`:`port`, and return it.

    `fields` are those of Partnership: short_name, colour, mailbox, phone, postal_address …
    """
    with transaction.atomic():
        root = Page.objects.get(depth=1)
        home = HomePage(title=name, slug=slug, introduction=introduction, locale=Locale.get_default())
        root.add_child(instance=home)
        home.save_revision().publish()
        site = Site.objects.create(hostname=host, port=port, site_name=name, root_page=home)
        collection = Collection.get_first_root_node().add_child(name=name)
        partnership = Partnership(slug=slug, name=name, site=site, collection=collection, **fields)
        partnership.full_clean()
        partnership.save()
        open_tree(partnership, home)
        plant_starter_pages(partnership, home)
    return partnership
