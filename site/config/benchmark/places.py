"""Throw-away places to measure in: a folder with a database of SQLite, or a database that is made and dropped."""

from __future__ import annotations

import base64
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

import psycopg
from django.conf import settings
from psycopg import sql

Environment = dict[str, str]
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV")


@contextmanager
def in_sqlite(template: str = "") -> Iterator[Environment]:
    """Yield the environment of a process that measures in a new folder; `template` is a database to begin with."""
    with tempfile.TemporaryDirectory(prefix="practice-reviews-benchmark-") as folder:
        file = Path(folder) / "benchmark.sqlite3"
        if template:
            copyfile(template, file)
        yield _environment(Path(folder), f"sqlite:///{file}")


@contextmanager
def in_postgresql(address: str) -> Iterator[Environment]:
    """Yield the same for a new database beside the one at `address`, which is dropped in the end."""
    name = f"practice_reviews_benchmark_{os.getpid()}"
    start, _, last = address.rpartition("/")
    options = last.partition("?")[2]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            with tempfile.TemporaryDirectory(prefix="practice-reviews-benchmark-") as folder:
                yield _environment(Path(folder), f"{start}/{name}{'?' if options else ''}{options}")
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _environment(folder: Path, database: str) -> Environment:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    secret = base64.b64encode(os.urandom(32)).decode()
    return kept | {
        "DJANGO_SETTINGS_MODULE": "config.settings.measuring",
        "PYTHONPATH": f"{settings.BASE_DIR / 'site'}{os.pathsep}{settings.BASE_DIR}",
        "VAR_DIR": str(folder),
        "DATABASE_URL": database,
        "SECRET_KEY": f"{secret}{secret}",
        "SEALING_KEYS": secret,
        "STAFF_HOST": "staff.measured.test",
        "PORTAL_HOST": "portal.measured.test",
    }
