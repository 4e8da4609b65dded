"""docs/attacks.md names a test for each attack, or says with what it arrives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[3]
PAGE = (HOUSE / "docs" / "attacks.md").read_text()
ROWS = {int(number): shown for number, shown in re.findall(r"(?m)^\| (\d+) \|[^|]+\| (.+) \|$", PAGE)}
LATER = re.compile(r"arrives with (meetings and findings|documents)")


def every_test_of_the_house():
    found = set()
    for folder in ("site", "home", "publications", "family_portal"):
        for path in (HOUSE / folder).rglob("test_*.py"):
            found |= {f"{path.name}::{name}" for name in re.findall(r"def (test_\w+)", path.read_text())}
    return found


def test_every_attack_has_a_line():
    assert list(ROWS) == list(range(1, 64))


@pytest.mark.parametrize("number", ROWS)
def test_the_tests_that_a_line_names_are_there(number):
    named = re.findall(r"`(test_\w+\.py::test_\w+)`", ROWS[number])
    assert bool(named) != bool(LATER.fullmatch(ROWS[number]))
    assert set(named) <= every_test_of_the_house()
