"""Easy read on paper: a picture beside each idea."""

from __future__ import annotations

import pytest

from home.pictograms import PICTOGRAMS, picture
from home.printing import print_easy_read
from home.tests.printed import easy_read, said
from pages.tests.printing import PICTURE, opened, page_texts, tagged, tags
from pages.typesetting import TypesettingError


def _pictures() -> dict[str, bytes]:
    return {name: picture(name) for name in PICTOGRAMS}


def _line(**given):
    return {"picture": "", "image": None, "alt": None, "text": said("We meet."), **given}


def _alternatives(pdf: bytes) -> list[str]:
    with tagged(pdf) as document:
        return [str(element.get("/Alt", "")) for element in tags(document, "Figure")]


def test_a_picture_with_words_for_it_carries_them() -> None:
    line = _line(picture="meeting", alt=said("People at a table"))
    assert _alternatives(print_easy_read(easy_read(lines=[line]), _pictures())) == ["People at a table"]


def test_a_picture_without_words_is_ornament() -> None:
    assert _alternatives(print_easy_read(easy_read(), _pictures())) == []


def test_a_photograph_comes_before_the_pictogram() -> None:
    line = _line(picture="meeting", image="../../etc/passwd", alt=said("Our meeting room"))
    pdf = print_easy_read(easy_read(lines=[line]), {**_pictures(), "../../etc/passwd": PICTURE})
    with tagged(pdf) as document:
        assert any(page.get_images() for page in document.pages)


def test_a_missing_picture_is_refused_in_plain_words() -> None:
    with pytest.raises(TypesettingError, match="picture of the easy read is missing"):
        print_easy_read(easy_read(lines=[_line(picture="meeting")]), {})


def test_a_damaged_picture_is_refused_in_plain_words() -> None:
    with pytest.raises(TypesettingError, match="cannot be read"):
        print_easy_read(easy_read(lines=[_line(image="photo")]), {"photo": b"no picture"})


def test_a_line_without_a_picture_keeps_its_place_beside_the_others() -> None:
    pdf = print_easy_read(
        easy_read(lines=[_line(text=said("Alder")), _line(picture="clock", text=said("Birch"))]), _pictures()
    )
    with opened(pdf) as document:
        text = document[0].get_textpage()
        alder, birch = (text.get_charbox(text.search(word).get_next()[0])[0] for word in ("Alder", "Birch"))
    assert abs(alder - birch) < 2


def test_one_idea_is_never_cut_by_the_end_of_a_page() -> None:
    idea = "We meet you at a place that you choose. " * 3
    lines = [_line(picture="meeting", text=said(f"{idea}End{number}.")) for number in range(12)]
    pages = page_texts(print_easy_read(easy_read(lines=lines, contacts=[], foot=[]), _pictures()))
    assert len(pages) > 1
    assert [page.count("End") * 3 == page.count("We meet you") for page in pages] == [True] * len(pages)
