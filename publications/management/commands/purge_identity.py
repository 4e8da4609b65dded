"""Take words out of what is kept of a review, and prove that they are gone."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lifecycles.moves import MoveRefused
from lifecycles.stepping import SystemActor
from publications.anonymity.listing import opened
from publications.anonymity.purging import Purged, purge_identity
from publications.anonymity.words import Words, words_of
from publications.models import Review


class Command(BaseCommand):
    help = "Remove words from earlier drafts, translation memory, search and caches; ends with 1 when any is left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("review", type=UUID, metavar="REVIEW_UUID")
        words = parser.add_mutually_exclusive_group(required=True)
        words.add_argument("--term", help="The id of a term of the watch-list: it stands in the address of its page.")
        words.add_argument("--words-from", type=Path, metavar="FILE", help="A file with one word or name on each line.")

    def handle(self, *args: Any, **options: Any) -> None:
        review = Review.objects.filter(uuid=options["review"]).first()
        if review is None:
            raise CommandError("There is no such review.")
        try:
            words = Words(_given(review, options))
            purged = purge_identity(review, words, by=SystemActor("command"), now=timezone.now())
        except MoveRefused as refused:
            raise CommandError(str(refused)) from refused
        self._say(purged)
        if not purged.is_clean:
            raise CommandError("Some of the words are left, as listed above.")

    def _say(self, purged: Purged) -> None:
        self._list("Removed", purged.removed)
        self._list("Public at this moment, and not changed", purged.proof.public)
        self._list("In what does not belong to this review", purged.proof.elsewhere)
        self._list("Left", purged.proof.left)

    def _list(self, title: str, counts: Counter[str]) -> None:
        self.stdout.write(f"{title}: {sum(counts.values())}")
        for name, count in sorted(counts.items()):
            self.stdout.write(f"  {name}: {count}")


def _given(review: Review, options: dict[str, Any]) -> list[str]:
    if options["words_from"]:
        try:
            return options["words_from"].read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError("The file cannot be read. It has to be in UTF-8.") from error
    try:
        row = review.watch_terms.filter(row=options["term"]).first()
    except ValidationError:
        row = None
    if row is None:
        raise CommandError("There is no such term on the watch-list of this review.")
    return words_of(opened(row))
