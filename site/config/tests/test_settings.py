"""Missing secrets stop the start, in words."""

import os
import subprocess
import sys

import pytest

from config.tests.test_house import GROUND, HOUSE

NEEDED = {
    "SECRET_KEY": "x" * 60,
    "SEALING_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "DATABASE_URL": "sqlite:////tmp/none.sqlite3",
    "STAFF_HOST": "staff.example.org",
    "PORTAL_HOST": "portal.example.org",
}


def start(**environment: str) -> subprocess.CompletedProcess:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-c", "import config.settings.base as base; print(base.DEBUG, base.SECRET_KEY)"]
    paths = {"PYTHONPATH": f"{GROUND}{os.pathsep}{HOUSE}"}
    return subprocess.run(command, env=kept | paths | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("missing", sorted(NEEDED))
def test_a_missing_secret_stops_the_start_and_is_named(missing):
    done = start(**{name: value for name, value in NEEDED.items() if name != missing})
    assert (done.returncode != 0, f"Set {missing} in the environment" in done.stderr) == (True, True)


def test_with_everything_set_production_starts_without_debug():
    assert start(**NEEDED).stdout.startswith("False ")


@pytest.mark.parametrize("keys", ["c2hvcnQ=", "not base64!", ","])
def test_a_sealing_key_that_is_no_key_stops_the_start(keys):
    assert "SEALING_KEYS" in start(**NEEDED | {"SEALING_KEYS": keys}).stderr
