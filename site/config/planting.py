"""Everything that a new partnership starts with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from home.planting import plant_home
from partnerships.models import Partnership
from publications.notifying import plant_recipients
from publications.planting import plant_briefing_index, plant_report_index


def plant_partnership(*, slug: str, name: str, host: str, port: int, now: datetime, **fields: Any) -> Partnership:
    """Make a partnership with its site, front page and place for reports; see home.planting.plant_home."""
    with transaction.atomic():
        partnership = plant_home(slug=slug, name=name, host=host, port=port, now=now, **fields)
        plant_report_index(partnership)
        plant_briefing_index(partnership, now=now)
        plant_recipients(partnership)
    return partnership
