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
    TRANSLATOR = "translator", _("Translator")
    AGENCY_LEAD = "agency_lead", _("Safeguarding lead of an agency")
    PLATFORM_ADMIN = "platform_admin", _("Platform administrator")


class Partner(TextChoices):
    """The three safeguarding partners, each of which approves a report for itself (rules.md S5)."""

    LOCAL_AUTHORITY = "local_authority", _("Local authority")
    POLICE = "police", _("Police")
    ICB = "icb", _("Integrated care board")


class Deed(TextChoices):
    SEE_REPORTS = "see_reports", _("See reports before publication")
    IMPORT_REPORT = "import_report", _("Bring in a report from Word")
    EDIT_REPORT = "edit_report", _("Edit a report")
    KEEP_RECORD = "keep_record", _("Keep the record of a review: reviewers, proceedings, restrictions, delays")
    SEE_SENSITIVE_DATES = "see_sensitive_dates", _("See why a date is sensitive")
    PLACE_HOLD = "place_hold", _("Put a review on hold")
    LIFT_HOLD = "lift_hold", _("Lift a hold")
    RECORD_MILESTONES = "record_milestones", _("Record the quality check, approvals and endorsements")
    APPROVE_REPORT = "approve_report", _("Approve a report for one's own safeguarding partner")
    DECIDE_PUBLICATION = "decide_publication", _("Record what the partners decided about publication")
    SIGN_LEGALLY = "sign_legally", _("Sign for the law")
    RECORD_FAMILY = "record_family", _("Record what the family was told and offered")
    PLAN_MEDIA = "plan_media", _("Record the media plan and the notice to practitioners")
    AFFIRM_PROCEEDINGS = "affirm_proceedings", _("Affirm that no proceedings stand in the way")
    DECIDE_MATERIAL = "decide_material", _("Decide whether a change is material")
    KEEP_RECIPIENTS = "keep_recipients", _("Keep the addresses of the statutory recipients")
    SEND_COPIES = "send_copies", _("Send statutory copies, and answer what recipients say")
    CLOSE_REVIEW = "close_review", _("Close a review without publishing its report")
    PREPARE_RELEASE = "prepare_release", _("Prepare a release")
    CONFIRM_RELEASE = "confirm_release", _("Confirm a release that somebody else prepared")
    WITHDRAW_RELEASE = "withdraw_release", _("Withdraw a release")
    PAUSE = "pause", _("Take a report offline for the moment")
    PROPOSE_RESTORE = "propose_restore", _("Propose to put a report back")
    CONFIRM_RESTORE = "confirm_restore", _("Confirm that a report is put back")
    ARCHIVE = "archive", _("Archive a report")
    REMOVE = "remove", _("Remove a report for good")
    ANSWER_COPY_REQUESTS = "answer_copy_requests", _("Answer requests for archived reports")
    PUBLISH_PAGES = "publish_pages", _("Publish pages, leaflets and translations that somebody else wrote")
    KEEP_TERMS = "keep_terms", _("Keep the partnership's terms, contacts, support organisations and glossary")
    TRANSLATE = "translate", _("Translate what one is asked to, without publishing it")
    KEEP_ACTIONS = "keep_actions", _("Keep recommendations, agreed actions and who reports on them")
    UPDATE_ACTIONS = "update_actions", _("Report on the actions of one's own agency")
    PUBLISH_PLAN = "publish_plan", _("Prepare or publish what the public reads of an action plan")
    KEEP_LEARNING = "keep_learning", _("Keep training, newsletters, who was sent what and what use was reported")
    CLEAR_EARLY_LEARNING = "clear_early_learning", _("Record that learning may be published before its report")
    ANSWER_ENQUIRIES = "answer_enquiries", _("Answer who asks for another format or reports a barrier")
    NAME_STAFF = "name_staff", _("Name who may see the watch-list of a review")
    CHECK_ANONYMITY = "check_anonymity", _("Check the anonymity of a review for which one is named")
    KEEP_FAMILY = "keep_family", _("Work with the families of the reviews to which one is appointed")
    APPOINT_CASE_STAFF = "appoint_case_staff", _("Appoint who works with the family of a review")
    PROPOSE_DISPOSAL = "propose_disposal", _("Propose that what was written about a family is destroyed")
    AGREE_DISPOSAL = "agree_disposal", _("Agree, as a second person, that what was written about a family is destroyed")
    SEE_MAIL = "see_mail", _("See mail that could not be sent")
    SEE_ALARMS = "see_alarms", _("See alarms")
    SEE_OPERATIONS = "see_operations", _("See whether the installation works")
    MANAGE_PEOPLE = "manage_people", _("Invite and remove people")


