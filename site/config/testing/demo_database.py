"""The demo under test runs on the database that the suite runs on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from psycopg import sql


@contextmanager
def demo_database() -> Iterator[dict[str, str]]:
    """Yield what to add to the demo's environment: nothing for SQLite, a new database on the same PostgreSQL."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        yield {}
        return
    server, name = os.environ["DATABASE_URL"], f"demo_{os.getpid()}"
    _run(server, "CREATE DATABASE {}", name)
    try:
        yield {"DATABASE_URL": f"{server.rpartition('/')[0]}/{name}"}
    finally:
        _run(server, "DROP DATABASE {} WITH (FORCE)", name)


def _run(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
