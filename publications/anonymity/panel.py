"""What the last check found, in the editor of a report, each with a link to its field or block."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel


class AnonymityPanel(Panel):
    """Shown to the people who are named for the review, and to nobody else."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publications/staff/anonymity_panel.html"

        def is_shown(self) -> bool:
            """Return whether whoever edits is named for this very review."""
            from publications.anonymity.naming import is_named

            return bool(self.instance.review_id) and is_named(self.request.user, self.instance.review)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the open findings in this page, by field; and whether the draft changed since the check."""
            from publications.anonymity.besides import beside_fields

            return super().get_context_data(parent_context) | beside_fields(self.instance)