_EDITING = {Deed.SEE_REPORTS, Deed.IMPORT_REPORT, Deed.EDIT_REPORT}
_RELEASING = {Deed.PREPARE_RELEASE, Deed.CONFIRM_RELEASE, Deed.WITHDRAW_RELEASE}
_RECORDING = {
    Deed.KEEP_RECORD,
    Deed.SEE_SENSITIVE_DATES,
    Deed.PLACE_HOLD,
    Deed.RECORD_MILESTONES,
    Deed.RECORD_FAMILY,
    Deed.PLAN_MEDIA,
    Deed.AFFIRM_PROCEEDINGS,
    Deed.KEEP_RECIPIENTS,
    Deed.SEND_COPIES,
}
# What nobody does by managing: it takes the role itself.
_OWN_HAND = {Deed.APPROVE_REPORT, Deed.SIGN_LEGALLY, Deed.KEEP_FAMILY, Deed.TRANSLATE, Deed.UPDATE_ACTIONS}
_SITE = {Deed.PUBLISH_PAGES, Deed.ANSWER_ENQUIRIES}
_LEARNING = {Deed.KEEP_LEARNING, Deed.PUBLISH_PLAN}
_WATCHING = {Deed.SEE_MAIL, Deed.SEE_ALARMS}

DEEDS: dict[Role, frozenset[Deed]] = {
    Role.PARTNERSHIP_SUPPORT: frozenset(
        _EDITING
        | _WATCHING
        | _RECORDING
        | {Deed.PREPARE_RELEASE, Deed.WITHDRAW_RELEASE, Deed.PAUSE, Deed.PROPOSE_RESTORE, Deed.ANSWER_COPY_REQUESTS}
        | {Deed.CHECK_ANONYMITY, Deed.KEEP_TERMS, Deed.KEEP_ACTIONS, Deed.CLEAR_EARLY_LEARNING}
        | _SITE
        | _LEARNING
    ),
    Role.BUSINESS_MANAGER: frozenset(set(Deed) - _OWN_HAND),
    Role.COMMS: frozenset(
        _EDITING
        | _RELEASING
        | _WATCHING
        | _SITE
        | _LEARNING
        | {Deed.PAUSE, Deed.PROPOSE_RESTORE, Deed.CHECK_ANONYMITY, Deed.PLAN_MEDIA}
    ),
    Role.PARTNER_DELEGATE: frozenset({Deed.SEE_REPORTS, Deed.APPROVE_REPORT}),
    Role.LEGAL: frozenset(
        {Deed.SEE_REPORTS, Deed.PAUSE, Deed.CONFIRM_RESTORE, Deed.REMOVE, Deed.SEE_ALARMS, Deed.CHECK_ANONYMITY}
        | {Deed.SIGN_LEGALLY, Deed.AFFIRM_PROCEEDINGS, Deed.PLACE_HOLD, Deed.LIFT_HOLD, Deed.DECIDE_MATERIAL}
    ),
    Role.LEAD_REVIEWER: frozenset({Deed.KEEP_FAMILY}),
    Role.FAMILY_COORDINATOR: frozenset(
        {Deed.SEE_REPORTS, Deed.RECORD_FAMILY, Deed.SEE_SENSITIVE_DATES, Deed.KEEP_FAMILY} | {Deed.PROPOSE_DISPOSAL}
    ),
    Role.TRANSLATOR: frozenset({Deed.TRANSLATE}),
    Role.AGENCY_LEAD: frozenset({Deed.UPDATE_ACTIONS}),
    Role.PLATFORM_ADMIN: frozenset({Deed.MANAGE_PEOPLE, Deed.SEE_OPERATIONS}),
}


def roles_for(deed: Deed) -> list[Role]:
    """Return the roles that may do `deed`, in the order of the table."""
    return [role for role, deeds in DEEDS.items() if deed in deeds]
