"""What was found in one page, by the field of the editor in which it stands."""

from __future__ import annotations

from typing import Any

from publications.anonymity.passing import is_checked
from publications.anonymity.wording import editor_place, shown
from publications.content_hash import hash_of
from publications.models import Acceptance, ReportPage

MOST = 100


def beside_fields(page: ReportPage) -> dict[str, Any]:
    """Return the first findings of `page` that are open, grouped by field, and whether they are of its present text."""
    review = page.review
    found = review.anonymity_findings.filter(page=page).open().select_related("page")
    known = {a.fingerprint: a for a in Acceptance.objects.filter(review=review).select_related("accepted_by")}
    groups: dict[str, list[Any]] = {}
    for finding in found[:MOST]:
        line = shown(finding, known.get(finding.fingerprint), may_edit=False)
        groups.setdefault(_label(page, finding.field), []).append((f"#{editor_place(finding)}", line))
    return {
        "review": review,
        "groups": groups,
        "count": found.count(),
        "most": MOST,
        "is_checked": is_checked(review, hash_of(review)),
    }


def _label(page: ReportPage, name: str) -> str:
    return str(page._meta.get_field(name).verbose_name).capitalize() if name else "The PDF"
