"""The tenant: one local safeguarding children partnership, with one Wagtail site of its own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.colours import validate_readable_on_white
from partnerships.working_days import NoticeCounting


class PartnershipQuerySet(models.QuerySet):
    def at_host(self, host: str) -> Partnership | None:
        """Return the partnership whose public host is `host` (lower case, no port), or None."""
        return self.select_related("site").filter(site__hostname=host).first()


class Partnership(models.Model):
    name = models.CharField(_("name"), max_length=200, help_text=_("As the public knows it, in full."))
    short_name = models.CharField(_("short name"), max_length=40, help_text=_("The acronym or short form."))
    slug = models.SlugField(_("slug"), unique=True)
    site = models.OneToOneField("wagtailcore.Site", verbose_name=_("site"), on_delete=models.PROTECT)
    collection = models.OneToOneField("wagtailcore.Collection", verbose_name=_("collection"), on_delete=models.PROTECT)
    colour = models.CharField(_("colour"), max_length=7, default="#1d5b79", validators=[validate_readable_on_white])
    mailbox = models.EmailField(_("mailbox"), help_text=_("A shared mailbox, not one person's."))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    copy_working_days = models.PositiveSmallIntegerField(
        _("working days to answer a request for a copy"), default=20, help_text=_("At most 20 (R58).")
    )
    requester_days = models.PositiveSmallIntegerField(
        _("days to keep a requester's details after the answer"), default=90
    )
    notice_counting = models.CharField(
        _("how the seven working days are counted"),
        max_length=10,
        choices=NoticeCounting.choices,
        default=NoticeCounting.STANDARD,
    )
    has_case_review_panel = models.BooleanField(
        _("a case review panel is consulted before a report is not published"), default=False
    )
    clock_warning_days = models.PositiveSmallIntegerField(_("days of warning before a clock runs out"), default=28)
    recipient_days = models.PositiveSmallIntegerField(
        _("days after which a statutory recipient's address has to be verified again"), default=180
    )
    predecessor_note = models.TextField(
        _("note about an earlier body"),
        blank=True,
        help_text=_("Shown beside reports of a body that has ended."),
    )

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [
            models.CheckConstraint(
                name="copy_answered_within_twenty_working_days",
                condition=models.Q(copy_working_days__gte=1, copy_working_days__lte=20),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def origin(self) -> str:
        """The start of every public address of this partnership, like https://reviews.example.org."""
        host, port = self.site.hostname, self.site.port
        shown = "" if port in (80, 443) else f":{port}"
        return f"{settings.PUBLIC_SCHEME}://{host}{shown}"
