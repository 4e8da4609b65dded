"""The benchmark runs in places of its own and prints its tables (docs/benchmarks.md). What it measures is no test."""

from __future__ import annotations

import os
from io import StringIO
from time import sleep

import pytest
from django.core.management import call_command

from config.benchmark.places import in_sqlite
from config.benchmark.tables import page_tables
from config.benchmark.timing import FEW, in_turns, times_of
from config.testing.template_database import template_file

TIMES = {"p50": 1.25, "p95": 12.4, "samples": FEW}


def test_a_slow_contender_is_asked_less_often_and_the_others_are_not():
    found = in_turns({"slow": lambda: sleep(0.02), "fast": lambda: None}, 10, seconds=0.05)
    assert (found["slow"].samples, found["fast"].samples) == (3, 10)


def test_one_sample_is_its_own_middle():
    assert (times_of([3.0]).p50, times_of([1.0, 2.0, 3.0]).p50) == (3.0, 2.0)


def test_a_cell_that_rests_on_few_samples_says_so():
    row = {
        "page": "home",
        "bytes": 5000,
        "queries": 4,
        "queries_kept": 1,
        "anew": TIMES,
        "kept": TIMES | {"samples": 2},
    }
    served = {"page": "home", "hello": 2000, "kept": 1500, "anew": 100}
    found = {"database": "SQLite", "sizes": {"1000": {"in_process": [row], "served": [served]}}}
    printed = list(page_tables(found))
    assert "| home | 5,000 | 1.25 / 12 | 4 | 1.25 / 12 (2 only) | 1 |" in printed
    assert "| home | 2,000 | 1,500 | 100 | not here | 75% |" in printed


def test_it_measures_in_a_place_that_knows_nothing_of_the_installation():
    with in_sqlite() as environment:
        assert not {"REDIS_URL", "EMAIL_URL", "DISPOSAL_LIST", "CLAMD"} & set(environment)
        assert environment["DATABASE_URL"].startswith(f"sqlite:///{environment['VAR_DIR']}")
        assert environment["VAR_DIR"] != os.environ["VAR_DIR"]
        assert environment["SECRET_KEY"] != os.environ["SECRET_KEY"]
        folder = environment["VAR_DIR"]
    assert not os.path.exists(folder)


@pytest.mark.parametrize(("what", "said"), [("search", "engine alone"), ("pages", "from memory")])
def test_a_quick_run_prints_its_tables(what, said):
    template = template_file()
    if not template.exists():
        pytest.skip("There is no prepared SQLite database to begin with; to make one takes a minute.")
    printed = StringIO()
    call_command("benchmark", what, "--quick", "--sizes", "4", "--template", str(template), stdout=printed)
    assert said in printed.getvalue()
    assert "SQLite" in printed.getvalue()
