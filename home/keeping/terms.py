"""The terms stand in every leaflet, so one person proposes a change and another confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from home.keeping.fitting import fitting
from lifecycles.moves import MoveRefused
from lifecycles.stepping import lock, record
from pages.translating.aging import note_new_english
from partnerships.models import Terms
from people.models import User
from people.permissions import must
from people.roles import Deed

_OTHER = {"id", "translation_key", "locale", "partnership", "proposed", "proposed_by", "proposed_at"}
KEPT = tuple(field.name for field in Terms._meta.concrete_fields if field.name not in _OTHER)


class NothingChanged(MoveRefused):
    """What was typed is what the terms say already."""

    def __init__(self) -> None:
        super().__init__("This is what the terms say already. To drop a proposal, discard it.")


class NothingProposed(MoveRefused):
    """No change waits for a second person."""

    def __init__(self) -> None:
        super().__init__("No change of the terms is waiting any more.")


class OwnProposal(MoveRefused):
    """Who proposed may not confirm."""

    def __init__(self) -> None:
        super().__init__("You proposed this change, so another person has to confirm it.")


class ProposedMeanwhile(MoveRefused):
    """Somebody proposed, confirmed or discarded a change after the person read the terms."""

    def __init__(self) -> None:
        super().__init__("Somebody changed the proposal while you were reading it. Read it again.")


def propose_terms(terms: Terms, values: Mapping[str, Any], *, by: User, now: datetime) -> None:
    """Keep those of `values` (fields of KEPT) that differ from what the public reads, until a second person confirms.

    `terms` is what the person read; an earlier proposal of it is replaced. Raises NotAllowed, NotFit, NothingChanged
    or ProposedMeanwhile.
    """
    role = must(by, Deed.KEEP_TERMS, terms.partnership)
    fit = fitting(Terms, {name: value for name, value in values.items() if name in KEPT})
    with transaction.atomic():
        locked = _locked(terms)
        changed = {name: value for name, value in fit.items() if getattr(locked, name) != value}
        if not changed:
            raise NothingChanged
        _keep_proposal(locked, changed, by, now)
        record(locked, "propose", by=by, now=now, role=role, facts={"fields": sorted(changed)})


def confirm_terms(terms: Terms, *, by: User, now: datetime) -> None:
    """Let the public read what another person proposed; translations say from now on that they are older.

    Raises NotAllowed, NothingProposed, OwnProposal, ProposedMeanwhile, or NotFit where something required is empty.
    """
    role = must(by, Deed.KEEP_TERMS, terms.partnership)
    with transaction.atomic():
        locked = _locked_proposal(terms)
        if locked.proposed_by_id == by.pk:
            raise OwnProposal
        changed = fitting(Terms, locked.proposed)
        for name, value in changed.items():
            setattr(locked, name, value)
        locked.save(update_fields=[*changed])
        facts = {"fields": sorted(changed), "proposed_by": locked.proposed_by_id}
        _keep_proposal(locked, None, None, None)
        record(locked, "confirm", by=by, now=now, role=role, facts=facts)
        note_new_english(locked, is_safety_critical=False, now=now)


def discard_proposal(terms: Terms, *, by: User, now: datetime) -> None:
    """Drop what is proposed; who proposed it may, and so may every other who keeps the terms."""
    role = must(by, Deed.KEEP_TERMS, terms.partnership)
    with transaction.atomic():
        locked = _locked_proposal(terms)
        fields = sorted(locked.proposed)
        _keep_proposal(locked, None, None, None)
        record(locked, "discard", by=by, now=now, role=role, facts={"fields": fields})


def _keep_proposal(terms: Terms, proposed: dict[str, Any] | None, by: User | None, at: datetime | None) -> None:
    terms.proposed, terms.proposed_by, terms.proposed_at = proposed, by, at
    terms.save(update_fields=["proposed", "proposed_by", "proposed_at"])


def _locked_proposal(terms: Terms) -> Terms:
    locked = lock(terms)
    if locked.proposed is None:
        raise NothingProposed
    return _as_read(locked, terms)


def _locked(terms: Terms) -> Terms:
    return _as_read(lock(terms), terms)


def _as_read(locked: Terms, terms: Terms) -> Terms:
    if locked.proposed_at != terms.proposed_at:
        raise ProposedMeanwhile
    return locked
