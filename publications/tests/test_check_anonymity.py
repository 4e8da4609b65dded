"""`manage.py check_anonymity`, as its callers see it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

KEYS = {"term_id", "kind", "severity", "where", "matched", "excerpt"}


@pytest.fixture
def watchlist(tmp_path: Path) -> Path:
    path = tmp_path / "watchlist.json"
    path.write_text(
        '{"terms": [{"id": "t1", "kind": "name", "value": "Leila Haddad", "aliases": []}]}', encoding="utf-8"
    )
    return path


def _run(*arguments: Any) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_anonymity", *map(str, arguments), stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def _file(folder: Path, text: str, name: str = "press.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_with_a_listed_name_ends_with_1_and_the_json_of_the_contract(tmp_path: Path, watchlist: Path) -> None:
    code, shown = _run(_file(tmp_path, "Nobody saw Leila Haddad."), "--watchlist", watchlist, "--format", "json")
    (result,) = json.loads(shown)
    assert code == 1
    assert set(result) == {"document", "findings"}
    assert result["document"] == "press.txt"
    assert [set(f) for f in result["findings"]] == [KEYS]
    assert result["findings"][0]["term_id"] == "t1"


def test_a_clean_file_ends_with_0(tmp_path: Path, watchlist: Path) -> None:
    code, shown = _run(_file(tmp_path, "Nobody came."), "--watchlist", watchlist, "--format", "json")
    assert (code, json.loads(shown)) == (0, [{"document": "press.txt", "findings": []}])


def test_what_is_allowed_does_not_block(tmp_path: Path, watchlist: Path) -> None:
    file = _file(tmp_path, "Written by Leila Haddad.")
    allowed = _file(tmp_path, '{"allowed": [{"kind": "reviewer", "value": "Leila Haddad"}]}', "allowed.json")
    assert _run(file, "--watchlist", watchlist)[0] == 1
    assert _run(file, "--watchlist", watchlist, "--allowed", allowed)[0] == 0


@pytest.mark.parametrize("name", ["broken.docx", "broken.pdf", "empty.txt"])
def test_a_bad_file_is_a_finding_that_blocks_and_the_others_are_checked(
    tmp_path: Path, watchlist: Path, name: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(b"" if "empty" in name else b"%PDF-1.7 PK\x03\x04 no such thing")
    code, shown = _run(bad, _file(tmp_path, "Leila Haddad"), "--watchlist", watchlist, "--format", "json")
    first, second = json.loads(shown)
    assert code == 1
    assert any(f["severity"] == "block" and f["term_id"] is None for f in first["findings"])
    assert second["findings"][0]["term_id"] == "t1"


def test_a_file_that_is_not_there_blocks(tmp_path: Path, watchlist: Path) -> None:
    code, shown = _run(tmp_path / "none.docx", "--watchlist", watchlist)
    assert code == 1
    assert "cannot be opened" in shown


def test_the_text_names_each_file_with_its_counts(tmp_path: Path, watchlist: Path) -> None:
    _, shown = _run(_file(tmp_path, "Nobody saw Leila Haddad, L.H. said."), "--watchlist", watchlist)
    assert shown.startswith("press.txt: 1 to block")


@pytest.mark.parametrize("content", ["no json", '{"terms": [{"kind": "spell", "value": "x"}]}'])
def test_an_unusable_watch_list_ends_with_2(tmp_path: Path, content: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("check_anonymity", str(_file(tmp_path, "x")), watchlist=_file(tmp_path, content, "w.json"))
    assert refused.value.returncode == 2
