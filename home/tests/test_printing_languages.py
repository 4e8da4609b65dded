"""Every language on paper: its letters are there once and in order, in fonts that are in the file."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata

import pytest
from pikepdf import Dictionary, Name, Pdf

from home.pictograms import PICTOGRAMS, picture
from home.printing import Layout, print_easy_read, print_leaflet
from home.tests.printed import easy_read, leaflet, packed, sentences
from home.tests.printed_words import LANGUAGES, PHONE
from pages.tests.printing import opened, page_texts, tagged, tags

LARGEST = 500 * 1024
RIGHT_TO_LEFT = ("ur", "ar")
# Poppler marks where the direction changes, instead of a blank.
_BLANK = re.compile("[\\s\u202a-\u202e]+")
every_language = pytest.mark.parametrize("language", LANGUAGES)


def _pictures() -> dict[str, bytes]:
    return {name: picture(name) for name in PICTOGRAMS}


def _fonts(document: Pdf) -> list[Dictionary]:
    fonts = [one for one in document.objects if isinstance(one, Dictionary) and one.get("/Type") == Name.Font]
    return [one.DescendantFonts[0] for one in fonts if "/DescendantFonts" in one]


@every_language
def test_the_letters_of_each_sentence_are_read_back_once_and_in_order(language: str) -> None:
    read = packed("".join(page_texts(print_leaflet(leaflet(language), Layout.A4))))
    assert [each for each in sentences(language) if packed(each) not in read] == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@every_language
def test_every_word_is_read_back_by_poppler_as_well(language: str, tmp_path) -> None:
    file = tmp_path / "leaflet.pdf"
    file.write_bytes(print_leaflet(leaflet(language), Layout.A4))
    command = ["pdftotext", "-enc", "UTF-8", str(file), "-"]
    read = unicodedata.normalize("NFKC", subprocess.run(command, capture_output=True, check=True).stdout.decode())
    words = {packed(word) for word in _BLANK.split(read)}
    wanted = {packed(word) for each in sentences(language) for word in _BLANK.split(each)}
    assert wanted - words == set()


@every_language
def test_the_file_names_its_title_and_its_language(language: str) -> None:
    with tagged(print_leaflet(leaflet(language), Layout.A4)) as document:
        assert str(document.docinfo.Title) == sentences(language)[0]
        assert str(document.Root.Lang) == language


@every_language
@pytest.mark.parametrize("layout", Layout)
def test_a_leaflet_is_small_and_brings_every_font_it_uses(language: str, layout: Layout) -> None:
    pdf = print_leaflet(leaflet(language), layout)
    assert len(pdf) < LARGEST
    with tagged(pdf) as document:
        fonts = _fonts(document)
        assert fonts
        assert all({"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()) for font in fonts)


@every_language
def test_easy_read_is_small_and_its_letters_are_read_back_in_order(language: str) -> None:
    easy = easy_read(language)
    pdf = print_easy_read(easy, _pictures())
    read = packed("".join(page_texts(pdf)))
    assert len(pdf) < LARGEST
    assert [line["text"]["text"] for line in easy["lines"] if packed(line["text"]["text"]) not in read] == []


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
@pytest.mark.parametrize("layout", Layout)
def test_the_groups_of_a_telephone_number_stand_from_left_to_right(language: str, layout: Layout) -> None:
    found = 0
    with opened(print_leaflet(leaflet(language), layout)) as document:
        for page in document:
            places = [_left_edges(page, group) for group in PHONE.split()]
            found += len(places[0])
            assert all(one < two < three for one, two, three in zip(*places, strict=True))
    assert found == 3


def _left_edges(page, group: str) -> list[float]:
    text = page.get_textpage()
    searcher = text.search(group)
    edges = []
    while place := searcher.get_next():
        edges.append(text.get_charbox(place[0])[0])
    return edges


def test_a_text_in_another_language_says_which() -> None:
    with tagged(print_leaflet(leaflet("ur"), Layout.A4)) as document:
        assert "en" in {str(element.Lang) for element in tags(document) if "/Lang" in element}


def test_a_web_address_in_urdu_keeps_its_last_stroke_at_its_end() -> None:
    notice = {"lang": "ur", "text": "آپ اسے یہاں پڑھ سکتے ہیں https://northmoor.example/leaflet/"}
    with opened(print_leaflet(leaflet("ur", notices=[notice]), Layout.A4)) as document:
        text = document[0].get_textpage()
        at, length = text.search("leaflet/").get_next()
        edges = [text.get_charbox(place)[0] for place in range(at, at + length)]
    assert edges == sorted(edges)
