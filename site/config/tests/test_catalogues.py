"""Django says the same words when the catalogues that hold none are left out."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

from config.catalogues import leave_out_empty_catalogues

WORDS = ["Published", "Families", "January", "This field is required.", "No such words anywhere"]


def said(code):
    with translation.override(code):
        counted = [translation.ngettext("%(n)s review", "%(n)s reviews", n) for n in (1, 2, 5)]
        return [translation.gettext(word) for word in WORDS], counted


@pytest.mark.parametrize("code", ["en", "pl", "ur", "ar"])
def test_every_word_is_said_as_before(code, monkeypatch):
    shortened = said(code)
    monkeypatch.setattr(trans_real, "_translations", {})
    assert said(code) == shortened
    leave_out_empty_catalogues()
    assert said(code) == shortened


def test_english_is_looked_for_in_one_place():
    leave_out_empty_catalogues()
    assert len(trans_real.translation(settings.LANGUAGE_CODE)._catalog._catalogs) == 1
