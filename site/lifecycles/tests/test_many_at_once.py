"""Eighty at once append to one chain, and it stays one chain."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections

from lifecycles.models import Step
from lifecycles.stepping import WORKER, record
from lifecycles.verifying import first_broken

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MANY = 80


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_eighty_concurrent_appends_leave_an_unbroken_chain(a_person):
    person = a_person()

    def append(n):
        try:
            record(person, f"deed{n}", by=WORKER, now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(append, range(MANY)))
    steps = Step.objects.order_by("number")
    assert first_broken(steps) is None
    assert [s.number for s in steps] == list(range(1, MANY + 1))
    assert {s.move for s in steps} == {f"deed{n}" for n in range(MANY)}
