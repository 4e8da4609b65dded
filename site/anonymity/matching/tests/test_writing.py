"""Ways of writing a term that are found, and text that only looks like it."""

from __future__ import annotations

import pytest

from anonymity.matching.tests.finding import found, severities

WAYS = [
    "Leila Haddad", "LEILA HADDAD", "leila haddad", "Leila Haddad's", "Leila Haddad’s", "HADDAD, Leila",
    "Haddad, L.", "L. Haddad", "L Haddad",
    "Leila\nHaddad", "Leila Had-\ndad", "L e i l a  H a d d a d", "Leila\u00a0Haddad", "Lei\u200bla Haddad",
    "LeilaHaddad", "Lеilа Haddad",
    "Lelia Haddad", "Leila Hadad", "Ms Haddad", "Leila", "Haddad", "Layla Haddad", "Leila (Haddad)",
    "Mrs. L. Haddad", "Ｌｅｉｌａ Haddad",
]  # fmt: skip


@pytest.mark.parametrize("written", WAYS)
def test_a_name_blocks_in_every_way_of_writing(written: str) -> None:
    assert severities(f"The nurse had seen {written} twice.", "Leila Haddad") == {"block"}


@pytest.mark.parametrize("written", ["L. H.", "L.H.", "Layla", "Haddadi", "#JusticeForLeilaHaddadNow"])
def test_a_name_that_is_less_sure_is_for_review_at_least(written: str) -> None:
    assert severities(f"The nurse had seen {written} twice.", "Leila Haddad") - {"note"}


@pytest.mark.parametrize(
    "text",
    [
        "The quality of alliances was low.",
        "He came with Lei. La Had is a town.",
        "The word had dad in it.",
        "A hadron collider.",
        "Nothing at all.",
    ],
)
def test_letters_in_the_middle_of_other_words_are_no_name(text: str) -> None:
    assert not severities(text, "Leila Haddad", "Ali")


def test_names_are_not_joined_across_the_end_of_a_sentence() -> None:
    assert not any(" " in f.matched for f in found("It was signed by Mark. Penhallow is a village.", "Mark Penhallow"))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.net/p/leila-haddad",
        "mailto:lhaddad@example.net",
        "leila_haddad_2019.pdf",
        "https://example.net/?q=Leila%20Haddad",
        "TGVpbGEgSGFkZGFk",
        "LeilaHaddad.docx",
        "Leila&#32;Haddad",
        "thehaddadfamily.example.net",
    ],
)
def test_a_name_is_found_in_addresses_and_file_names(address: str) -> None:
    assert severities(address, "Leila Haddad", manner="address")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("William Oakes", "Billy Oakes"),
        ("Billy Oakes", "William Oakes"),
        ("Muhammad Chaudhry", "Mohammed Choudhury"),
        ("Małgorzata Nowak", "Gosia Nowak"),
        ("Connor O'Leary", "Connor OLeary"),
        ("Connor O'Leary", "Connor O Leary"),
        ("Hamish McAllister", "Hamish MacAllister"),
        ("Siân Pritchard-Vale", "Sian Vale"),
        ("Zoë Müller", "Zoe Mueller"),
        ("Anna de Souza", "Anna D'Souza"),
    ],
)
def test_a_name_is_known_by_its_short_forms_and_other_spellings(name: str, written: str) -> None:
    assert severities(f"Staff remembered {written} well.", name) == {"block"}


@pytest.mark.parametrize("word", ["Haddads", "Hadrian", "Haddock"])
def test_another_name_of_the_same_beginning_does_not_block_the_other_family(word: str) -> None:
    expected = {"block"} if word == "Haddads" else set()
    assert severities(f"We met the {word} there.", "Leila Haddad") == expected


def test_the_matched_words_are_those_of_the_document() -> None:
    (finding,) = found("She was with LEILA\nHadd\u00adad’s aunt.", "Leila Haddad")
    assert finding.matched == "LEILA\nHadd\u00adad’s"


def test_one_find_is_told_once_and_as_the_longest() -> None:
    (finding,) = found("Then Leila Haddad left.", "Leila Haddad", "Leila", "Haddad")
    assert (finding.term_id, finding.matched) == ("t1", "Leila Haddad")
