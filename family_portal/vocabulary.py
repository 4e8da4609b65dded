"""The fixed words in which staff record what they agreed with a person of a family."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    ENGLISH = "en", _("English")
    POLISH = "pl", _("Polish")
    URDU = "ur", _("Urdu")
    OTHER = "other", _("Another language")


class Format(TextChoices):
    PRINT = "print", _("Ordinary print")
    LARGE_PRINT = "large_print", _("Large print")
    EASY_READ = "easy_read", _("Easy Read")
    AUDIO = "audio", _("Audio, or read aloud")
    BRAILLE = "braille", _("Braille")
    BSL = "bsl", _("British Sign Language")


class ClearedBy(TextChoices):
    POLICE = "police", _("The police")
    CPS = "cps", _("The Crown Prosecution Service")
    BOTH = "both", _("Both of them")
    NOT_NEEDED = "not_needed", _("Nobody: no investigation or proceedings concern this person")


class NotInvited(TextChoices):
    """Why somebody is not invited to the portal: for staff alone (rules.md §3)."""

    OWN_CHOICE = "own_choice", _("Their own choice")
    NO_ANSWER = "no_answer", _("They did not answer")
    NOT_TRACED = "not_traced", _("They could not be traced")
    POLICE_REQUEST = "police_request", _("The police or CPS asked for it")
    PROCEEDINGS = "proceedings", _("Suspect, defendant or witness in proceedings that are not over")
    COURT_ORDER = "court_order", _("A court order or an injunction")
    RISK = "risk", _("A risk to them or to somebody else")
    UNWELL = "unwell", _("Too unwell, or in too much grief")
    CHILD = "child", _("A child, and not in their interest now")
    NEED_NOT_MET = "need_not_met", _("A language or access need that was not met")
    PARENT_OBJECTS = "parent_objects", _("A parent objects (not a strong reason by itself)")
    DIED = "died", _("They have died")
    OTHER = "other", _("Something else")


class Met(TextChoices):
    VISIT = "visit", _("On a visit")
    OFFICE = "office", _("In an office or another neutral place")
    TELEPHONE = "telephone", _("By telephone")
    VIDEO = "video", _("By video")
    THROUGH_OTHER = "through_other", _("Through somebody whom they trust")
