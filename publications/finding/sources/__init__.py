"""What of the publications is public, as the catalogue is told of it. Every source starts from its own public rule."""

from __future__ import annotations

from pages.findable import register
from publications.finding.sources.companions import Companions
from publications.finding.sources.events import Events
from publications.finding.sources.pages import PractitionerPages
from publications.finding.sources.plans import Plans
from publications.finding.sources.reports import Reports


def register_sources() -> None:
    """Let everything of the publications be found."""
    for source in (Reports(), Companions(), Plans(), PractitionerPages(), Events()):
        register(source)
