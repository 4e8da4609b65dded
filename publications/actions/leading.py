"""Agencies of a partnership, and who leads safeguarding in each: they alone report on its actions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from lifecycles.stepping import lock, record
from partnerships.models import Partnership
from partnerships.working_days import london_day
from people.models import User
from people.permissions import must
from people.roles import Deed, Role
from publications.actions.refusals import CannotLead, KindHasEnded, NameIsTaken
from publications.models import Agency, AgencyLead, Term
from publications.recording.refusals import Missing
from publications.vocabulary import TermKind


def add_agency(partnership: Partnership, name: str, kind: Term, *, by: User, now: datetime) -> Agency:
    """Add an agency to `partnership`; NameIsTaken, KindHasEnded."""
    role = must(by, Deed.KEEP_ACTIONS, partnership)
    _refuse(name, kind, london_day(now))
    with transaction.atomic():
        with _named_once():
            row = Agency.objects.create(partnership=partnership, name=name.strip(), kind=kind)
        record(row, "add", by=by, now=now, role=role, facts={"kind": kind.slug})
    return row


def change_agency(
    agency: Agency, name: str, kind: Term, valid_until: date | None, *, by: User, now: datetime
) -> Agency:
    """Give an agency another name or kind, or say until when it is in use; its actions stay what they are."""
    role = must(by, Deed.KEEP_ACTIONS, agency.partnership)
    with transaction.atomic():
        row = lock(agency)
        _refuse(name, kind, None if kind.pk == row.kind_id else london_day(now))
        row.name, row.kind, row.valid_until = name.strip(), kind, valid_until
        with _named_once():
            row.save()
        until = valid_until.isoformat() if valid_until else ""
        record(row, "change", by=by, now=now, role=role, facts={"kind": kind.slug, "valid_until": until})
    return row


def appoint_lead(agency: Agency, user: User, *, by: User, now: datetime) -> AgencyLead:
    """Let `user` report for `agency`; CannotLead unless they have the role in its partnership."""
    role = must(by, Deed.KEEP_ACTIONS, agency.partnership)
    with transaction.atomic():
        if not may_lead(agency.partnership).filter(pk=user.pk).exists():
            raise CannotLead
        named = {"since": now, "named_by": by}
        lead, _ = AgencyLead.objects.update_or_create(agency=lock(agency), user=user, defaults=named)
        record(agency, "appoint_lead", by=by, now=now, role=role, facts={"user": user.pk})
    return lead


def dismiss_lead(lead: AgencyLead, *, by: User, now: datetime) -> None:
    """Let somebody report for an agency no more, from the next request on."""
    role = must(by, Deed.KEEP_ACTIONS, lead.agency.partnership)
    with transaction.atomic():
        record(lead.agency, "dismiss_lead", by=by, now=now, role=role, facts={"user": lead.user_id})
        AgencyLead.objects.filter(pk=lead.pk).delete()


def may_lead(partnership: Partnership) -> QuerySet[User]:
    """Return the people who have the role of an agency's lead in `partnership`."""
    held = {"memberships__partnership": partnership, "memberships__role": Role.AGENCY_LEAD}
    return User.objects.filter(is_active=True, **held).order_by("name", "pk")


def agencies_led_by(user: Any) -> QuerySet[Agency]:
    """Return the agencies for which `user` reports, in every partnership."""
    return Agency.objects.filter(pk__in=AgencyLead.objects.standing().filter(user_id=user.pk).values("agency"))


def kinds_in_use(day: date) -> QuerySet[Term]:
    """Return the kinds of agency that are in use on `day`."""
    return Term.objects.filter(kind=TermKind.AGENCY).valid_on(day).order_by("label")


def in_use(partnership: Partnership, day: date) -> QuerySet[Agency]:
    """Return the agencies of `partnership` with which something can be agreed on `day`."""
    return Agency.objects.filter(Q(valid_until=None) | Q(valid_until__gte=day), partnership=partnership)


@contextmanager
def _named_once() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise NameIsTaken from error


def _refuse(name: str, kind: Term, day: date | None) -> None:
    if not name.strip():
        raise Missing("Write the name of the agency.")
    if kind.kind != TermKind.AGENCY or (day and not kind.is_valid_on(day)):
        raise KindHasEnded
