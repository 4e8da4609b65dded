from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lifecycles.stepping import SystemActor
from partnerships.models import Partnership
from people.inviting import CannotInvite, invite
from people.roles import Role


class Command(BaseCommand):
    help = "Invite a person of staff; the way in for the first one of a partnership."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--name", required=True)
        parser.add_argument("--partnership", required=True, metavar="SLUG")
        parser.add_argument("--role", required=True, choices=Role.values)

    def handle(self, *, address: str, name: str, partnership: str, role: str, **options: Any) -> None:
        found = Partnership.objects.filter(slug=partnership).first()
        if found is None:
            raise CommandError("There is no partnership with this slug.")
        try:
            invite(address, name, found, Role(role), by=SystemActor("command"), now=timezone.now())
        except CannotInvite as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Invited. The mail leaves with the worker.")
