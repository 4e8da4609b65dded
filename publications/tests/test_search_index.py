"""The index: never behind what has changed, whole again when it was damaged, shared by the processes of a machine."""

from __future__ import annotations

import json
import random
import shutil
from threading import Thread

import pytest

from pages.findable import Section
from publications.finding import cataloguing
from publications.finding.asking import Asked, NotReady
from publications.finding.engine.shelf import Shelf
from publications.tests.findables import HERE, World, catalogue_of, found, numbers, thing

WORD = "zebra"


@pytest.fixture
def world():
    made = World()
    made.put(*(thing(number, f"{WORD} {number}", facets={"theme": ("a",)}) for number in range(1, 6)))
    return made


def _all(catalogue):
    result = found(catalogue, WORD)
    assert result.total == len(result.hits) == sum(result.counts["theme"].values())
    return set(numbers(result))


def _files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in ("", ".lock"))


def test_a_change_is_seen_by_the_next_question_in_every_process_and_on_every_machine(world, tmp_path):
    here, beside, far = (catalogue_of(world, tmp_path / place) for place in ("one", "one", "two"))
    assert _all(here) == _all(beside) == _all(far) == {1, 2, 3, 4, 5}
    world.take(2, 3)
    world.put(thing(6, WORD, facets={"theme": ("a",)}))
    assert _all(beside) == _all(far) == _all(here) == {1, 4, 5, 6}


def test_nothing_is_written_when_another_process_has_written_it(world, tmp_path):
    here, beside = (catalogue_of(world, tmp_path) for _ in range(2))
    _all(here), _all(beside)
    world.take(2)
    _all(here)
    before = {path: path.stat().st_mtime_ns for path in _files(tmp_path)}
    assert _all(beside) == {1, 3, 4, 5}
    assert {path: path.stat().st_mtime_ns for path in _files(tmp_path)} == before


def test_what_went_away_without_a_note_is_in_no_answer_and_no_number(world, tmp_path):
    here = catalogue_of(world, tmp_path)
    assert _all(here) == {1, 2, 3, 4, 5}
    world.gone.add("review:2/report/en")
    assert _all(here) == {1, 3, 4, 5}
    suggested = here.suggest(Asked("review", home=HERE), terms=0, titles=9)
    assert sorted(suggested) == [f"Review {number}" for number in (1, 3, 4, 5)]


def test_while_another_process_writes_nothing_that_changed_is_shown(world, tmp_path):
    here = catalogue_of(world, tmp_path, patience=0.02)
    assert _all(here) == {1, 2, 3, 4, 5}
    with Shelf(tmp_path).locked(give_up=lambda: False) as is_ours:
        assert is_ours
        world.take(2)
        world.put(thing(6, WORD, facets={"theme": ("a",)}))
        assert _all(here) == {1, 3, 4, 5}
    assert _all(here) == {1, 3, 4, 5, 6}


def test_without_an_index_and_with_another_process_making_one_there_is_no_answer_yet(world, tmp_path):
    here = catalogue_of(world, tmp_path, patience=0.02)
    with Shelf(tmp_path).locked(give_up=lambda: False), pytest.raises(NotReady):
        found(here, WORD)
    assert _all(here) == {1, 2, 3, 4, 5}


def test_what_is_not_committed_never_comes_into_the_index(world, tmp_path):
    here, beside = (catalogue_of(world, tmp_path) for _ in range(2))
    assert _all(here) == {1, 2, 3, 4, 5}
    world.is_open = True
    things, notes = dict(world.things), list(world.notes)
    world.put(thing(9, WORD, facets={"theme": ("a",)}))
    world.take(1)
    assert _all(here) == {2, 3, 4, 5}
    world.things, world.notes, world.is_open = things, notes, False
    assert _all(here) == _all(beside) == {1, 2, 3, 4, 5}


def test_after_a_backup_was_restored_the_same_numbers_do_not_deceive(world, tmp_path):
    here = catalogue_of(world, tmp_path)
    things, notes = dict(world.things), list(world.notes)
    world.put(thing(7, WORD, facets={"theme": ("a",)}))
    assert _all(here) == {1, 2, 3, 4, 5, 7}
    world.things, world.notes = things, notes
    world.put(thing(8, WORD, facets={"theme": ("a",)}))
    assert _all(here) == {1, 2, 3, 4, 5, 8}


