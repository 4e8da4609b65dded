"""A new partnership gets its site, its terms and contacts, its front page, starter pages and leaflets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage
from home.starting.contacts import plant_contacts
from home.starting.glossary import plant_glossary
from home.starting.leaflets import plant_families
from home.starting.pages import plant_starter_pages
from home.starting.support import plant_support
from home.starting.terms import plant_terms
from pages.publishing import publish_planted
from partnerships.models import Partnership
from partnerships.working_days import london_day
from people.groups import open_tree


def plant_home(
    *,
    slug: str,
    name: str,
    host: str,
    port: int,
    now: datetime,
    introduction: str = "",
    terms: Mapping[str, Any] | None = None,
    contacts: Mapping[str, Mapping[str, Any]] | None = None,
    **fields: object,
) -> Partnership:
    """Make the partnership `slug` with its Wagtail site at `host`:`port`, and return it.

    `terms` are fields of Terms, `contacts` those of ContactBlock by purpose; `fields` are those of Partnership:
    short_name, colour, mailbox, phone, postal_address …
    """
    with transaction.atomic():
        home = _front_page(slug, name, introduction)
        site = Site.objects.create(hostname=host, port=port, site_name=name, root_page=home)
        collection = Collection.get_first_root_node().add_child(name=name)
        partnership = Partnership(slug=slug, name=name, site=site, collection=collection, **fields)
        partnership.full_clean()
        partnership.save()
        open_tree(partnership, home)
        publish_planted(home, now=now)
        _fill(partnership, home, dict(terms or {}), contacts or {}, now)
    return partnership


def _front_page(slug: str, name: str, introduction: str) -> HomePage:
    root = Page.objects.get(depth=1)
    home = HomePage(title=name, slug=slug, introduction=introduction, locale=Locale.get_default(), live=False)
    return root.add_child(instance=home)


def _fill(
    partnership: Partnership,
    home: HomePage,
    terms: dict[str, Any],
    contacts: Mapping[str, Mapping[str, Any]],
    now: datetime,
) -> None:
    plant_terms(partnership, terms)
    plant_contacts(partnership, {purpose: dict(values) for purpose, values in contacts.items()}, today=london_day(now))
    plant_support(partnership, today=london_day(now))
    plant_glossary(partnership)
    plant_starter_pages(home, now=now)
    plant_families(partnership, home, now=now)
