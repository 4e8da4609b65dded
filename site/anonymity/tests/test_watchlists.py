"""Watch-lists as they are written in files or pasted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anonymity.watchlists import MOST_TERMS, Term, UnusableList, read_allowed, read_pasted, read_watchlist


def test_a_watch_list_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "watchlist.json"
    content = {
        "case": "x",
        "terms": [{"id": "t9", "kind": "name", "value": " Leila Haddad ", "aliases": ["Lulu"], "note": "n"}],
    }
    path.write_text(json.dumps(content), encoding="utf-8-sig")
    assert read_watchlist(path).terms == (Term("t9", "name", "Leila Haddad", ("Lulu",), "n"),)


def test_an_allowed_list_is_read() -> None:
    text = '{"allowed": [{"kind": "reviewer", "value": "Ann Rowe"}]}'
    assert read_allowed(text).entries == (("reviewer", "Ann Rowe"),)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not json", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("{}", "no list"),
        ('{"terms": 3}', "no list"),
        ('{"terms": [3]}', "Term 1"),
        ('{"terms": [{"kind": "spell", "value": "x"}]}', "kind that is not known"),
        ('{"terms": [{"kind": "name"}]}', "no value"),
        ('{"terms": [{"kind": "name", "value": " "}]}', "no value"),
        ('{"terms": [{"kind": "name", "value": "x", "aliases": "y"}]}', "aliases"),
        ('{"terms": [{"kind": "name", "value": "' + "x" * 400 + '"}]}', "longer"),
        (
            '{"terms": [{"id": "a", "kind": "name", "value": "x"}, {"id": "a", "kind": "name", "value": "y"}]}',
            "same id",
        ),
        (json.dumps({"terms": [{"kind": "name", "value": "x"}] * (MOST_TERMS + 1)}), "more than"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_in_words(content: str, words: str) -> None:
    with pytest.raises(UnusableList, match=words):
        read_watchlist(content)


def test_the_words_of_a_refusal_hold_no_term() -> None:
    with pytest.raises(UnusableList) as refused:
        read_watchlist('{"terms": [{"kind": "spell", "value": "Leila Haddad"}]}')
    assert "Haddad" not in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableList, match="cannot be opened"):
        read_watchlist(tmp_path / "none.json")


def test_a_pasted_list_has_a_term_a_line_with_kind_and_aliases() -> None:
    pasted = read_pasted("Leila Haddad; Lulu\n\ndate of birth: 3 August 2018\nSchool: St Aldhelm's\n12: not a kind")
    assert [(t.id, t.kind, t.value, t.aliases) for t in pasted.terms] == [
        ("t1", "name", "Leila Haddad", ("Lulu",)),
        ("t2", "date_of_birth", "3 August 2018", ()),
        ("t3", "school", "St Aldhelm's", ()),
        ("t4", "name", "12: not a kind", ()),
    ]


def test_a_csv_is_known_by_its_heading() -> None:
    pasted = read_pasted('Kind,Value,Aliases,Note\nname,"Haddad, Leila",Lulu|Lou,child\npostcode,QX7 2HD,,\n')
    assert [(t.kind, t.value, t.aliases, t.note) for t in pasted.terms] == [
        ("name", "Haddad, Leila", ("Lulu", "Lou"), "child"),
        ("postcode", "QX7 2HD", (), ""),
    ]
