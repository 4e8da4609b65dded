"""What cannot be seen is not taken over from a public form."""

from __future__ import annotations

import pytest

from pages.typed_text import TypedLine, TypedText


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Zoë O’Connell-Ó Sé", "Zoë O’Connell-Ó Sé"),
        ("محمد علی", "محمد علی"),
        ("নির্\u200dঝর", "নির্\u200dঝর"),
        ("A\r\nBcc: other@example.org", "A Bcc: other@example.org"),
        ("a\x00b\x1b[31m\x07", "ab[31m"),
        ("\u202egro.elpmaxe\u2066\u200e", "gro.elpmaxe"),
        ("\ud800road", "road"),
    ],
)
def test_a_line_keeps_what_can_be_seen_and_nothing_else(typed, kept):
    assert TypedLine().clean(typed) == kept


@pytest.mark.parametrize("typed", ["\u200b\u200b", "\u200d", " \u00a0\u3000", "\x00", "\n\r\n"])
def test_what_shows_nothing_counts_as_nothing(typed):
    assert TypedText(required=False).clean(typed) == ""
    assert TypedLine(required=False).clean(typed) == ""


def test_the_lines_of_an_address_stay():
    assert TypedText().clean("1 High Street\r\nDorking\rRH4") == "1 High Street\nDorking\nRH4"
