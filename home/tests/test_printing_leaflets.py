"""What a printed leaflet says, and how assistive technology finds it."""

from __future__ import annotations

import pytest

from home.printing import Layout, print_leaflet
from home.tests.printed import leaflet, person, said
from pages.tests.printing import letters, page_texts, tagged, tags
from pages.typesetting import TypesettingError

HOSTILE = '#panic("x") *b* _i_ $x$ @ref // gone `raw` = H [a]{b} \\u{41}'


def _words(**given) -> str:
    return " ".join(page_texts(print_leaflet(leaflet(**given), Layout.A4)))


def _kinds(pdf: bytes, *kinds: str) -> list[str]:
    with tagged(pdf) as document:
        return [str(element.S)[1:] for element in tags(document, *kinds)]


def _section(*pieces):
    return {"key": "how", "heading": said("How"), "pieces": list(pieces)}


def test_the_title_is_the_one_heading_of_level_1_and_each_section_has_one_of_level_2() -> None:
    kinds = _kinds(print_leaflet(leaflet(), Layout.A4), "H1", "H2", "H3")
    assert kinds == ["H1", "H2", "H2", "H3", "H2", "H2", "H3"]


def test_the_steps_are_a_list_whose_numbers_are_text() -> None:
    steps = {"kind": "steps", "lang": "en", "steps": ["We write.", "We meet."]}
    pdf = print_leaflet(leaflet(sections=[_section(steps)]), Layout.A4)
    assert _kinds(pdf, "L", "LI", "Lbl") == ["L", "LI", "Lbl", "LI", "Lbl"]
    assert "1Wewrite.2Wemeet." in letters(pdf)


def test_text_that_looks_like_markup_is_printed_as_it_is() -> None:
    prose = {"kind": "prose", "lang": "en", "html": f"<p>{HOSTILE}</p>"}
    sentence = {"kind": "sentence", **said(HOSTILE)}
    steps = {"kind": "steps", "lang": "en", "steps": [HOSTILE]}
    box = {"kind": "box", "heading": said(HOSTILE), "lines": [said(HOSTILE)]}
    people = {"kind": "people", "entries": [person(said(HOSTILE), lines=[said(HOSTILE)], post=HOSTILE)]}
    pieces = _section(prose, sentence, steps, box, people)
    pdf = print_leaflet(
        leaflet(title=said(HOSTILE), audience=said(HOSTILE), notices=[said(HOSTILE)], foot=[], sections=[pieces]),
        Layout.A4,
    )
    assert letters(pdf).count("".join(HOSTILE.split())) == 11


def test_a_script_in_prose_is_neither_run_nor_printed() -> None:
    prose = {"kind": "prose", "lang": "en", "html": "<p>Before</p><script>alert(1)</script><p>after</p>"}
    words = _words(sections=[_section(prose)])
    assert "Before after" in words
    assert "alert" not in words


def test_the_reviewer_is_named_only_in_a_familys_own_copy() -> None:
    reviewer = {"heading": said("Your reviewer"), "name": "Ruth Arden", "lines": ["07700 900123"]}
    assert "Your reviewer Ruth Arden 07700 900123" in _words(reviewer=reviewer)
    assert "Your reviewer" not in _words()


def test_a_contact_can_be_called_written_to_and_visited_from_the_screen() -> None:
    entry = person(said("Duty desk"), url="https://northmoor.example/help/")
    pdf = print_leaflet(leaflet(sections=[_section({"kind": "people", "entries": [entry]})]), Layout.A4)
    with tagged(pdf) as document:
        links = {str(note.A.URI) for page in document.pages for note in page.get("/Annots", [])}
    assert links == {"tel:01642130700", "mailto:reviews@northmoor.example", "https://northmoor.example/help/"}


def test_an_address_of_another_kind_is_printed_and_leads_nowhere() -> None:
    entry = person(said("Duty desk"), url="javascript:alert(1)", phone="", email="")
    pdf = print_leaflet(leaflet(sections=[_section({"kind": "people", "entries": [entry]})]), Layout.A4)
    with tagged(pdf) as document:
        assert not [note for page in document.pages for note in page.get("/Annots", [])]


def test_an_overlong_word_stays_on_the_page() -> None:
    entry = person(said("Duty desk"), url="https://northmoor.example/" + "help/" * 40)
    assert "Duty desk" in _words(sections=[_section({"kind": "people", "entries": [entry]})])


def test_a_part_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(TypesettingError, match="cannot be printed"):
        print_leaflet(leaflet(sections=[_section({"kind": "video"})]), Layout.A4)


def test_a_leaflet_without_introduction_notices_and_foot_is_printed() -> None:
    assert "This leaflet is for parents" in _words(introduction=None, notices=[], foot=[])
