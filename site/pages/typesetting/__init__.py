"""A report typeset as a tagged PDF/UA-1. Content reaches the typesetter as data, never as markup."""

from __future__ import annotations

from pages.typesetting.compiling import typeset_page, typeset_report
from pages.typesetting.fonts import FONT_FILES
from pages.typesetting.printable import Printable, Typeset, TypesettingError

__all__ = ["FONT_FILES", "Printable", "Typeset", "TypesettingError", "typeset_page", "typeset_report"]