def test_a_log_that_was_cut_short_and_many_changes_at_once_are_no_obstacle(world, tmp_path, monkeypatch):
    here = catalogue_of(world, tmp_path)
    assert _all(here) == {1, 2, 3, 4, 5}
    world.take(1)
    world.notes = world.notes[-1:]
    assert _all(here) == {2, 3, 4, 5}
    monkeypatch.setattr(cataloguing, "MOST_CHANGES", 2)
    world.take(2, 3, 4)
    assert _all(here) == {5}


def _deleted_but_kept(folder):
    metas = [json.loads(file.read_text()) for file in folder.rglob("meta.json")]
    deletes = [segment["deletes"] for meta in metas for segment in meta["segments"]]
    return sum(one["num_deleted_docs"] for one in deletes if one)


def test_what_is_to_be_forgotten_is_in_no_file_of_any_machine_afterwards(world, tmp_path):
    machines = [catalogue_of(world, tmp_path / name) for name in ("one", "two")]
    assert [_all(here) for here in machines] == [{1, 2, 3, 4, 5}] * 2
    world.take(5)
    assert [_all(here) for here in machines] == [{1, 2, 3, 4}] * 2
    assert _deleted_but_kept(tmp_path), "the engine keeps what is deleted until it merges its files"
    world.forget(5)
    assert [_all(here) for here in machines] == [{1, 2, 3, 4}] * 2
    assert not _deleted_but_kept(tmp_path)


def _cut(path):
    path.write_bytes(path.read_bytes()[:-20])


def _scratch(path):
    data = bytearray(path.read_bytes())
    data[random.Random(path.name).randrange(len(data))] ^= 0xFF
    path.write_bytes(bytes(data))


def _empty(path):
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [_cut, _scratch, _empty, lambda path: path.unlink()])
@pytest.mark.parametrize(
    "name", ["*.store", "*.term", "*.idx", "*.pos", "*.fast", "*.fieldnorm", "*.del", "meta.json", "current"]
)
def test_a_damaged_index_is_made_anew(world, tmp_path, name, harm):
    first = catalogue_of(world, tmp_path)
    found(first, WORD)
    world.take(1)
    found(first, WORD)
    hurt = [path for path in tmp_path.rglob(name) if path.is_file()]
    assert hurt
    for path in hurt:
        harm(path)
    assert _all(catalogue_of(world, tmp_path)) == {2, 3, 4, 5}


def test_an_index_that_is_gone_is_made_anew(world, tmp_path):
    first = catalogue_of(world, tmp_path)
    found(first, WORD)
    shutil.rmtree(tmp_path)
    world.take(1)
    assert _all(first) == {2, 3, 4, 5}
    assert _all(catalogue_of(world, tmp_path)) == {2, 3, 4, 5}


def test_where_nothing_can_be_written_there_is_no_answer_and_no_fault(world, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NotReady):
        found(catalogue_of(world, tmp_path / "file"), WORD)


def test_what_an_interrupted_rebuild_left_behind_is_cleared_away(world, tmp_path):
    here = catalogue_of(world, tmp_path)
    found(here, WORD)
    left = next(tmp_path.glob("v*")) / "index-0123"
    left.mkdir()
    (left / "meta.json").write_text("{")
    assert here.rebuild() == 5
    assert not left.exists()
    assert _all(catalogue_of(world, tmp_path)) == {1, 2, 3, 4, 5}


def test_a_rebuild_that_fails_leaves_the_old_index(world, tmp_path):
    here = catalogue_of(world, tmp_path)
    found(here, WORD)
    broken = catalogue_of(world, tmp_path)
    broken.sources = [*broken.sources, None]
    with pytest.raises(AttributeError):
        broken.rebuild()
    assert _all(here) == _all(catalogue_of(world, tmp_path)) == {1, 2, 3, 4, 5}


def test_a_rebuild_says_how_far_it_is(world, tmp_path):
    world.put(thing(9, sections=(Section("a", "", "x"),), path="/reviews/9/#a"))
    told = []
    assert catalogue_of(world, tmp_path).rebuild(lambda done, total: told.append((done, total))) == 5
    assert told[-1] == (5, 6)


def test_processes_that_ask_and_change_at_once_agree_in_the_end(world, tmp_path):
    faults = []

    def ask():
        try:
            here = catalogue_of(world, tmp_path)
            for _ in range(15):
                found(here, WORD)
        except Exception as fault:
            faults.append(fault)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(10, 30):
        world.put(thing(number, WORD, facets={"theme": ("a",)}))
        world.take(number - 1)
    for thread in threads:
        thread.join()
    assert not faults
    assert _all(catalogue_of(world, tmp_path)) == {1, 2, 3, 4, 5, 29}
