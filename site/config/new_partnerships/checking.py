"""What is wrong with a plan, in plain words; nothing is planted before nothing is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import Page, Site

from config.hosts import fixed_kind
from home.keeping.rows import SORTS, refuse_day, refuse_unreachable
from home.keeping.terms import KEPT
from home.models import HomePage
from lifecycles.moves import MoveRefused
from partnerships.models import ContactBlock, Partnership, Purpose, Terms
from partnerships.working_days import london_day
from people.joining import PartnerMissing, partner_for
from people.mailing import is_plain, may_write_to
from people.models import User
from people.roles import Deed, Role, roles_for

OWN = ("name", "short_name", "slug", "mailbox", "phone", "postal_address", "colour", "predecessor_note")
REQUIRED = ("name", "short_name", "slug", "host", "mailbox", "people")
MANAGERS = roles_for(Deed.MANAGE_PEOPLE)
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_UNKNOWN = "This is not asked for. Is it spelled as in docs/partnership.example.toml?"


def problems_of(plan: Mapping[str, Any], *, now: datetime) -> list[str]:
    """Return everything that is wrong with `plan`, each as “where: what”; an empty list when it can be planted."""
    missing = [f"{name}: This is missing." for name in REQUIRED if name not in plan]
    found = [f"{where}: {words}" for where, words in _problems(plan, london_day(now)) if words]
    return missing + found


def wrong_answer(name: str, value: Any) -> str:
    """Return what is wrong with one answer at the top of a plan, or nothing."""
    if name == "host":
        return _wrong_host(value)
    model = HomePage if name == "introduction" else Partnership
    wrong = wrong_field(model, name, value)
    return wrong or (_taken(value) if name == "slug" else "")


def wrong_field(model: type[models.Model], name: str, value: Any) -> str:
    """Return why the field `name` of `model` cannot say `value`, or nothing."""
    field: Any = model._meta.get_field(name)
    is_day = isinstance(field, models.DateField)
    if type(value) is not (date if is_day else str):
        return "Write this as a day without quotes, like 2027-03-31." if is_day else "Write this in quotes."
    try:
        field.clean(value, None)
    except ValidationError as wrong:
        return " ".join(wrong.messages)
    return ""


def wrong_person(name: str, value: str) -> str:
    """Return what is wrong with one answer about somebody who is invited, or nothing."""
    if name == "role":
        return "" if value in Role.values else f"Choose one of {', '.join(Role.values)}."
    wrong = wrong_field(User, name, value)
    if name == "email" and not wrong:
        return _wrong_address(value)
    return wrong


def _problems(plan: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    for name, value in plan.items():
        if name in (*OWN, "host", "introduction"):
            yield name, wrong_answer(name, value)
        elif name in _PARTS:
            yield from _PARTS[name](value, today)
        else:
            yield name, _UNKNOWN


def _terms(terms: Any, today: date) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    if not isinstance(terms, Mapping):
        yield "terms", "Write this as a table, under [terms]."
        return
    for name, value in terms.items():
        yield f"terms.{name}", wrong_field(Terms, name, value) if name in KEPT else _UNKNOWN


def _contacts(contacts: Any, today: date) -> Iterator[tuple[str, str]]:
    if not isinstance(contacts, Mapping):
        yield "contacts", "Write this as tables, like [contacts.families]."
        return
    for purpose, values in contacts.items():
        where = f"contacts.{purpose}"
        if purpose not in Purpose.values or not isinstance(values, Mapping):
            yield where, f"Write a table for one of {', '.join(Purpose.values)}."
        else:
            yield from _contact(where, {"role": ""} | dict(values), today)


def _contact(where: str, values: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    known = {name: value for name, value in values.items() if name in SORTS["contact"].kept}
    wrong = {name: wrong_field(ContactBlock, name, value) for name, value in known.items()}
    wrong |= {name: _UNKNOWN for name in values if name not in known}
    yield from ((f"{where}.{name}", words) for name, words in wrong.items())
    if any(wrong.values()):
        return
    try:
        refuse_unreachable(known, "contact")
        if "review_by" in known:
            refuse_day(known["review_by"], today)
    except MoveRefused as refusal:
        yield where, str(refusal)


def _people(people: Any, today: date) -> Iterator[tuple[str, str]]:  # noqa: ARG001
    if not isinstance(people, list) or not all(isinstance(person, Mapping) for person in people):
        yield "people", "Write each person as a table, under [[people]]."
        return
    for number, person in enumerate(people, 1):
        yield from ((f"people {number}, {name}", words) for name, words in _person(person))
    if not any(person.get("role") in MANAGERS for person in people):
        yield "people", f"Name at least one person who can invite the others: {' or '.join(MANAGERS)}."
    addresses = [str(person.get("email", "")).strip().lower() for person in people]
    if len(set(addresses)) < len(addresses):
        yield "people", "Each person needs an e-mail address of their own."


def _person(person: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("name", "email", "role"):
        yield name, wrong_person(name, person.get(name, ""))
    try:
        partner_for(str(person.get("role", "")), str(person.get("partner", "")))
    except PartnerMissing as missing:
        yield "partner", f"{missing}."
    yield from ((name, _UNKNOWN) for name in person if name not in ("name", "email", "role", "partner"))


def _wrong_host(host: Any) -> str:
    if not isinstance(host, str) or not _HOST.fullmatch(host):
        return "Write the host name alone, in small letters, like reviews.example.org."
    if fixed_kind(host) or Site.objects.filter(hostname__iexact=host).exists():
        return "This host is in use already. Choose another one."
    return ""


def _taken(slug: str) -> str:
    is_taken = Partnership.objects.filter(slug=slug).exists() or Page.objects.filter(depth=2, slug=slug).exists()
    return "There is a partnership with this slug already. Choose another one." if is_taken else ""


def _wrong_address(address: str) -> str:
    if not is_plain(address):
        return "Write one e-mail address, like name@example.org, in plain letters."
    if not may_write_to(address):
        return "This installation may not send mail to that address (OUTGOING_MAIL_DOMAINS)."
    return ""


_PARTS = {"terms": _terms, "contacts": _contacts, "people": _people}
