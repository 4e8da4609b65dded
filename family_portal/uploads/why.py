"""What may be given, and why a file is not taken. Pure, because the process that opens files knows nothing else."""

from __future__ import annotations

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000
MOST_PAGES = 500

CODES = {"empty", "large", "kind", "broken", "locked", "pages", "pixels"}


class Unfit(Exception):
    """A file that is not taken; `code` is one of CODES."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
