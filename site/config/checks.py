"""Settings that must agree with each other: a start that would open a door is refused."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.utils.module_loading import import_string

ORDER = [
    "config.hosts.HostRouting",
    "config.whole_pages.middleware.WholePages",
    "config.hosts.NobodyKnown",
    "config.hosts.PrivateSessions",
    "config.hosts.PrivateAuthentication",
    "config.hosts.PrivateSecondFactor",
    "people.doors.StaffDoor",
    "family_portal.doors.PortalDoor",
]


@register(Tags.security)
def hosts_are_sorted_first(**_: Any) -> list[Error]:
    """No request may be looked at before it is known which kind of host it asks."""
    if settings.MIDDLEWARE[:1] == ORDER[:1]:
        return []
    return [Error("config.hosts.HostRouting must be the first middleware.", id="config.E001")]


@register(Tags.security)
def the_staff_door_stands_behind_both_factors(**_: Any) -> list[Error]:
    """The door can only ask for a second factor when session, person and factor are known before it."""
    present = [name for name in settings.MIDDLEWARE if name in ORDER]
    if present == ORDER:
        return []
    return [Error(f"These must all be in MIDDLEWARE, in this order: {', '.join(ORDER)}.", id="config.E002")]


@register(Tags.security)
def private_hosts_are_not_the_same(**_: Any) -> list[Error]:
    """One host for staff and families would share its cookies between them."""
    if settings.STAFF_HOST.lower() != settings.PORTAL_HOST.lower():
        return []
    return [Error("STAFF_HOST and PORTAL_HOST must be different.", id="config.E003")]


@register(Tags.security)
def no_door_of_wagtails_api_is_open(**_: Any) -> list[Error]:
    """API v3 takes bearer tokens, which have no second factor."""
    if "wagtail.api.v3" not in settings.INSTALLED_APPS:
        return []
    return [Error("wagtail.api.v3 must not be installed.", id="config.E004")]


@register(Tags.security)
def what_sends_to_families_is_set_up(**_: Any) -> list[Error]:
    """A family must not choose a way by which nothing can be sent."""
    senders = {path: import_string(path) for path in settings.FAMILY_SENDERS.values()}
    missing = [name for sender in senders.values() for name in getattr(sender, "missing_settings", list)()]
    if not missing:
        return []
    return [Error(f"FAMILY_SENDERS needs these settings too: {', '.join(missing)}.", id="config.E005")]
