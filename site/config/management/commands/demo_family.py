from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.demo.families import new_letters, who_signs_in
from config.demo.planting import demo_password


class Command(BaseCommand):
    help = "Print how the demo's families come in; letters get new codes. Refuses outside the demo."

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Codes are printed in the demo only.")
        self.stdout.write(f"Ready to sign in, with the passphrase {demo_password()}:")
        for name, code in who_signs_in():
            self.stdout.write(f"  {name}   code {code}")
        self.stdout.write("With a letter that has not been used:")
        for name, issued in new_letters(timezone.now()):
            self.stdout.write(f"  {name}   code {issued.code}   second proof {issued.proof}")
