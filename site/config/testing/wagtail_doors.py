"""Ways in which Wagtail itself would publish, for tests that nothing goes around the house's own door."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.utils import timezone


def schedule_in_wagtail(page: Any) -> None:
    """Give `page` an hour by Wagtail's own schedule, let it pass, and run what publishes by it."""
    page.go_live_at = timezone.now() + timedelta(days=1)
    revision = page.save_revision()
    revision.publish(skip_permission_checks=True)
    past = timezone.now() - timedelta(minutes=1)
    content = revision.content | {"go_live_at": past.isoformat()}
    page.revisions.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    call_command("publish_scheduled")
