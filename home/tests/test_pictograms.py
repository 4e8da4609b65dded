"""The pictures for easy read."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from lxml import etree

from home.pictograms import FOLDER, PICTOGRAMS, picture


def test_every_picture_that_was_drawn_has_words_and_the_other_way_round() -> None:
    assert {file.stem for file in (settings.BASE_DIR / "static" / FOLDER).glob("*.svg")} == set(PICTOGRAMS)


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_a_picture_holds_no_words_no_script_and_nothing_from_elsewhere(name: str) -> None:
    tags = {etree.QName(element).localname for element in etree.fromstring(picture(name)).iter()}
    assert tags <= {"svg", "g", "path", "circle"}
    assert b"href" not in picture(name)


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_a_picture_has_few_colours_and_one_size(name: str) -> None:
    source = picture(name).decode()
    assert 'viewBox="0 0 96 96"' in source
    assert len(set(re.findall(r"#[0-9a-f]{6}", source))) <= 5


def test_a_name_that_is_no_pictures_leads_nowhere() -> None:
    with pytest.raises(KeyError):
        picture("../../icons/favicon")
