from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.frontend import FrontendBuildError, build_frontend


class Command(BaseCommand):
    help = "Build the style sheets and fetch the fonts, unless nothing has changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="Build also when nothing has changed.")

    def handle(self, *, force: bool, **options: Any) -> None:
        try:
            build_frontend(say=self.stdout.write, force=force)
        except FrontendBuildError as error:
            raise CommandError(str(error)) from error
