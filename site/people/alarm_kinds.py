"""The kinds of alarms: what a list calls them, which cannot wait until the morning, and who else has to know."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """`label` is said in mail, so it gives nothing away. What is not urgent waits for the daily digest.

    `is_watched`: something looks every hour whether the cause still stands, and settles the alarm when it is gone.
    `is_operational`: those who run the installation have to know, whichever partnership it is about.
    """

    label: str | Promise
    is_urgent: bool = False
    is_watched: bool = True
    is_operational: bool = False


KINDS: dict[str, Kind] = {
    "overdue_release": Kind(_("Releases whose hour has passed"), is_urgent=True),
    "failed_release": Kind(_("Releases that failed and are tried again"), is_urgent=True),
    "blocked_release": Kind(_("Releases that were stopped at their hour"), is_urgent=True),
    "late_release": Kind(_("Releases that went out late"), is_urgent=True, is_watched=False),
    "release_would_stop": Kind(_("Planned releases that would be stopped as things are now"), is_urgent=True),
    "proceedings_unchecked": Kind(_("Planned releases with a check still to be made"), is_urgent=True),
    "hold_on_scheduled": Kind(_("Reviews on hold whose release is planned"), is_urgent=True, is_watched=False),
    "clock_near": Kind(_("Reviews near the end of their time")),
    "clock_over": Kind(_("Reviews past the end of their time")),
    "recipient_stale": Kind(_("Addresses of recipients to be verified")),
    "copy_failed": Kind(_("Statutory copies that did not arrive"), is_urgent=True, is_watched=False),
    "recipient_untold": Kind(_("Recipients who were not told of a day"), is_urgent=True, is_watched=False),
    "comment_waits": Kind(_("Comments of recipients without an answer")),
    "submission_overdue": Kind(_("Submissions to the national repository that are overdue")),
    "content_review": Kind(_("Pages of the public site to be read again")),
    "contact_stale": Kind(_("Contacts and support organisations to be checked")),
    "copy_request_due": Kind(_("Requests for copies that are nearly due")),
    "action_overdue": Kind(_("Agencies with overdue actions")),
    "broken_link": Kind(_("Pages of the public site with links that lead nowhere")),
    "enquiry_due": Kind(_("Questions about formats that are nearly due")),
    "watch_list_ends": Kind(_("Lists that are about to be destroyed")),
    "portal_recovery": Kind(_("People who ask for help to sign in"), is_urgent=True, is_watched=False),
    "portal_guessing": Kind(_("Codes that somebody tries to guess"), is_urgent=True, is_watched=False),
    "family_untold": Kind(_("People whom the portal could not tell something"), is_urgent=True),
    "document_unscanned": Kind(_("Documents that have waited for a scan for a day"), is_operational=True),
    "mail": Kind(_("Mails that could not be sent"), is_operational=True),
    "broken_invariant": Kind(_("Rules that the daily check found broken"), is_urgent=True, is_operational=True),
    "check_failed": Kind(_("Daily checks that did not come to an end"), is_urgent=True, is_operational=True),
}
UNKNOWN = Kind(_("Other alarms"), is_urgent=True, is_watched=False)


def kind_of(code: str) -> Kind:
    """Return the kind of `code`; one that nobody described is urgent."""
    return KINDS.get(code, UNKNOWN)


def codes_of(*, urgent: bool | None = None, operational: bool | None = None) -> list[str]:
    """Return the codes of the kinds that are like this."""
    return [
        code
        for code, kind in KINDS.items()
        if urgent in (None, kind.is_urgent) and operational in (None, kind.is_operational)
    ]
