from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from config.wording import collect_words, languages


class Command(BaseCommand):
    help = "Bring the catalogues in locale/ up to the words that families' pages use; say how many want a translation."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        for language in languages():
            self.stdout.write(f"{language}: {collect_words(language)} without a translation.")
