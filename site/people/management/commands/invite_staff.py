from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lifecycles.stepping import SystemActor
from partnerships.models import Partnership
from people.inviting import CannotInvite, invite
from people.joining import PartnerMissing
from people.roles import Partner, Role


class Command(BaseCommand):
    help = "Invite a person of staff; the way in for the first one of a partnership."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--name", required=True)
        parser.add_argument("--partnership", required=True, metavar="SLUG")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--partner", default="", choices=Partner.values, help="for which a delegate speaks")

    def handle(self, *, address: str, name: str, partnership: str, role: str, partner: str, **options: Any) -> None:
        found = Partnership.objects.filter(slug=partnership).first()
        if found is None:
            raise CommandError("There is no partnership with this slug.")
        try:
            by = SystemActor("command")
            invite(address, name, found, Role(role), by=by, now=timezone.now(), partner=partner)
        except (CannotInvite, PartnerMissing) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Invited. The mail leaves with the worker.")
