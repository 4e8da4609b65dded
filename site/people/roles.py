"""Who may do what: one table of roles and deeds, asked by every view."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    PARTNERSHIP_SUPPORT = "partnership_support", _("Partnership support officer")
    BUSINESS_MANAGER = "business_manager", _("Business manager")
    COMMS = "comms", _("Communications officer")
    PARTNER_DELEGATE = "partner_delegate", _("Delegate of a safeguarding partner")
    LEGAL = "legal", _("Legal adviser")
    LEAD_REVIEWER = "lead_reviewer", _("Lead Reviewer")
    FAMILY_COORDINATOR = "family_coordinator", _("Family co-ordinator")
    PLATFORM_ADMIN = "platform_admin", _("Platform administrator")


class Deed(TextChoices):
    SEE_REPORTS = "see_reports", _("See reports before publication")
    IMPORT_REPORT = "import_report", _("Bring in a report from Word")
    EDIT_REPORT = "edit_report", _("Edit a report")
    PREPARE_RELEASE = "prepare_release", _("Prepare a release")
    CONFIRM_RELEASE = "confirm_release", _("Confirm a release that somebody else prepared")
    WITHDRAW_RELEASE = "withdraw_release", _("Withdraw a release")
    PAUSE = "pause", _("Take a report offline for the moment")
    PROPOSE_RESTORE = "propose_restore", _("Propose to put a report back")
    CONFIRM_RESTORE = "confirm_restore", _("Confirm that a report is put back")
    ARCHIVE = "archive", _("Archive a report")
    REMOVE = "remove", _("Remove a report for good")
    ANSWER_COPY_REQUESTS = "answer_copy_requests", _("Answer requests for archived reports")
    NAME_STAFF = "name_staff", _("Name who may see the watch-list of a review")
    CHECK_ANONYMITY = "check_anonymity", _("Check the anonymity of a review for which one is named")
    SEE_MAIL = "see_mail", _("See mail that could not be sent")
    SEE_ALARMS = "see_alarms", _("See alarms")
    MANAGE_PEOPLE = "manage_people", _("Invite and remove people")


_EDITING = {Deed.SEE_REPORTS, Deed.IMPORT_REPORT, Deed.EDIT_REPORT}
_RELEASING = {Deed.PREPARE_RELEASE, Deed.CONFIRM_RELEASE, Deed.WITHDRAW_RELEASE}
_WATCHING = {Deed.SEE_MAIL, Deed.SEE_ALARMS}

DEEDS: dict[Role, frozenset[Deed]] = {
    Role.PARTNERSHIP_SUPPORT: frozenset(
        _EDITING
        | _WATCHING
        | {Deed.PREPARE_RELEASE, Deed.WITHDRAW_RELEASE, Deed.PAUSE, Deed.PROPOSE_RESTORE, Deed.ANSWER_COPY_REQUESTS}
        | {Deed.CHECK_ANONYMITY}
    ),
    Role.BUSINESS_MANAGER: frozenset(Deed),
    Role.COMMS: frozenset(_EDITING | _RELEASING | _WATCHING | {Deed.PAUSE, Deed.PROPOSE_RESTORE, Deed.CHECK_ANONYMITY}),
    Role.PARTNER_DELEGATE: frozenset({Deed.SEE_REPORTS}),
    Role.LEGAL: frozenset(
        {Deed.SEE_REPORTS, Deed.PAUSE, Deed.CONFIRM_RESTORE, Deed.REMOVE, Deed.SEE_ALARMS, Deed.CHECK_ANONYMITY}
    ),
    Role.LEAD_REVIEWER: frozenset(),
    Role.FAMILY_COORDINATOR: frozenset(),
    Role.PLATFORM_ADMIN: frozenset({Deed.MANAGE_PEOPLE}),
}


def roles_for(deed: Deed) -> list[Role]:
    """Return the roles that may do `deed`, in the order of the table."""
    return [role for role, deeds in DEEDS.items() if deed in deeds]
