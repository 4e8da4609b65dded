"""Two partnerships and the people in them, for tests."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

_numbers = itertools.count(1)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


PLANTED = {
    "surrey": ("Surrey Safeguarding Children Partnership", "SSCP"),
    "solihull": ("Solihull Safeguarding Children Partnership", "Solihull SCP"),
}


def plant_both() -> None:
    """Plant both partnerships, as the migrations plant what is theirs: to plant them is a quarter of a test."""
    for slug, (name, short_name) in PLANTED.items():
        _plant(slug, name, short_name)


@pytest.fixture
def surrey(db: None) -> object:
    return _partnership("surrey")


@pytest.fixture
def solihull(db: None) -> object:
    return _partnership("solihull")


def _partnership(slug: str) -> object:
    from partnerships.models import Partnership

    return Partnership.objects.select_related("site__root_page", "collection").get(slug=slug)


def _plant(slug: str, name: str, short_name: str) -> None:
    from django.utils import timezone

    from config.planting import plant_partnership

    named = {"slug": slug, "name": name, "short_name": short_name, "mailbox": f"{slug}@example.org"}
    plant_partnership(**named, host=f"{slug}.test", port=80, now=timezone.now())


@pytest.fixture
def a_person(db: None) -> Callable[..., object]:
    """Make a person; with a partnership and roles they have those memberships. A delegate speaks for `partner`."""
    from lifecycles.stepping import WORKER
    from people.joining import join
    from people.models import User

    def make(partnership: object = None, *roles: str, partner: str = "local_authority") -> User:
        number = next(_numbers)
        user = User.objects.create_user(f"person{number}@example.org", "correct horse staple", name=f"Person {number}")
        for role in roles:
            join(user, partnership, role, by=WORKER, now=NOON, partner=partner)
        return user

    return make


@pytest.fixture
def at_host() -> Callable[[object], Client]:
    """Make a client without a session that asks a public host."""

    def make(partnership: object) -> Client:
        return Client(SERVER_NAME=partnership.site.hostname)

    return make


@pytest.fixture
def signed_in(db: None) -> Callable[[object], Client]:
    """Make a client on the staff host that has passed both factors as this person."""
    from people.testing import with_second_factor

    def make(user: object) -> Client:
        client = Client(SERVER_NAME=settings.STAFF_HOST)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        with_second_factor(client, user)
        return client

    return make
