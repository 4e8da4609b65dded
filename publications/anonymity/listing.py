"""The watch-list of a review: put together, corrected, and given a date on which it is destroyed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from anonymity.watchlists import Term, UnusableList, Watchlist, read_watchlist
from lifecycles.moves import MoveRefused
from lifecycles.stepping import record
from people.models import User
from publications.anonymity.naming import must_be_named
from publications.models import AllowedWord, Review, WatchList, WatchTerm


class ListRefused(MoveRefused):
    """A list, or a line of it, that cannot be used; its words can be shown and quote none of the terms."""


class DayHasPassed(MoveRefused):
    """A list cannot be kept until a day that is over."""

    def __init__(self) -> None:
        super().__init__("Choose a day that lies ahead.")


def list_of(review: Review) -> WatchList:
    """Return the list of `review` as a whole; it is begun when there is none."""
    found = WatchList.objects.filter(review=review).first()
    if found is None:
        found = WatchList(review=review)
        found.keep({"agreed_with": ""})
        found.save()
    return found


def list_version(review: Review) -> int:
    """Return the version of the list: it grows with every change, and 0 says that there never was one."""
    version = WatchList.objects.filter(review=review).values_list("version", flat=True).first()
    return version or 0


def terms_of(review: Review) -> list[Term]:
    """Return the opened terms in the order in which they were added; the id of each is that of its row."""
    return [opened(row) for row in review.watch_terms.all()]


def opened(row: WatchTerm) -> Term:
    """Return one term in the words of the engine."""
    words = row.words()
    return Term(str(row.row), words["kind"], words["value"], tuple(words["aliases"]), words["note"])


def one_term(*, kind: str, value: str, aliases: list[str], note: str) -> Term:
    """Return a term made of what a person wrote; ListRefused when it cannot be used."""
    entry = {"kind": kind, "value": value, "aliases": aliases, "note": note}
    try:
        return read_watchlist(json.dumps({"terms": [entry]})).terms[0]
    except UnusableList as unusable:
        raise ListRefused(str(unusable)) from None


def add_terms(review: Review, terms: Watchlist | Iterable[Term], *, by: User, now: datetime) -> int:
    """Add terms that are not on the list yet and return how many they were."""
    role = must_be_named(by, review)
    terms = terms.terms if isinstance(terms, Watchlist) else terms
    with transaction.atomic():
        changed(review)
        known = {_same(term) for term in terms_of(review)}
        fresh = {_same(term): term for term in terms if _same(term) not in known}
        for term in fresh.values():
            _save(WatchTerm(review=review, added_at=now, added_by=by), term)
        record(review, "add_terms", by=by, now=now, role=role, facts={"terms": len(fresh)})
    return len(fresh)


def edit_term(row: WatchTerm, term: Term, *, by: User, now: datetime) -> None:
    """Let `row` say what `term` says."""
    role = must_be_named(by, row.review)
    with transaction.atomic():
        changed(row.review)
        _save(row, term)
        record(row.review, "edit_term", by=by, now=now, role=role, facts={"term": str(row.row)})


def remove_term(row: WatchTerm, *, by: User, now: datetime) -> None:
    """Take a term off the list."""
    role = must_be_named(by, row.review)
    with transaction.atomic():
        changed(row.review)
        row.delete()
        record(row.review, "remove_term", by=by, now=now, role=role, facts={"term": str(row.row)})


def add_allowed(review: Review, *, kind: str, value: str, by: User, now: datetime) -> None:
    """Add something that may be said, beside what the page and the partnership allow anyway."""
    role = must_be_named(by, review)
    with transaction.atomic():
        changed(review)
        word = AllowedWord(review=review, added_at=now, added_by=by)
        word.keep({"kind": kind, "value": value})
        word.save()
        record(review, "add_allowed", by=by, now=now, role=role, facts={"word": str(word.row)})


def remove_allowed(word: AllowedWord, *, by: User, now: datetime) -> None:
    """Take something off the allowed list."""
    role = must_be_named(by, word.review)
    with transaction.atomic():
        changed(word.review)
        word.delete()
        record(word.review, "remove_allowed", by=by, now=now, role=role, facts={"word": str(word.row)})


def keep_list_until(review: Review, day: date, *, agreed_with: str, by: User, now: datetime) -> None:
    """Note until when the list is kept, and with whom that was agreed (sealed)."""
    role = must_be_named(by, review)
    if day <= now.date():
        raise DayHasPassed
    with transaction.atomic():
        found = list_of(review)
        found.keep({"agreed_with": agreed_with})
        found.keep_until = day
        found.save(update_fields=["sealed", "keep_until"])
        record(review, "keep_list_until", by=by, now=now, role=role, facts={"day": day.isoformat()})


def changed(review: Review) -> None:
    """Count a change of the lists: whatever was checked against them before has to be checked again."""
    found = list_of(review)
    if found.destroyed_at:
        WatchList.objects.filter(pk=found.pk).update(destroyed_at=None, keep_until=None)
    WatchList.objects.filter(pk=found.pk).update(version=F("version") + 1)


def _save(row: WatchTerm, term: Term) -> None:
    row.keep({"kind": term.kind, "value": term.value, "aliases": list(term.aliases), "note": term.note})
    row.save()


def _same(term: Term) -> tuple[Any, ...]:
    return term.kind, term.value.casefold(), frozenset(alias.casefold() for alias in term.aliases)
