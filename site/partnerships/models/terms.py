"""What a partnership calls its reviews and what it promises about them (rules.md §1.8)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import TranslatableField

from partnerships.models.english_first import EnglishFirst
from partnerships.models.partnerships import Partnership

_SILENT = _("Leave it empty where your partnership promises nothing: then nothing is said.")


class Terms(EnglishFirst):
    """One row for each partnership. Names are nouns; a promise is a whole sentence, so that it can be translated.

    An empty sentence means that the partnership is silent about it, and no public page says it (A34, B23, C23, D25).
    """

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="terms")
    review_name = models.CharField(
        _("name of the review, in full"), max_length=120, help_text=_("Like “child safeguarding practice review”.")
    )
    review_short = models.CharField(_("name of the review, short"), max_length=60, help_text=_("Like “review”."))
    body = models.CharField(_("name of the body"), max_length=200, help_text=_("As it stands in a sentence."))
    governing_group = models.CharField(
        _("group that oversees the work"), max_length=120, blank=True, help_text=_("Like “Executive Steering Group”.")
    )
    trigger = models.TextField(_("when a review is considered or done"))
    members = models.TextField(_("who takes part"), help_text=_("One organisation in each line."))
    who_leads = models.TextField(_("who leads and chairs"))
    who_meets = models.TextField(_("who can meet the family"))
    timescale = models.TextField(_("how long it takes, in public words"), blank=True, help_text=_SILENT)
    findings = models.TextField(_("whether findings are discussed before publication"), blank=True, help_text=_SILENT)
    outcome = models.TextField(_("how the family hears of the outcome"), blank=True, help_text=_SILENT)
    copy_of_report = models.TextField(_("whether the family gets a copy"), blank=True, help_text=_SILENT)
    follow_up = models.TextField(_("how the family hears of changes"), blank=True, help_text=_SILENT)
    actions = models.TextField(_("who sees that actions are carried out"), blank=True, help_text=_SILENT)
    publication = models.TextField(_("what is published, and for how long"), blank=True, help_text=_SILENT)
    arrangements_url = models.URLField(
        _("web address of the arrangements"), blank=True, help_text=_("Where people read about the partnership (C5).")
    )
    successor_of = models.CharField(_("name of an earlier body"), max_length=200, blank=True)
    succeeded_by = models.CharField(_("name of the body that came after"), max_length=200, blank=True)
    succeeded_by_url = models.URLField(_("web address of the body that came after"), blank=True)

    # What one person wrote and a second has not confirmed yet: fields and their new words.
    proposed = models.JSONField(null=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, editable=False)

    NOUNS = ("review_name", "review_short", "body", "governing_group", "successor_of", "succeeded_by")
    SENTENCES = ("trigger", "who_leads", "who_meets", "timescale", "findings", "outcome", "copy_of_report", "follow_up",
                 "actions", "publication")  # fmt: skip

    translatable_fields = [TranslatableField(name) for name in (*NOUNS, "members", *SENTENCES)]

    class Meta(EnglishFirst.Meta):
        verbose_name = _("terms")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return str(_("Terms"))

    @property
    def is_legacy(self) -> bool:
        """Whether the body has ended and another does its work (D1)."""
        return bool(self.succeeded_by)

    @property
    def member_list(self) -> list[str]:
        return [line.strip() for line in self.members.splitlines() if line.strip()]

    def fill(self, text: str, acronym: str, written: Callable[[str], str] = str) -> str:
        """Return `text` with the partnership's own words, each as `written` gives it, in place of its tokens."""
        for token, words in self.tokens(acronym).items():
            text = text.replace(token, written(words))
        return text

    def tokens(self, acronym: str) -> dict[str, str]:
        """Return what may be written in a text, and the partnership's own words for it."""
        return {
            "{review}": self.review_name,
            "{review_short}": self.review_short,
            "{body}": self.body,
            "{acronym}": acronym,
            "{group}": self.governing_group,
        }
