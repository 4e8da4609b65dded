from __future__ import annotations

import pytest

from family_portal.appointing import appoint
from family_portal.tests.door import joined
from family_portal.tests.test_sealing import NOW
from people.roles import Role
from people.testing import an_app_of


@pytest.fixture
def review(surrey, reports):
    return reports.draft(surrey)


@pytest.fixture
def manager(reports, surrey):
    return reports.team(surrey).preparer


@pytest.fixture
def coordinator(surrey, a_person, review, manager):
    user = a_person(surrey, Role.FAMILY_COORDINATOR)
    appoint(review, user, by=manager, now=NOW)
    an_app_of(user)
    return user


@pytest.fixture
def mother(review, manager):
    return joined(review, manager)
