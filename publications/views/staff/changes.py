"""What each change of a public report is called, who may make it and what it does, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from people.roles import Deed
from publications import withdrawing
from publications.forms import ReasonForm, RemovalForm


@dataclass(frozen=True)
class Change:
    deed: Deed
    verb: Callable[..., object]
    title: str
    consequences: tuple[str, ...]
    button: str
    done: str
    form: type[ReasonForm] = ReasonForm
    kind: str = ""


_PUT_BACK = (
    "The report comes back exactly as it was published, under the same address.",
    "Nothing happens until a second person has confirmed it.",
)

CHANGES = {
    "pause": Change(
        Deed.PAUSE,
        withdrawing.pause,
        "Take the report offline for the moment",
        (
            "At once readers are told that the report is not available for the moment. PDF and pictures go too.",
            "Every day that it is offline is added to the year for which it has to be public.",
            "To put it back, one person proposes it and another confirms.",
        ),
        "Take it offline now",
        "The report is offline.",
        kind="warning",
    ),
    "archive": Change(
        Deed.ARCHIVE,
        withdrawing.archive,
        "Archive the report",
        (
            "A short record takes the place of the report. The text, the PDF and the pictures are not public any more.",
            "Anybody can ask for a copy, and you answer within 20 working days.",
            "The family is told before. Days in the archive are not added to the year if the report is put back.",
            "To put it back, one person proposes it and another confirms.",
        ),
        "Archive it now",
        "The report is archived.",
    ),
    "remove": Change(
        Deed.REMOVE,
        partial(withdrawing.propose, move="remove"),
        "Propose to remove the report for good",
        (
            "Readers are told that the report is gone. No record of it is left in public, and no copies are given.",
            "It cannot be put back by anybody. Do this only by order of a court or to prevent serious harm.",
            "Nothing happens until a second person has confirmed it. One of the two has to be a legal adviser.",
            "If it cannot wait, take it offline for the moment first: that is done at once, by one person.",
        ),
        "Propose to remove it",
        "Proposed. A second person has to confirm it.",
        form=RemovalForm,
        kind="warning",
    ),
    "restore": Change(
        Deed.PROPOSE_RESTORE,
        partial(withdrawing.propose, move="restore"),
        "Propose to put the report back",
        _PUT_BACK,
        "Propose it",
        "Proposed. A second person has to confirm it.",
    ),
    "reinstate": Change(
        Deed.PROPOSE_RESTORE,
        partial(withdrawing.propose, move="reinstate"),
        "Propose to put the report back from the archive",
        _PUT_BACK,
        "Propose it",
        "Proposed. A second person has to confirm it.",
    ),
}
