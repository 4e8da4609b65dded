"""What must be true before a report is published. To add a guard, write one more function like these.

`prepare` is asked when a release is prepared, `schedule` when a second person confirms it, `release` at its hour.
"""

from publications.guards import (
    actions,
    closing,
    companions,
    conflicts,
    corrections,
    milestones,
    notices,
    particulars,
    releases,
    texts,
)

__all__ = [
    "actions",
    "closing",
    "companions",
    "conflicts",
    "corrections",
    "milestones",
    "notices",
    "particulars",
    "releases",
    "texts",
]
