"""The staff host's navigation: what this person may do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.roles import DEEDS, Deed, Role

# Label, address, deeds: shown to who may do one of them for any partnership; without, to everybody who is signed in.
LINKS: list[tuple[Any, ...]] = [
    (_("Reports"), "/", Deed.SEE_REPORTS),
    (_("Planner"), "/planner/", Deed.SEE_REPORTS),
    (_("Bring in a report"), "/reports/import/", Deed.IMPORT_REPORT),
    (_("Editor"), "/cms/", Deed.EDIT_REPORT),
    (_("Pages and leaflets"), "/pages/", Deed.PUBLISH_PAGES),
    (_("Learning"), "/learning/", Deed.KEEP_LEARNING),
    (_("Translations"), "/translations/", Deed.PUBLISH_PAGES, Deed.TRANSLATE),
    (_("Requests for copies"), "/copies/", Deed.ANSWER_COPY_REQUESTS),
    (_("Questions about formats"), "/enquiries/", Deed.ANSWER_ENQUIRIES),
    (_("Links"), "/links/", Deed.PUBLISH_PAGES),
    (_("Action plans"), "/actions/", Deed.KEEP_ACTIONS, Deed.UPDATE_ACTIONS),
    (_("Recipients"), "/recipients/", Deed.KEEP_RECIPIENTS),
    (_("Terms and contacts"), "/terms/", Deed.KEEP_TERMS),
    (_("Alarms"), "/alarms/", Deed.SEE_ALARMS),
    (_("Mail"), "/mail/", Deed.SEE_MAIL),
    (_("Operations"), "/operations/", Deed.SEE_OPERATIONS),
    (_("People"), "/people/", Deed.MANAGE_PEOPLE),
    (_("Account"), "/account/"),
]


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: the links that the person who is signed in may follow."""
    user = getattr(request, "user", None)
    if not getattr(user, "otp_device", None):
        return {"navigation": []}
    deeds = _deeds_anywhere(user)
    shown = [(label, url) for label, url, *needed in LINKS if not needed or deeds.intersection(needed)]
    return {"navigation": [_item(label, url, request.path) for label, url in shown]}


def _deeds_anywhere(user: Any) -> set[Deed]:
    roles = user.memberships.values_list("role", flat=True).distinct()
    return {deed for role in roles for deed in DEEDS[Role(role)]}


def _item(label: Any, url: str, path: str) -> dict[str, object]:
    return {"label": label, "url": url, "current": path == url or (url != "/" and path.startswith(url))}
