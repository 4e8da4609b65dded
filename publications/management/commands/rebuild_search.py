from __future__ import annotations

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand

from publications.finding import catalogue

WIDTH = 40


class Command(BaseCommand):
    help = "Make the search index of this machine anew. Readers are answered from the old one meanwhile."

    def handle(self, **options: Any) -> None:
        began = time.monotonic()
        number = catalogue().rebuild(self._show)
        seconds = time.monotonic() - began
        if sys.stderr.isatty():
            self.stderr.write("")
        self.stdout.write(f"{number} pages can be found. That took {seconds:.1f} s.")

    def _show(self, done: int, total: int) -> None:
        if not sys.stderr.isatty() or (done % 100 and done != total):
            return
        share = done / max(total, 1)
        bar = "#" * round(WIDTH * share)
        self.stderr.write(f"\r[{bar:<{WIDTH}}] {done} of {total}", ending="")
