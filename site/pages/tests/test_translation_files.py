"""A file that goes to an agency and comes back: what is taken from it, and what never is."""

from __future__ import annotations

import polib
import pytest

from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from pages.translating.asking import ask_for_translation
from pages.translating.refusals import NotAPoFile
from pages.translating.writing import export_texts, import_texts, texts_of
from people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(surrey, a_person):
    leaflet = starter_leaflet(surrey, "young-people")
    return ask_for_translation(leaflet, "pl", by=a_person(surrey, Role.COMMS), now=NOON)


def test_a_file_goes_to_an_agency_and_comes_back(asked, translator):
    po = polib.pofile(export_texts(asked, by=translator))
    for entry in po:
        entry.msgstr = f"PL {entry.msgid}"
    assert import_texts(asked, str(po).encode(), by=translator) == len(po)
    assert all(text.translated for text in texts_of(asked))


@pytest.mark.parametrize(
    "file", [b"", b"no file", b"\xff\xfe", b'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: 1\\n"\n']
)
def test_a_file_that_is_not_this_translation_changes_nothing(asked, translator, file):
    with pytest.raises(NotAPoFile):
        import_texts(asked, file, by=translator)


def test_a_file_that_is_the_name_of_a_file_is_not_opened(asked, translator, tmp_path):
    po = polib.pofile(export_texts(asked, by=translator))
    po[0].msgstr = "PL"
    path = tmp_path / "texts.po"
    path.write_text(str(po))
    with pytest.raises(NotAPoFile):
        import_texts(asked, str(path).encode(), by=translator)
    assert import_texts(asked, path.read_bytes(), by=translator) == 1


def test_what_a_tool_has_guessed_or_kept_from_elsewhere_is_not_taken(asked, translator):
    po = polib.pofile(export_texts(asked, by=translator))
    for entry in po:
        entry.msgstr, entry.flags = f"PL {entry.msgid}", ["fuzzy"]
    po[0].flags, po[0].obsolete = [], True
    assert import_texts(asked, str(po).encode(), by=translator) == 0


@pytest.mark.parametrize("unseen", ["\0", "\x0b", "\u202e", "&#x202e;", "&#1;"])
def test_characters_that_nobody_sees_are_left_out_of_a_file(asked, translator, unseen):
    po = polib.pofile(export_texts(asked, by=translator))
    po[0].msgstr = f"P{unseen}L"
    import_texts(asked, str(po).encode(), by=translator)
    assert texts_of(asked)[0].translated == "PL"
