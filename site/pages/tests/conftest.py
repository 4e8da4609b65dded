"""Fixtures for the pages app."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from pages.tests.printing import PICTURE, full_report
from pages.typesetting import Typeset, typeset_report
from pages.typesetting.fonts import missing_fonts
from partnerships.models import Partnership
from people.models import User
from people.roles import Role


@pytest.fixture(scope="session")
def fonts() -> Path:
    """The folder of report fonts that the front-end build makes."""
    if missing_fonts(settings.FONTS_DIR):
        pytest.skip("The report fonts are not built: run manage.py build_frontend.")
    return settings.FONTS_DIR


@pytest.fixture(scope="session")
def typeset(fonts: Path) -> Typeset:
    """One report with every kind of block, typeset once."""
    return typeset_report(full_report(), images={"chart": PICTURE}, fonts=fonts)


@pytest.fixture
def officer(surrey: Partnership, a_person: Any) -> User:
    """Somebody at Surrey who asks for translations and approves them."""
    return a_person(surrey, Role.COMMS)


@pytest.fixture
def translator(surrey: Partnership, a_person: Any) -> User:
    """Somebody at Surrey who translates."""
    return a_person(surrey, Role.TRANSLATOR)
