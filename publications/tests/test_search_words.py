"""What a reader types, and what is found by it: no database is needed to know."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.findable import Section
from publications.finding.engine.spelling import slips_between
from publications.finding.engine.wording import plain
from publications.tests.findables import World, catalogue_of, found, numbers, thing

TEXTS = {
    1: "The baby had a non-accidental injury. Injuries were not explained.",
    2: "Professional curiosity was missing, and the father was not seen.",
    3: "The curiosity of professionals grew. An école in Łódź wrote twice.",
    4: "A parent of the child's friend said: “Nobody asked.”",
}


@pytest.fixture
def world():
    made = World()
    made.put(*(thing(number, text) for number, text in TEXTS.items()))
    return made


@pytest.fixture
def catalogue(world, tmp_path):
    return catalogue_of(world, tmp_path)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("curiosity", {2, 3}),
        ("CURIOSITY seen", {2}),
        ("curiosity school", set()),
        ("injury", {1}),
        ("injuries", {1}),
        ("professionals", {2, 3}),
        ('"professional curiosity"', {2}),
        ("“professional curiosity”", {2}),
        ('"injuri"', set()),
        ("ecole lodz", {3}),
        ("ÉCOLE", {3}),
        ("child's", {4}),
        ("non-accidental", {1}),
        ("accidental-non", set()),
        ('"not seen', {2}),
        ("Review 2", {2}),
        ("%", set()),
        ("", {1, 2, 3, 4}),
    ],
)
def test_what_was_typed_finds_what_has_all_of_it(catalogue, words, expected):
    assert set(numbers(found(catalogue, words))) == expected


def test_a_synonym_finds_what_says_it_otherwise_and_what_is_tagged_with_it(world, catalogue):
    world.put(thing(5, "Nothing of it is said here.", facets={"harm": ("physical_abuse",)}))
    assert set(numbers(found(catalogue, "NAI"))) == {1, 5}
    assert set(numbers(found(catalogue, "non-accidental injuries"))) == {1, 5}
    assert set(numbers(found(catalogue, "baby NAI"))) == {1}
    assert set(numbers(found(catalogue, '"NAI"'))) == set()


def test_words_of_a_title_come_before_words_of_a_text(world, catalogue):
    world.put(thing(6, "About something else.", title="Curiosity"), thing(7, "x", names="Robin"))
    assert numbers(found(catalogue, "curiosity"))[0] == 6
    assert numbers(found(catalogue, "robin")) == [7]


def test_a_snippet_marks_what_was_looked_for_and_leads_to_the_best_section(world, catalogue):
    sections = (
        Section("first", "First", "Neglect is named here."),
        Section("second", "Second", f"{'Words. ' * 60}Here neglect and a school are named. {'More. ' * 60}"),
        Section("page_attached", "Plan", "A timetable.", file="Plan of the school"),
    )
    world.put(thing(8, sections=sections))
    hit = found(catalogue, "neglect school").hits[0]
    assert (hit.path, hit.section, hit.file) == ("/reviews/8/#second", "Second", "")
    assert [text for text, is_wanted in hit.snippet if is_wanted] == ["neglect", "school"]
    assert sum(len(text) for text, _ in hit.snippet) < 300
    in_file = found(catalogue, "timetable").hits[0]
    assert (in_file.file, in_file.path) == ("Plan of the school", "/reviews/8/#page_attached")


def test_a_word_that_is_nowhere_is_mended_only_when_that_finds_something(catalogue):
    assert found(catalogue, "curoisity").meant == "curiosity"
    assert found(catalogue, "profesional curiosity").meant == "professional curiosity"
    assert found(catalogue, "curiosity zebra").meant == ""
    assert found(catalogue, "xylophone").meant == ""
    assert found(catalogue, "fahter injury").meant == ""


def test_the_newest_come_first_by_date_and_those_of_an_unknown_day_last(world, catalogue):
    days = {11: date(2020, 1, 1), 12: date(2024, 1, 1), 13: None, 14: date(2022, 1, 1)}
    world.put(*(thing(number, "zebra", day=day) for number, day in days.items()))
    assert numbers(found(catalogue, "zebra", by_date=True)) == [12, 14, 11, 13]


def test_every_page_holds_its_own_and_the_last_stands_for_any_beyond_it(world, catalogue):
    world.put(*(thing(number, "zebra", day=date(2020, 1, 1)) for number in range(20, 45)))
    pages = [numbers(found(catalogue, "zebra", page=page, by_date=True)) for page in (1, 2, 99)]
    assert [len(page) for page in pages] == [20, 5, 5]
    assert pages[1] == pages[2]
    assert sorted(pages[0] + pages[1]) == list(range(20, 45))


FACETS = [
    ({"theme": ("a",), "year": ("2020",)}, 1),
    ({"theme": ("a", "b"), "year": ("2021",)}, 1),
    ({"theme": ("b",), "year": ("2021",)}, 2),
]


@pytest.fixture
def narrowed(world, catalogue):
    world.put(*(thing(n, "zebra", facets=facets, partnership=own) for n, (facets, own) in enumerate(FACETS, 51)))
    return catalogue


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"theme": ("a",)}, {51, 52}),
        ({"theme": ("a", "b")}, {51, 52, 53}),
        ({"theme": ("a",), "year": ("2021",)}, {52}),
        ({"partnership": ("2",)}, {53}),
        ({"partnership": ("2", "nobody")}, {53}),
        ({"kind": ("leaflet",)}, set()),
        ({"theme": ("unknown",)}, set()),
    ],
)
def test_choices_of_one_facet_add_up_and_choices_of_several_narrow(narrowed, chosen, expected):
    assert set(numbers(found(narrowed, "zebra", chosen=chosen, home=None))) == expected


def test_a_facet_counts_what_there_would_be_whatever_is_chosen_of_it(narrowed):
    counts = found(narrowed, "zebra", chosen={"theme": ("a",)}, home=None).counts
    assert counts["theme"] == {"a": 2, "b": 2}
    assert counts["year"] == {"2020": 1, "2021": 1}
    assert counts["partnership"] == {"1": 2}
    assert found(narrowed, "zebra").counts["partnership"] == {"1": 2}


def test_a_partnership_finds_its_own_unless_all_are_asked(narrowed):
    assert set(numbers(found(narrowed, "zebra"))) == {51, 52}
    assert set(numbers(found(narrowed, "zebra", home=2))) == {53}
    assert set(numbers(found(narrowed, "zebra", home=None))) == {51, 52, 53}


def test_what_is_in_another_language_is_found_in_that_language(world, catalogue):
    world.put(thing(60, "zebra", language="pl"))
    assert numbers(found(catalogue, "zebra")) == []
    assert numbers(found(catalogue, "zebra", language="pl")) == [60]


NASTY = st.one_of(
    st.text(max_size=80),
    st.text(alphabet='"“”*?~^+-!(){}[]:\\/ANDORNOT \x00\u200f\u202eقלا', max_size=40),
    st.sampled_from(["a" * 10_000, '"' * 200, "\x00", "AND OR NOT", "title:x", "(((", "שלום عليكم", "🙂", "ﬁ İ ß"]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=NASTY)
def test_nothing_that_is_typed_is_an_error(catalogue, typed):
    result = found(catalogue, typed)
    assert 0 <= len(result.hits) <= result.total <= 8


@given(text=st.text(max_size=200))
def test_plain_text_has_every_letter_where_it_was(text):
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


def test_slips_are_counted_once_each():
    pairs = {("abcd", "abdc"): 1, ("abcd", "abc"): 1, ("abcd", "xbcd"): 1, ("abcd", "abcd"): 0, ("abcd", "wxyz"): 3}
    assert {pair: slips_between(*pair, 2) for pair in pairs} == pairs
