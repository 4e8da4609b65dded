"""The hints about a leaflet's words in its editor: how it reads, and what the last saved draft should not say."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import Panel


class HintsPanel(Panel):
    """Shown above the fields of a leaflet that was saved once."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/staff/hints_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return what the draft lacks, what to look at again, and how it reads."""
            from home.linting import texts_of
            from home.readability import readability

            draft = self.instance
            found = {"refusals": draft.refusals(), "warnings": draft.warnings(timezone.now())}
            return super().get_context_data(parent_context) | found | {"reading": readability(texts_of(draft))}
