import pytest
from django.conf import settings
from django.core.checks import run_checks


def faults() -> set[str]:
    return {message.id for message in run_checks(tags=["security"]) if message.id.startswith("config.")}


def test_the_settings_as_they_are_have_no_fault():
    assert faults() == set()


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("MIDDLEWARE", ["django.middleware.common.CommonMiddleware", *settings.MIDDLEWARE], "config.E001"),
        ("MIDDLEWARE", [m for m in settings.MIDDLEWARE if m != "people.doors.StaffDoor"], "config.E002"),
        ("MIDDLEWARE", settings.MIDDLEWARE[:1] + settings.MIDDLEWARE[:0:-1], "config.E002"),
        ("PORTAL_HOST", settings.STAFF_HOST.upper(), "config.E003"),
        ("FAMILY_SENDERS", {"text": "family_portal.notify.NotifyText"}, "config.E005"),
        ("INSTALLED_APPS", [*settings.INSTALLED_APPS, "wagtail.api.v3"], "config.E004"),
    ],
)
def test_a_setting_that_would_open_a_door_stops_the_start(monkeypatch, name, value, fault):
    monkeypatch.setattr(settings, name, value)
    assert fault in faults()
