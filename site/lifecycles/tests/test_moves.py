"""What is not in the table cannot be done."""

import pytest

from lifecycles.moves import Machine, UnknownMove, move

DOOR = Machine(
    "door",
    "shut",
    (
        move("open", ["shut", "ajar"], "open"),
        move("close", "open", "shut"),
        move("lock", "shut", "locked"),
    ),
)


def test_the_states_of_a_machine_are_all_that_its_moves_name():
    assert DOOR.states == {"shut", "ajar", "open", "locked"}


def test_a_listed_move_is_found_with_its_target():
    assert DOOR.find("open", "ajar").target == "open"


def test_a_move_from_a_state_that_does_not_list_it_is_refused_in_plain_words():
    with pytest.raises(UnknownMove, match="“close” is not possible while this door is “locked”"):
        DOOR.find("close", "locked")


def test_a_move_that_no_state_lists_is_refused():
    with pytest.raises(UnknownMove):
        DOOR.find("burn", "shut")


def test_the_moves_open_from_a_state_come_in_the_order_of_the_table():
    assert DOOR.open_from("shut") == ["open", "lock"]


def test_a_state_without_moves_has_no_way_out():
    assert DOOR.open_from("locked") == []


@pytest.mark.parametrize("state", ["shut", "ajar", "open", "locked"])
@pytest.mark.parametrize("name", ["open", "close", "lock", "burn"])
def test_allows_and_find_never_disagree(name, state):
    listed = (name, state) in {("open", "shut"), ("open", "ajar"), ("close", "open"), ("lock", "shut")}
    assert DOOR.allows(name, state) is listed
    assert (name in DOOR.open_from(state)) is listed
