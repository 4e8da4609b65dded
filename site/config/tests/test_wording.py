"""Every word that a family reads is translated, and the translations are compiled without GNU gettext."""

from __future__ import annotations

import re
import shutil

import pytest
from django.utils import translation

from config import wording
from config.wording import catalogue, collect_words, compile_words, languages, untranslated, words_used

PLACES = re.compile(r"%%|%\(\w+\)[sd]|%[sd]|<[^>]+>")


@pytest.fixture
def apart(tmp_path, monkeypatch):
    """Catalogues in a folder of their own."""
    shutil.copytree(wording.LOCALE, tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    monkeypatch.setattr(wording, "LOCALE", tmp_path / "locale")
    return tmp_path / "locale"


def texts(message):
    return (message.string,) if isinstance(message.string, str) else message.string


def test_the_families_pages_are_in_polish_and_urdu(settings):
    assert languages() == sorted(code for code, _ in settings.PORTAL_LANGUAGES if code != "en")


@pytest.mark.parametrize(
    "where",
    [
        "templates/portal/frame.html", "family_portal/forms.py", "templates/mail/account_code.txt",
        "templates/home/leaflet_page.html", "home/leaflet_sections.py", "templates/mail/enquiry_receipt.txt",
        "site/partnerships/models/contacts.py",
    ],
)  # fmt: skip
def test_words_are_found_in_pages_forms_and_mails(where):
    assert where in words_used().values()


def test_what_staff_alone_read_is_not_asked_of_the_translators():
    words = {words for words in words_used() if isinstance(words, str)}
    assert {"For parents and carers", "Journalists"} <= words
    assert {"valid from", "check again by", "A hand that says stop"} & words == set()


@pytest.mark.parametrize("language", ["pl", "ur"])
def test_no_word_that_a_family_reads_is_without_a_translation(language):
    assert untranslated(language) == []


@pytest.mark.parametrize("language", ["pl", "ur"])
def test_what_is_filled_in_is_the_same_in_every_language(language):
    wrong = []
    for message in catalogue(language):
        asked = message.id if isinstance(message.id, str) else message.id[-1]
        wrong += [
            text for text in texts(message) if asked and sorted(PLACES.findall(text)) != sorted(PLACES.findall(asked))
        ]
    assert wrong == []


@pytest.mark.parametrize("language", ["pl", "ur"])
def test_nothing_lies_in_a_catalogue_that_no_page_uses(language):
    used = words_used()
    assert [message.id for message in catalogue(language) if message.id and message.id not in used] == []


@pytest.mark.parametrize("language", ["pl", "ur"])
def test_a_catalogue_says_that_no_translator_has_read_it_while_the_pages_say_so(language, settings):
    says_so = "NOT REVIEWED" in catalogue(language).header_comment
    assert says_so == (language in settings.TRANSLATIONS_UNREVIEWED)


def test_what_is_compiled_is_newer_than_its_source_and_not_made_twice(apart):
    assert (compile_words(), compile_words()) == (["pl", "ur"], [])
    assert sorted(path.name for path in apart.rglob("django.*")) == ["django.mo", "django.mo", "django.po", "django.po"]


def test_a_word_that_was_taken_out_is_noticed_and_collected_again(apart):
    known = apart / "ur" / "LC_MESSAGES" / "django.po"
    known.write_text(re.sub(r'msgid "Passphrase"\nmsgstr "[^"]+"\n', "", known.read_text()))
    assert untranslated("ur") == ["Passphrase"]
    assert collect_words("ur") == 1
    assert ('msgid "Passphrase"\nmsgstr ""\n' in known.read_text(), untranslated("pl")) == (True, [])


def test_collecting_where_nothing_is_new_changes_no_translation(apart):
    before = {message.id: message.string for message in catalogue("pl")}
    assert collect_words("pl") == 0
    assert {message.id: message.string for message in catalogue("pl")} == before


@pytest.mark.parametrize(
    ("code", "left"),
    [(1, "Pozostał 1 kod"), (3, "Pozostały 3 kody"), (5, "Pozostało 5 kodów"), (22, "Pozostały 22 kody")],
)
def test_polish_counts_as_polish_does(code, left):
    with translation.override("pl"):
        words = translation.ngettext("%(left)s recovery code is left", "%(left)s recovery codes are left", code)
    assert (words % {"left": code}).startswith(left)
