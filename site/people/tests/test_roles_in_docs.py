"""docs/roles.md shows the table of roles as it is."""

from __future__ import annotations

from pathlib import Path

from people.roles import DEEDS, Deed, Role

DOCS = Path(__file__).resolve().parents[3] / "docs" / "roles.md"


def rows_of_the_table() -> list[str]:
    """Return a line for each deed: its words, and who may do it in the order of the roles."""
    return [f"| {deed.label} | {', '.join(str(role.label) for role in Role if deed in DEEDS[role])} |" for deed in Deed]


def test_the_docs_show_who_may_do_what_line_by_line():
    lines = [line for line in DOCS.read_text().splitlines() if line.startswith("| ") and "| who |" not in line]
    assert lines == rows_of_the_table()


def test_every_deed_is_somebodys_and_no_role_has_them_all():
    assert set().union(*DEEDS.values()) == set(Deed)
    assert all(deeds < set(Deed) for deeds in DEEDS.values())


def test_a_platform_administrator_sees_no_content():
    assert DEEDS[Role.PLATFORM_ADMIN] == {Deed.MANAGE_PEOPLE, Deed.SEE_OPERATIONS}
