"""People and reports that several tests of the publications use."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from config.demo.readying import tell_of_archiving
from publications.copies import ask_for_copy
from publications.models import Edition
from publications.tests.postal import PostOffice, opened
from publications.tests.staffing import a_ready_review, prepared, published
from publications.withdrawing import archive, pause, propose


@pytest.fixture
def team(surrey: Any, a_person: Any) -> SimpleNamespace:
    """Two business managers of one partnership."""
    return SimpleNamespace(first=a_person(surrey, "business_manager"), second=a_person(surrey, "business_manager"))


@pytest.fixture
def archived(surrey: Any, team: SimpleNamespace) -> Any:
    """A review that was public for more than a year and was archived yesterday."""
    now = timezone.now()
    review = a_ready_review(surrey, team.first)
    review = published(review, team.first, team.second, at=now - timedelta(days=400))
    tell_of_archiving(review, by=team.first, now=now - timedelta(days=2))
    archive(review, by=team.first, reason="The year is over.", now=now - timedelta(days=1))
    return review


@pytest.fixture
def ask(archived: Any) -> Any:
    """Ask for a copy of the archived report."""

    def asked(**details: Any) -> Any:
        known = {"name": "Robin Asker", "email": "asker@example.org", "address": "", "note": ""} | details
        at = known.pop("now", timezone.now())
        return ask_for_copy(Edition.objects.archived().get(review=archived), **known, now=at)

    return asked


@pytest.fixture
def waiting(surrey: Any, team: SimpleNamespace) -> Any:
    """A review whose release was prepared by the first and waits for the second person, for tomorrow."""
    now = timezone.now()
    review = a_ready_review(surrey, team.first)
    prepared(review, team.first, moment=now + timedelta(days=1), now=now)
    return review


@pytest.fixture
def paused(surrey: Any, team: SimpleNamespace) -> Any:
    """A published review that was paused, and that the first person proposes to put back."""
    now = timezone.now()
    review = published(a_ready_review(surrey, team.first), team.first, team.second, at=now - timedelta(days=3))
    pause(review, by=team.first, reason="A name was found.", now=now - timedelta(days=2))
    propose(review, "restore", by=team.first, reason="The name was a mistake.", now=now - timedelta(days=1))
    return review


@pytest.fixture
def office(settings: Any) -> Any:
    """A real mail server to which this installation sends."""
    office = PostOffice()
    controller = opened(office)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = controller.hostname, controller.port, 2
    settings.OUTGOING_MAIL_DOMAINS = ["example.org"]
    yield office
    controller.stop()
