"""Why something cannot be done with a recommendation or an action, in words that a page shows."""

from __future__ import annotations

from lifecycles.moves import MoveRefused


class NothingToTakeOver(MoveRefused):
    """The report has no recommendation that is not in the plan already."""

    def __init__(self) -> None:
        super().__init__("The report has no recommendation that is not here already. You can add one by hand.")


class WasRefused(MoveRefused):
    """The recommendation is not adopted, so nothing is agreed for it."""

    def __init__(self) -> None:
        super().__init__("This recommendation is not adopted. Adopt it before actions are agreed for it.")


class HasActions(MoveRefused):
    """Actions were agreed for the recommendation."""

    def __init__(self) -> None:
        super().__init__("Actions were agreed for this recommendation, so it stays in the plan.")


class ActionsUnderWay(MoveRefused):
    """What was endorsed rests on the recommendation having been adopted."""

    def __init__(self) -> None:
        super().__init__("Actions of this recommendation have been endorsed, so it stays adopted.")


class ChangedMeanwhile(MoveRefused):
    """Somebody else wrote since the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else has changed this since you opened the page. What stands there now is shown below. Your own "
            "words are still in the form: read theirs, and send yours again if they are still right."
        )


class NotOurAgency(MoveRefused):
    """The agency is not one of this partnership, or it has ended; which of the two is not said."""

    def __init__(self) -> None:
        super().__init__("Choose an agency of this partnership that is still in use.")


class KindHasEnded(MoveRefused):
    """The kind of agency is not in use any more, such as clinical commissioning groups."""

    def __init__(self) -> None:
        super().__init__("Choose a kind of agency that is still in use.")


class NameIsTaken(MoveRefused):
    """There is an agency of this name."""

    def __init__(self) -> None:
        super().__init__("There is an agency with this name already.")


class CannotLead(MoveRefused):
    """The person does not have the role of an agency's lead in this partnership."""

    def __init__(self) -> None:
        super().__init__(
            "Choose somebody who is a safeguarding lead in this partnership. Invite them on “People” first."
        )


class IsUnderWay(MoveRefused):
    """What has been endorsed or reported on is not taken out of the plan."""

    def __init__(self) -> None:
        super().__init__("This action has been endorsed, so it stays in the plan.")
