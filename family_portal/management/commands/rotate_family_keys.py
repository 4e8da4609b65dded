from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from family_portal.models import ReviewKey
from family_portal.rotating import RenewedAlready, renew_key, rewrap, sealed_columns, still_needed
from lifecycles.stepping import SystemActor
from people.sealing import CannotOpen, key_ids
from publications.models import Review

OPERATOR = SystemActor("operator")


class Command(BaseCommand):
    help = (
        "Seal with the first of SEALING_KEYS what older ones sealed, row by row; it can be interrupted and run again. "
        "With --review, give one review a new data key, because the old one may be known."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--review", help="the id of the review, as in its address", metavar="UUID")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["review"]:
            self._renew(options["review"])
        else:
            self._rewrap()

    def _renew(self, uuid: str) -> None:
        try:
            review = Review.objects.get(uuid=uuid)
            renew_key(review, by=OPERATOR, now=timezone.now())
        except (Review.DoesNotExist, ReviewKey.DoesNotExist, ValidationError):
            raise CommandError("There is no such review, or it has no key.") from None
        except (CannotOpen, RenewedAlready) as refused:
            raise CommandError(f"Nothing was changed: {refused}") from None
        self.stdout.write("It has a new key. The worker forgets the old one in an hour.")

    def _rewrap(self) -> None:
        shut = 0
        for column in sealed_columns():
            counted = rewrap(column)
            shut += counted["shut"]
            self.stdout.write(f"{column.name}: {counted['done']} sealed anew, {counted['shut']} that no key opens")
        needed = still_needed()
        for position, name in enumerate(key_ids(), start=1):
            standing = f"opens {needed[name]} values" if needed[name] else "is no longer needed"
            self.stdout.write(f"Key {position} of SEALING_KEYS ({name}) {standing}.")
        if shut:
            raise CommandError(f"{shut} values could not be opened. Put the key back that sealed them, and run again.")
