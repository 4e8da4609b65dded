"""Triggers with which the database itself refuses to alter a Step, on SQLite and PostgreSQL."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = [
    """CREATE TRIGGER IF NOT EXISTS step_is_not_{deed_past} BEFORE {deed} ON {table}
       BEGIN SELECT RAISE(ABORT, 'the record of steps is append-only'); END"""
]
_POSTGRESQL_FUNCTION = """
    CREATE OR REPLACE FUNCTION refuse_to_alter_steps() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'the record of steps is append-only' USING ERRCODE = 'integrity_constraint_violation'; END
    $$ LANGUAGE plpgsql"""
_POSTGRESQL_TRIGGERS = [
    """CREATE OR REPLACE TRIGGER step_is_not_altered BEFORE UPDATE OR DELETE ON {table}
       FOR EACH ROW EXECUTE FUNCTION refuse_to_alter_steps()""",
    """CREATE OR REPLACE TRIGGER step_is_not_truncated BEFORE TRUNCATE ON {table}
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_alter_steps()""",
]


def install_triggers(connection: BaseDatabaseWrapper, table: str = "lifecycles_step") -> None:
    """Install the triggers on `table`; harmless when they are there."""
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, table):
            cursor.execute(statement)


def drop_triggers(connection: BaseDatabaseWrapper, table: str = "lifecycles_step") -> None:
    """Take the triggers away: for undoing the migration, and for emptying a test database."""
    names = {
        "sqlite": ["step_is_not_updated", "step_is_not_deleted"],
        "postgresql": ["step_is_not_altered", "step_is_not_truncated"],
    }[connection.vendor]
    suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        deeds = {"UPDATE": "updated", "DELETE": "deleted"}
        return [_SQLITE[0].format(deed=deed, deed_past=past, table=table) for deed, past in deeds.items()]
    return [_POSTGRESQL_FUNCTION, *(trigger.format(table=table) for trigger in _POSTGRESQL_TRIGGERS)]
