from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from time import monotonic
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.new_partnerships.asking import AnswersEnded, ask_for_plan
from config.new_partnerships.checking import problems_of
from config.new_partnerships.planting import CannotPlant, plant_plan
from config.new_partnerships.reading import CannotRead, read_plan
from partnerships.models import Partnership
from people.inviting import VALID_FOR


class Command(BaseCommand):
    help = "Plant a partnership with its site, terms, contacts, pages and leaflets, and invite its first people."
    stealth_options = ("stdin",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="like docs/partnership.example.toml; without it you are asked")
        parser.add_argument("--check", action="store_true", help="Say what is wrong, and plant nothing.")
        default = 443 if settings.PUBLIC_SCHEME == "https" else 80
        parser.add_argument("--port", type=int, default=default, help="at which the public reaches the host")

    def handle(self, *, file: str | None, check: bool, port: int, stdin: TextIO | None = None, **options: Any) -> None:
        now = timezone.now()
        plan = self._plan(file, stdin or sys.stdin)
        problems = problems_of(plan, now=now)
        if problems:
            raise CommandError("\n".join(["Nothing was planted. Put this right:", *(f"  {line}" for line in problems)]))
        if check:
            self.stdout.write("Everything is right. Nothing was planted, as you wished.")
            return
        begun = monotonic()
        try:
            partnership = plant_plan(plan, port=port, now=now)
        except CannotPlant as refusal:
            raise CommandError(f"Nothing was planted. {refusal}") from refusal
        self.stdout.write("\n".join(_said(partnership, plan, monotonic() - begun)))

    def _plan(self, file: str | None, stdin: TextIO) -> dict[str, Any]:
        try:
            return read_plan(Path(file)) if file else ask_for_plan(stdin.readline, self._say)
        except (CannotRead, AnswersEnded) as refusal:
            raise CommandError(str(refusal)) from refusal

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _said(partnership: Partnership, plan: dict[str, Any], seconds: float) -> list[str]:
    host = partnership.site.hostname
    return [
        f"Planted {partnership.name} in {seconds:.1f} seconds.",
        *(f"Invited: {person['name']}, {person['email']}, as {person['role']}." for person in plan["people"]),
        "What is left to do:",
        f"  1. DNS: let {host} lead to this installation.",
        f"  2. TLS: get a certificate for {host}, and name the host in the proxy (deploy/nginx.conf).",
        f"  3. The invitations leave with the worker, and hold for {VALID_FOR.days} days. manage.py invite_staff sends "
        "another one.",
        f"  4. Read {partnership.origin}/ and put right what is said there: {settings.STAFF_ORIGIN}/terms/"
        f"{partnership.slug}/",
        f"  5. Set where statutory copies go: {settings.STAFF_ORIGIN}/recipients/",
    ]
