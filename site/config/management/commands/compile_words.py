from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from config.wording import compile_words


class Command(BaseCommand):
    help = "Compile the translations in locale/, unless nothing has changed. Needs no GNU gettext."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        for language in compile_words():
            self.stdout.write(f"Compiled the words in {language}.")
