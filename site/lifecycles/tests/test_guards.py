"""Guards are all asked, and one that says no is enough."""

import pytest

from lifecycles.guards import GuardsRefused, ask_guards, fails, guard, guards_of, holds, refuse_unless_all_hold


@guard("kettle", "boil", rule="K1", title="There is water")
def there_is_water(question):
    return holds() if question["water"] else fails("There is no water.", "Fill it.")


@guard("kettle", "boil", "pour", rule="K2", title="The lid is on")
def the_lid_is_on(question):
    return holds() if question["lid"] else fails("The lid is off.", "Put it on.")


def test_guards_are_kept_for_each_of_their_moves_in_order():
    assert [g.name for g in guards_of("kettle", "boil")] == ["there_is_water", "the_lid_is_on"]
    assert [g.name for g in guards_of("kettle", "pour")] == ["the_lid_is_on"]


def test_a_move_without_guards_asks_nothing():
    assert ask_guards("kettle", "empty", {}) == []


def test_every_guard_is_asked_even_after_one_has_failed():
    checked = ask_guards("kettle", "boil", {"water": False, "lid": False})
    assert [c.answer.holds for c in checked] == [False, False]


def test_a_refusal_names_only_what_failed_and_keeps_all_answers():
    with pytest.raises(GuardsRefused) as refused:
        refuse_unless_all_hold(ask_guards("kettle", "boil", {"water": True, "lid": False}))
    assert str(refused.value) == "The lid is off."
    assert len(refused.value.checked) == 2


def test_nothing_is_refused_when_everything_holds():
    refuse_unless_all_hold(ask_guards("kettle", "boil", {"water": True, "lid": True}))
