"""A database as an installation begins with it, and public reports in it."""

from __future__ import annotations

import sys

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from config.planting import plant_partnership
from partnerships.models import Partnership
from publications.benchmark.reports import plant_reports

HOST = "measured.test"
# At 450 words on a page: a report of 60 pages.
LONG_REPORT_WORDS = 27_000
LONG_REPORT = "/reviews/report-60-0/"


def begin() -> Partnership:
    """Return the one partnership of an installation that has just been set up; or the first of one that is given."""
    if "partnerships_partnership" not in connection.introspection.table_names():
        _say("migrating")
        call_command("migrate", verbosity=0)
    own = Partnership.objects.select_related("site").first()
    if own is None:
        given = {"slug": "measured", "name": "Measured Safeguarding Partnership", "short_name": "MSP"}
        own = plant_partnership(**given, mailbox="measured@example.org", host=HOST, port=80, now=timezone.now())
    plant_reports(own, 1, words=LONG_REPORT_WORDS, seed=60)
    return own


def grow(partnership: Partnership, there: int, size: int, *, words: int) -> None:
    """Plant reports until there are `size`."""
    _say(f"planting {size - there} reports")
    plant_reports(partnership, size - there, words=words, seed=size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)  # noqa: T201 (progress, for who waits)
