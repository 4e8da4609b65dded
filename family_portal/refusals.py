"""Why something about a person of a family was not done, in words that a page can show."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lifecycles.moves import MoveRefused


class _Refused(MoveRefused):
    text: str | Promise = ""

    def __init__(self) -> None:
        super().__init__(str(self.text))


class ReasonMissing(_Refused):
    text = "Write why."


class NameMissing(_Refused):
    text = "Write how the person is called."


class ChangedMeanwhile(_Refused):
    text = "Somebody else has changed this record since you opened it. Open it again; what you typed is still below."


class DayAhead(_Refused):
    text = "This day has not come yet."


class SupporterMissing(_Refused):
    text = "A young person needs an adult supporter. Record who that is first."


class NotMet(_Refused):
    text = "Nobody has spoken with this person yet. The portal never makes the first contact."


class NoLetter(_Refused):
    text = "No letter is on its way to this person."


class WayMissing(_Refused):
    text = "This way is no longer in use."


class AddressMissing(_Refused):
    text = "Write the number or the address."


class NotJoined(_Refused):
    text = "This person has no account that is in use. Contact was stopped, the work has ended, or they never joined."


class NotStopped(_Refused):
    text = "This person's contact was not stopped."


class NotAsked(_Refused):
    text = "Nobody has asked that contact begins again."


class SecondPersonNeeded(_Refused):
    text = "Another person who works with this family has to agree. Whoever asked cannot."


class SomebodyElse(_Refused):
    text = "Choose somebody else of this partnership who is to be told."


class OpenAlready(_Refused):
    text = "This case is open to you already."


class NothingToDispose(_Refused):
    text = "Nothing was written about a family here, or it was destroyed before."


class NotAllClosed(_Refused):
    text = "The work with somebody of this family has not ended. End it on their page first."


class OnHold(_Refused):
    text = "A hold stands on this review. Nothing is destroyed before it is lifted."


class ProposedAlready(_Refused):
    text = "This was proposed already."


class ListNotWritten(_Refused):
    text = "The list of what was destroyed could not be written, so nothing was destroyed. Tell whoever runs this site."


class NotStored(_Refused):
    text = _("Your file could not be stored. Nothing was lost: try again.")


class TooManyDocuments(_Refused):
    text = _("There are 100 documents here already. Remove one first, or speak to the person who works with you.")


class ReadAlready(_Refused):
    text = _("This was read already, so it cannot be removed here. Speak to the person who works with you.")


class Harmful(_Refused):
    text = _("The scan for viruses found something harmful in this file. It was not kept.")


class NotTaken(MoveRefused):
    """A file that cannot be taken; `code` says why."""

    WORDS = {
        "empty": _("This file is empty."),
        "large": _("This file is too large. It can have up to 20 megabytes."),
        "kind": _(
            "We cannot take this kind of file. You can give a PDF, a picture (JPEG, PNG, WebP or HEIC) or plain text. "
            "A Word document can be saved as a PDF."
        ),
        "broken": _("This file could not be opened. It may be damaged. Try to save it again as a PDF or a JPEG."),
        "locked": _("This PDF is locked with a password. Save it without the password."),
        "pages": _("This PDF has too many pages. It can have up to 500."),
        "pixels": _("This picture is too large. It can have up to 50 megapixels."),
    }

    def __init__(self, code: str) -> None:
        super().__init__(str(self.WORDS[code]))
        self.code = code
