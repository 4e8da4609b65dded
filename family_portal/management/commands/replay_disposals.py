from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from family_portal.disposal_list import entries
from family_portal.disposing import replay


class Command(BaseCommand):
    help = "After a backup was restored: destroy again what the list of disposals names. The worker does it daily too."

    def handle(self, *args: Any, **options: Any) -> None:
        count = replay(timezone.now())
        self.stdout.write(f"{len(list(entries()))} in the list, {count} destroyed again.")
