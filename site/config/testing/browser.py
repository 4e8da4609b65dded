"""A real browser and a real demo to drive it against."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from config.testing.demo_database import demo_database

HOUSE = Path(__file__).resolve().parents[3]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP *.localhost 127.0.0.1",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")
START_SECONDS = 300


@dataclass(frozen=True)
class DemoSite:
    """A running demo: its port, its folder under which everything lies, and the password of its accounts."""

    port: int
    folder: Path
    environment: dict[str, str]

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}.localhost:{self.port}{path}" if host else f"http://localhost:{self.port}{path}"

    @property
    def password(self) -> str:
        return (self.folder / "demo-password.txt").read_text()

    def code(self, address: str) -> str:
        """Return a present second-factor code, as `manage.py demo_code` prints it."""
        return self.manage("demo_code", address).stdout.strip()

    def manage(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess:
        """Run a command, with `typed` on its standard input."""
        command = [sys.executable, str(HOUSE / "manage.py"), *arguments]
        return subprocess.run(command, env=self.environment, input=typed, capture_output=True, text=True, check=False)

    def mails(self) -> list[str]:
        """Return the texts of all mails that the demo has written, the newest last."""
        files = sorted((self.folder / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
        return [path.read_text() for path in files]


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    """Set up and serve the demo in a folder of its own, for all browser tests together."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(HOUSE / "var" / "frontend", folder / "frontend")
    with demo_database() as address:
        yield from _served(DemoSite(_free_port(), folder, _environment(folder) | address), folder)


def _served(site: DemoSite, folder: Path) -> Iterator[DemoSite]:
    command = [sys.executable, str(HOUSE / "manage.py"), "demo", "--port", str(site.port)]
    with (folder / "demo.log").open("w") as log:
        process = subprocess.Popen(command, env=site.environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_served(site, process)
        yield site
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start Chromium for the tests of a module."""
    with chromium() as started:
        yield started


@contextmanager
def chromium() -> Iterator[Any]:
    """Start Chromium; without one the test is skipped, unless REQUIRE_BROWSER=1.

    While it runs, Django takes the thread for an asynchronous one and refuses its database.
    """
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        _miss("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


def sign_in(page: Any, demo_site: DemoSite, address: str) -> None:
    """Sign in on the staff host as a demo account, with both factors, as a person does."""
    page.goto(demo_site.url("staff", "/sign-in/"))
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill(demo_site.password)
    page.get_by_role("button", name="Continue").click()
    page.locator("input[autocomplete='one-time-code']").fill(demo_site.code(address))
    page.get_by_role("button", name="Sign in").click()


def _miss(reason: str) -> None:
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"REQUIRE_BROWSER=1, but there is {reason}")
    pytest.skip(reason)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.development"}


def _wait_until_served(site: DemoSite, process: subprocess.Popen) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(site.url(""), timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail("The demo did not start:\n" + (site.folder / "demo.log").read_text()[-2000:])
