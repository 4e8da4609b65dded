"""The table of ASVS: no number is missing, every test that it names is there, and production's own settings."""

from __future__ import annotations

import re
import subprocess
import sys

from config.tests.test_house import HOUSE, tracked
from config.tests.test_settings import GROUND, NEEDED

PAGE = HOUSE / "docs" / "asvs.md"
# How many requirements each section of level 1 and 2 has; they come first in their section.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4,
    "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5,
    "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "11.1": 2, "11.2": 3, "11.3": 3,
    "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3,
    "16.5": 3,
}  # fmt: skip
OF_LEVEL_3 = {
    "1.2.10", "2.3.5", "3.4.7", "3.4.8", "3.5.8", "4.1.4", "5.2.4", "5.2.6", "6.3.5", "6.3.6", "6.3.7", "6.3.8",
    "6.4.6", "6.5.6", "7.5.3", "8.3.2", "8.3.3", "14.2.6", "14.2.7", "14.2.8", "15.4.2",
}  # fmt: skip


def rows() -> list[tuple[str, str]]:
    found = re.findall(r"^\| (\d[^|]*?) \| [^|]+ \| ([^|]+) \|$", PAGE.read_text(), re.M)
    return [(number, shown) for numbers, shown in found for number in re.findall(r"\d+\.\d+\.\d+", numbers)]


def production(expression: str) -> str:
    command = [sys.executable, "-c", f"import config.settings.base as base; print({expression})"]
    environment = NEEDED | {"PYTHONPATH": f"{GROUND}:{HOUSE}"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_every_number_has_one_row():
    wanted = {f"{section}.{number}" for section, most in SECTIONS.items() for number in range(1, most + 1)}
    numbers = [number for number, _ in rows()]
    assert (set(numbers), len(numbers)) == (wanted | OF_LEVEL_3, len(wanted | OF_LEVEL_3))


def test_every_test_that_the_table_names_is_there():
    written: dict[str, str] = {}
    for name in tracked():
        if re.search(r"/test_\w+\.py$", name):
            file = name.rpartition("/")[2]
            written[file] = written.get(file, "") + (HOUSE / name).read_text()
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", PAGE.read_text())
    assert len(named) > 100
    assert [one for one in named if f"def {one[1]}(" not in written.get(one[0], "")] == []


def test_every_row_says_what_shows_it_or_why_not():
    words = ("test_", "By design", "Not here", "Outside", "Not met", "docs/")
    assert [number for number, shown in rows() if not any(word in shown for word in words)] == []


def test_cookies_of_production_belong_to_one_host_over_tls():
    names = "[base.SESSION_COOKIE_NAME, base.CSRF_COOKIE_NAME, base.PORTAL_LANGUAGE_COOKIE]"
    kinds = "[base.SESSION_COOKIE_SAMESITE, base.CSRF_COOKIE_SAMESITE]"
    said = production(f"{names}, base.SESSION_COOKIE_SECURE, base.CSRF_COOKIE_SECURE, {kinds}")
    assert said == "['__Host-session', '__Host-token', '__Host-words'] True True ['Lax', 'Strict']"


def test_production_speaks_tls_alone_for_a_year():
    said = production("base.SECURE_SSL_REDIRECT, base.SECURE_HSTS_SECONDS, base.SECURE_HSTS_INCLUDE_SUBDOMAINS")
    assert said == "True 31536000 True"
