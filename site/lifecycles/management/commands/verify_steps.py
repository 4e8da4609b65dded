from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lifecycles.models import Step
from lifecycles.verifying import first_broken


class Command(BaseCommand):
    help = "Read the whole record of steps and name the first row that was altered. Exits with 1 if there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        if broken := first_broken(Step.objects.order_by("number").iterator(chunk_size=2000)):
            raise CommandError(f"The record of steps is broken at row {broken.number}: {broken.reason}.")
        last = Step.objects.order_by("-number").first()
        head = f"{last.number} rows, last digest {last.digest}" if last else "no rows"
        self.stdout.write(f"The record of steps is whole: {head}.")
