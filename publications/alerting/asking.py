"""A reader asks to be told, confirms from their own letter box, changes what they asked for, and stops."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from lifecycles.stepping import VISITOR, record, take_step
from partnerships.models import Partnership
from people.posting import post_private
from publications.alerting.links import CONFIRM_WITHIN, confirm_path, new_confirmation
from publications.models import AlertSubscription, Term
from publications.states import SubscriptionState

TO_CONFIRM = "alert_confirm"
# By what the letters of this package leave; see publications.alerting.leaving.
CARRIER = "alert"


@dataclass(frozen=True)
class Wish:
    """Of what a reader wants to hear, and how often. No partnerships: all of them; no themes: all."""

    partnerships: Collection[Partnership]
    themes: Collection[Term]
    frequency: str


def ask(host: Partnership, email: str, wish: Wish, *, now: datetime) -> None:
    """Write down what was asked on the site of `host`, and send a link to confirm it.

    The same is done whether the address is known or not, so nobody learns from it who reads what. What was asked
    before and never confirmed is forgotten; what was confirmed stays as it is until this one is.
    """
    token, known_by = new_confirmation()
    with transaction.atomic():
        AlertSubscription.objects.filter(host=host, email__iexact=email, state=SubscriptionState.ASKED).delete()
        asked = AlertSubscription.objects.create(
            host=host, email=email, frequency=wish.frequency, confirm_hash=known_by, asked_at=now
        )
        _choose(asked, wish)
        record(asked, "ask", by=VISITOR, now=now, after=asked.state)
        link = f"{host.origin}{confirm_path(token)}"
        _post(TO_CONFIRM, asked, {"link": link}, now=now, leave_by=now + CONFIRM_WITHIN)


def confirm(asked: AlertSubscription, *, now: datetime) -> None:
    """Begin to tell: the reader has pressed the button on the page that their mail led to; UnknownMove if done before.

    What the same address had confirmed on this site before is replaced.
    """
    with transaction.atomic():
        take_step(asked, "confirm", by=VISITOR, now=now)
        asked.confirm_hash, asked.confirmed_at = None, now
        asked.save(update_fields=["confirm_hash", "confirmed_at"])
        same = AlertSubscription.objects.filter(host=asked.host_id, email__iexact=asked.email)
        same.exclude(pk=asked.pk).delete()


def change(subscription: AlertSubscription, wish: Wish, *, now: datetime) -> None:
    """Tell of something else from now on, or at other times."""
    with transaction.atomic():
        if wish.frequency != subscription.frequency:
            # What is being written at this moment is not to be missed; and nothing is told twice.
            subscription.gathered_until = now - timedelta(hours=1)
        subscription.frequency = wish.frequency
        subscription.save(update_fields=["frequency", "gathered_until"])
        _choose(subscription, wish)
        record(subscription, "change", by=VISITOR, now=now)


def stop(subscription: AlertSubscription, *, now: datetime) -> None:
    """Tell nothing any more, and keep nothing of it: what waits to leave finds nobody to go to."""
    with transaction.atomic():
        record(subscription, "stop", by=VISITOR, now=now, before=subscription.state)
        subscription.delete()


def forget_unconfirmed(now: datetime) -> int:
    """Delete what was asked for and not confirmed in time; return how many."""
    late = AlertSubscription.objects.filter(state=SubscriptionState.ASKED, asked_at__lte=now - CONFIRM_WITHIN)
    number = late.count()
    late.delete()
    return number


def _choose(subscription: AlertSubscription, wish: Wish) -> None:
    subscription.partnerships.set(wish.partnerships)
    subscription.themes.set(wish.themes)


def _post(kind: str, asked: AlertSubscription, text: dict[str, str], *, now: datetime, leave_by: datetime) -> None:
    # The address stays with the subscription: what waits knows it by its number, and is nothing without it.
    post_private(kind, to=str(asked.uuid), text=text, now=now, carrier=CARRIER, leave_by=leave_by)
