"""The benchmark counts plants, blocks and distractors of a labelled folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anonymity.benchmark.__main__ import main, run
from anonymity.benchmark.peers import NotInstalled, ours, plain_search, redaction_tool


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "case-1"
    folder.mkdir()
    (folder / "press.txt").write_text(
        "Nobody saw HADDAD, Leila. Grace was asked. By the grace of all.", encoding="utf-8"
    )
    terms = [{"id": "t1", "kind": "name", "value": "Leila Haddad"}, {"id": "t2", "kind": "name", "value": "Grace"}]
    labels = [
        {"document": "press.txt", "term_id": "t1", "variant": "surname_first", "text": "HADDAD, Leila"},
        {"document": "press.txt", "term_id": "t2", "variant": "exact", "text": "Grace"},
    ]
    distractors = [{"document": "press.txt", "text": "grace"}]
    told = {"pages": {"press.txt": 1}, "labels": labels, "distractors": distractors}
    (folder / "watchlist.json").write_text(json.dumps({"terms": terms}), encoding="utf-8")
    (folder / "labels.json").write_text(json.dumps(told), encoding="utf-8")
    return tmp_path


def test_this_engine_finds_what_a_plain_search_does_not(corpus: Path) -> None:
    mine, plain = run(corpus, ours, knows_terms=True), run(corpus, plain_search, knows_terms=True)
    assert (mine.recall, plain.recall) == (1.0, 0.5)
    assert (mine.disturbed, plain.disturbed) == (0, 1)
    assert (mine.precision, plain.precision) == (1.0, 0.5)


def test_a_peer_that_is_not_installed_says_so() -> None:
    with pytest.raises(NotInstalled):
        redaction_tool("no-such-tool-anywhere")(None)  # type: ignore[arg-type]


def test_the_table_has_a_row_for_every_checker(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpus)]) == 0
    shown = capsys.readouterr().out
    assert all(
        name in shown for name in ("this engine", "plain search", "Presidio", "xray", "unmasker", "before-you-send")
    )


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
