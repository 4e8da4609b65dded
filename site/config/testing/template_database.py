"""A database as the migrations and the planting leave it, made once and copied: to make it takes over a minute."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from psycopg import sql

from config.testing.partnerships import plant_both

BASE_DIR = Path(__file__).parents[3]
TEMPLATES = BASE_DIR / "var" / "test-databases"
# What a new database depends on; a change of any of it makes a template of its own.
MADE_FROM = ("**/migrations/*.py", "**/planting.py", "**/starting/*.py", "**/vocabulary.py", "**/term_words*.py")


class OwnDatabase:
    """Says after pytest-django, and therefore instead of it, where a test's database comes from."""

    @pytest.fixture(scope="session")
    def django_db_setup(
        self,
        django_test_environment: None,  # noqa: ARG002
        django_db_blocker: Any,
        django_db_modify_db_settings: None,  # noqa: ARG002
    ) -> Iterator[None]:
        """Give this process a database with both partnerships in it."""
        from django.test.utils import teardown_databases

        with django_db_blocker.unblock():
            config = _set_up()
        yield
        with django_db_blocker.unblock():
            teardown_databases(config, 0)


def pytest_configure(config: pytest.Config) -> None:
    """Take the place of the fixture of pytest-django, which is known by now."""
    config.pluginmanager.register(OwnDatabase())


def _set_up() -> Any:
    from django.test.utils import setup_databases

    with only_one():
        is_copied = copy_template()
        config = setup_databases(0, interactive=False, keepdb=is_copied)
        if not is_copied:
            plant_both()
            keep_template()
            connection._test_serialized_contents = connection.creation.serialize_db_to_string()
    return config


@contextmanager
def only_one() -> Iterator[None]:
    """Let one process at a time make or copy the template; the others wait, and find it there."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def copy_template() -> bool:
    """Make the test's database from the template; False where there is none yet."""
    name = connection.creation._get_test_db_name()
    if connection.vendor == "sqlite":
        is_there = template_file().exists()
        if is_there:
            shutil.copyfile(template_file(), name)
        return is_there
    if not _is_on_server(_database()):
        return False
    _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _on_server("CREATE DATABASE {} TEMPLATE {}", name, _database())
    return True


def keep_template() -> None:
    """Keep the test's database, as it is now, as the template."""
    name = connection.settings_dict["NAME"]
    connection.close()
    if connection.vendor == "sqlite":
        for old in TEMPLATES.glob("*.sqlite3"):
            old.unlink()
        shutil.copyfile(name, template_file())
    else:
        _on_server("CREATE DATABASE {} TEMPLATE {}", _database(), name)


def template_file() -> Path:
    """Return where the template lies when the tests use SQLite."""
    return TEMPLATES / f"{_key()}.sqlite3"


def _database() -> str:
    return f"template_{_key()}"


def _key() -> str:
    digest = hashlib.sha256((BASE_DIR / "uv.lock").read_bytes())
    for app in ("site", "home", "publications", "family_portal"):
        for path in sorted({path for pattern in MADE_FROM for path in (BASE_DIR / app).glob(pattern)}):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _is_on_server(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _on_server(statement: str, *names: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
