"""What the log says of a request: which door it came to, never the path, which can hold a recipient's token."""

from __future__ import annotations

import logging

MEANT = 503


class WithoutPaths(logging.Filter):
    """Write the pattern of the address in the place of the address, and nothing of a report that is paused."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the arguments of `record`; return False for an answer that was meant and is no fault."""
        if getattr(record, "status_code", None) == MEANT:
            return False
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple) and record.args:
            # Django names the path last.
            record.args = (*record.args[:-1], door_of(request))
        return True


def door_of(request: object) -> str:
    """Return the pattern of the address that was asked for, which holds nothing that anybody typed."""
    match = getattr(request, "resolver_match", None)
    return match.route if match else "an address that leads nowhere"
