"""Whatever a deed changes for readers is changed in the next answer of every process, however fresh its copies are."""

from __future__ import annotations

import pytest

from config.tests.purging import CASES, World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_what_somebody_did_is_read_at_once_in_every_process(case, surrey, reports, a_person, keeping):
    path, deed = case(World(surrey, reports, a_person))
    here, there = keeping(), keeping()
    before = here.get(path)
    assert there.get(path).content == here.get(path).content == before.content
    assert before.status_code == 200, "there is something to keep"
    deed()
    truth = keeping().get(path)
    for client in (here, there):
        answer = client.get(path)
        assert (answer.status_code, answer.content) == (truth.status_code, truth.content)
    assert (truth.status_code, truth.content) != (before.status_code, before.content), "the deed shows on this page"
