"""What became of a notice to somebody of a family."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lifecycles.moves import Machine, move


class NoticeState(TextChoices):
    WAITING = "waiting", _("Waits to leave")
    LEFT = "left", _("Has left")
    WITH_STAFF = "with_staff", _("Staff have to tell the person")
    SETTLED = "settled", _("The person was told in another way")
    DROPPED = "dropped", _("Of no use any more")


class Untold(TextChoices):
    """Why nothing left by itself; in words for staff."""

    QUIET = "quiet", _("Nothing may be sent to this person now.")
    NO_WAY = "no_way", _("There is no confirmed way to reach this person.")
    NO_SENDER = "no_sender", _("The ways that this person named are not ways by which this service can write.")
    SHARED = "shared", _("Somebody else uses the same device or opens the same post.")
    HOURS = "hours", _("When it is safe is written in words that only a person understands, or such a day never comes.")
    FAILED = "failed", _("It could not be sent.")


NOTICE = Machine(
    "notice",
    NoticeState.WAITING,
    (
        move("leave", NoticeState.WAITING, NoticeState.LEFT),
        move("hand_over", NoticeState.WAITING, NoticeState.WITH_STAFF),
        move("settle", NoticeState.WITH_STAFF, NoticeState.SETTLED),
        move("drop", [NoticeState.WAITING, NoticeState.WITH_STAFF], NoticeState.DROPPED),
    ),
)
