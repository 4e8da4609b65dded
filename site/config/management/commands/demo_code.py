from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.codes import current_code
from people.models import User


class Command(BaseCommand):
    help = "Print the present second-factor code of a demo account. Refuses outside the demo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")

    def handle(self, *, address: str, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Codes are printed in the demo only.")
        user = User.objects.filter(email=address.strip().lower()).first()
        if user is None:
            raise CommandError("There is no account with this address.")
        self.stdout.write(current_code(user))
