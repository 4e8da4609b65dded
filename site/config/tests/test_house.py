"""The house itself: what would break it silently."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[3]
GROUND = HOUSE / "site"
PACKAGES = sorted(path.name for path in GROUND.iterdir() if (path / "__init__.py").exists())
ALLOWED_AT_THE_TOP = {
    "site", "home", "publications", "family_portal", "templates", "static", "docs", "deploy", "locale", ".ci",
    "manage.py", "pyproject.toml", "README.md", "CHANGELOG.md", "uv.lock", "package.json", "package-lock.json",
    ".gitignore", ".dockerignore", ".python-version", ".npmrc",
}  # fmt: skip


def tracked() -> list[str]:
    found = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("this is not a checkout")
    return found.stdout.splitlines()


def test_site_is_a_folder_and_never_a_package():
    assert not (GROUND / "__init__.py").exists()


def test_python_still_finds_its_own_site_module():
    import site

    assert "sitepackages" in site.__file__ or hasattr(site, "getsitepackages")


def test_nothing_in_site_carries_the_name_of_a_standard_module():
    assert PACKAGES
    assert not set(PACKAGES) & sys.stdlib_module_names


def test_git_keeps_the_files_of_site():
    assert sum(name.startswith("site/") for name in tracked()) > 100


def test_every_package_of_the_house_is_in_the_wheel():
    settings = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    listed = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert {name for name in listed if name.startswith("site/")} == {f"site/{name}" for name in PACKAGES}


def test_nothing_lies_at_the_top_that_does_not_belong_there():
    assert {name.partition("/")[0] for name in tracked()} <= ALLOWED_AT_THE_TOP


@pytest.mark.parametrize("name", ["utils.py", "helpers.py", "core.py", "services.py", "common.py", "misc.py"])
def test_no_module_is_named_after_nothing(name):
    assert not [path for path in tracked() if path.endswith(f"/{name}")]


def test_no_module_is_longer_than_a_person_reads():
    modules = [HOUSE / name for name in tracked() if name.endswith(".py") and "/migrations/" not in name]
    lengths = {str(path): len(path.read_text().splitlines()) for path in modules if "/tests/" not in str(path)}
    assert {path: length for path, length in lengths.items() if length > 250} == {}


def test_no_secret_lies_in_the_repository():
    suspicious = ("-----BEGIN", "AKIA", "SECRET_KEY=")
    texts = {name: (HOUSE / name).read_text(errors="ignore") for name in tracked() if name.endswith((".py", ".toml"))}
    hits = [name for name, text in texts.items() if any(word in text for word in suspicious)]
    assert set(hits) <= {"site/config/own_secrets.py", "site/config/tests/test_house.py"}


def test_every_test_that_the_docs_name_is_there():
    pages = "".join(path.read_text() for path in (HOUSE / "docs").glob("*.md"))
    named = set(re.findall(r"\btest_\w+\.py\b", pages))
    assert named
    assert named <= {Path(name).name for name in tracked()}
