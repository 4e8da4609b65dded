"""The life of a review as the public sees it, of a release, of a second opinion and of a request for a copy."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lifecycles.moves import Machine, move


class ReviewState(TextChoices):
    PREPARING = "preparing", _("Preparing")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Temporarily unavailable")
    ARCHIVED = "archived", _("Archived")
    REMOVED = "removed", _("Removed")
    CLOSED = "closed", _("Closed without publication")


REVIEW = Machine(
    "review",
    ReviewState.PREPARING,
    (
        move("schedule", ReviewState.PREPARING, ReviewState.SCHEDULED),
        move("unschedule", ReviewState.SCHEDULED, ReviewState.PREPARING),
        move("release", ReviewState.SCHEDULED, ReviewState.PUBLISHED),
        move("correct", ReviewState.PUBLISHED, ReviewState.PUBLISHED),
        move("pause", ReviewState.PUBLISHED, ReviewState.PAUSED),
        move("restore", ReviewState.PAUSED, ReviewState.PUBLISHED),
        move("archive", ReviewState.PUBLISHED, ReviewState.ARCHIVED),
        move("reinstate", ReviewState.ARCHIVED, ReviewState.PUBLISHED),
        move(
            "remove",
            [ReviewState.PUBLISHED, ReviewState.PAUSED, ReviewState.ARCHIVED],
            ReviewState.REMOVED,
        ),
        move("close", ReviewState.PREPARING, ReviewState.CLOSED),
    ),
)


class ReleaseState(TextChoices):
    PREPARED = "prepared", _("Waiting for a second person")
    CONFIRMED = "confirmed", _("Confirmed")
    RELEASED = "released", _("Released")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    BLOCKED = "blocked", _("Stopped at its hour")


RELEASE = Machine(
    "release",
    ReleaseState.PREPARED,
    (
        move("confirm", ReleaseState.PREPARED, ReleaseState.CONFIRMED),
        move("withdraw", [ReleaseState.PREPARED, ReleaseState.CONFIRMED], ReleaseState.WITHDRAWN),
        move("release", ReleaseState.CONFIRMED, ReleaseState.RELEASED),
        move("block", ReleaseState.CONFIRMED, ReleaseState.BLOCKED),
    ),
)


class ProposalState(TextChoices):
    PROPOSED = "proposed", _("Waiting for a second person")
    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PROPOSAL = Machine(
    "proposal",
    ProposalState.PROPOSED,
    (
        move("confirm", ProposalState.PROPOSED, ProposalState.CONFIRMED),
        move("withdraw", ProposalState.PROPOSED, ProposalState.WITHDRAWN),
    ),
)


class ActionState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ENDORSED = "endorsed", _("Endorsed")
    ADOPTED = "adopted", _("Adopted")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETE = "complete", _("Complete")
    EVIDENCED = "evidenced", _("Complete, with evidence of impact")
    SUSTAINED = "sustained", _("Sustained")
    REOPENED = "reopened", _("Reopened")


ACTION = Machine(
    "action",
    ActionState.PROPOSED,
    (
        move("endorse", ActionState.PROPOSED, ActionState.ENDORSED),
        move("adopt", ActionState.ENDORSED, ActionState.ADOPTED),
        move("begin", [ActionState.ADOPTED, ActionState.REOPENED], ActionState.IN_PROGRESS),
        move("complete", ActionState.IN_PROGRESS, ActionState.COMPLETE),
        move("evidence", ActionState.COMPLETE, ActionState.EVIDENCED),
        move("sustain", ActionState.EVIDENCED, ActionState.SUSTAINED),
        move("reopen", [ActionState.COMPLETE, ActionState.EVIDENCED, ActionState.SUSTAINED], ActionState.REOPENED),
    ),
)


class PlanEditionState(TextChoices):
    PREPARED = "prepared", _("Waiting for a second person")
    PUBLISHED = "published", _("Published")
    REPLACED = "replaced", _("Replaced")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PLAN_EDITION = Machine(
    "public action plan",
    PlanEditionState.PREPARED,
    (
        move("publish", PlanEditionState.PREPARED, PlanEditionState.PUBLISHED),
        move("replace", PlanEditionState.PUBLISHED, PlanEditionState.REPLACED),
        move("withdraw", [PlanEditionState.PREPARED, PlanEditionState.PUBLISHED], PlanEditionState.WITHDRAWN),
    ),
)


class SubscriptionState(TextChoices):
    ASKED = "asked", _("Waiting for its reader's confirmation")
    CONFIRMED = "confirmed", _("Confirmed")


SUBSCRIPTION = Machine(
    "subscription",
    SubscriptionState.ASKED,
    (move("confirm", SubscriptionState.ASKED, SubscriptionState.CONFIRMED),),
)


class DispatchState(TextChoices):
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    BOUNCED = "bounced", _("Came back")


DISPATCH = Machine(
    "statutory copy",
    DispatchState.SENDING,
    (
        move("leave", DispatchState.SENDING, DispatchState.SENT),
        move("fail", DispatchState.SENDING, DispatchState.FAILED),
        move("retry", DispatchState.FAILED, DispatchState.SENDING),
        move("acknowledge", DispatchState.SENT, DispatchState.ACKNOWLEDGED),
        move("bounce", [DispatchState.SENT, DispatchState.ACKNOWLEDGED], DispatchState.BOUNCED),
    ),
)


class SubmissionState(TextChoices):
    DUE = "due", _("To be submitted")
    SUBMITTED = "submitted", _("Submitted")
    ACKNOWLEDGED = "acknowledged", _("In the repository")
    NOT_NEEDED = "not_needed", _("Not to be submitted")


SUBMISSION = Machine(
    "submission",
    SubmissionState.DUE,
    (
        move("submit", SubmissionState.DUE, SubmissionState.SUBMITTED),
        move("return", [SubmissionState.SUBMITTED, SubmissionState.ACKNOWLEDGED], SubmissionState.DUE),
        move("acknowledge", SubmissionState.SUBMITTED, SubmissionState.ACKNOWLEDGED),
        move("waive", SubmissionState.DUE, SubmissionState.NOT_NEEDED),
    ),
)


class CopyState(TextChoices):
    RECEIVED = "received", _("Waiting for an answer")
    SENT = "sent", _("Copy sent")
    REFUSED = "refused", _("Refused")
    REVOKED = "revoked", _("Link withdrawn")


COPY = Machine(
    "copy request",
    CopyState.RECEIVED,
    (
        move("approve", CopyState.RECEIVED, CopyState.SENT),
        move("refuse", CopyState.RECEIVED, CopyState.REFUSED),
        move("revoke", CopyState.SENT, CopyState.REVOKED),
    ),
)
