"""What is known of a review besides its text. Private, every row of it."""

from __future__ import annotations

import calendar
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models import PrivateDocument
from people.models import User
from publications.models.reviews import Review
from publications.models.sealed import SealedWords


class Reviewer(models.Model):
    """Somebody who was commissioned to lead the review, with what they declared (E 1.5.7, R51)."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="reviewers")
    name = models.CharField(_("name"), max_length=150)
    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    conflict_declared_on = models.DateField(_("conflicts of interest declared on"), null=True, blank=True)
    conflict = models.TextField(_("conflicts of interest, if any"), blank=True)
    confidentiality_signed_on = models.DateField(_("confidentiality agreement signed on"), null=True, blank=True)
    announced_on = models.DateField(_("Panel, DfE and Ofsted told of the name on"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """Somebody on the review team."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="team")
    name = models.CharField(_("name"), max_length=150)
    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    part = models.CharField(_("part in the review"), max_length=150, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ParallelProcess(SealedWords):
    """Another process about the same events (R28). Sealed: source, note."""

    class Kind(models.TextChoices):
        CRIMINAL = "criminal", _("Criminal investigation or trial")
        INQUEST = "inquest", _("Inquest")
        FAMILY_COURT = "family_court", _("Family court")
        DOMESTIC_HOMICIDE = "domestic_homicide", _("Domestic Homicide Review")
        SAFEGUARDING_ADULT = "safeguarding_adult", _("Safeguarding Adult Review")
        MAPPA = "mappa", _("MAPPA Serious Case Review")
        EMPLOYMENT = "employment", _("Employment or professional regulation")
        NHS_INCIDENT = "nhs_incident", _("NHS serious incident")
        OTHER = "other", _("Another process")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="processes")
    kind = models.CharField(_("process"), max_length=30, choices=Kind.choices)
    began_on = models.DateField(_("began on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    # A legal sign-off from before counts no more: it was given in ignorance of this.
    changed_at = models.DateTimeField(null=True, editable=False)

    # Proceedings in which a publication can be in contempt of court while they are active (R27).
    IN_COURT = (Kind.CRIMINAL, Kind.INQUEST, Kind.FAMILY_COURT)

    class Meta:
        ordering = ["pk"]


class Restriction(SealedWords):
    """What a law or an order forbids to publish (R26). Sealed: source, note."""

    class Kind(models.TextChoices):
        CHILDREN_ACT = "children_act", _("Children Act 1989, section 97")
        PRIVATE_PROCEEDINGS = "private_proceedings", _("Administration of Justice Act 1960, section 12")
        SEXUAL_OFFENCE = "sexual_offence", _("Sexual Offences (Amendment) Act 1992, section 1")
        YOUTH_OR_WITNESS = "youth_or_witness", _("Order for a young person or a witness")
        INJUNCTION = "injunction", _("Injunction")
        OTHER = "other", _("Another restriction")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="restrictions")
    kind = models.CharField(_("restriction"), max_length=30, choices=Kind.choices)
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until"), null=True, blank=True)
    document = models.ForeignKey(
        PrivateDocument, verbose_name=_("document"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # As of a process.
    changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]


class SensitiveDate(SealedWords):
    """A day on which publication would hurt somebody (R29). Sealed: reason, which not everybody may see."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="sensitive_dates")
    day = models.DateField(_("day"))
    is_yearly = models.BooleanField(_("every year"), default=True)

    class Meta:
        ordering = ["day"]

    def falls_on(self, day: date) -> bool:
        """Return whether `day` is this day, or its anniversary; a 29 February falls on the 28th in other years."""
        if not self.is_yearly or day.year == self.day.year:
            return day == self.day
        is_missing = (self.day.month, self.day.day) == (2, 29) and not calendar.isleap(day.year)
        anniversary = (2, 28) if is_missing else (self.day.month, self.day.day)
        return day > self.day and (day.month, day.day) == anniversary


class Hold(SealedWords):
    """While it stands the review is neither notified, nor scheduled, nor released. Sealed: reason, lifted_because."""

    class Kind(models.TextChoices):
        PROCEEDINGS = "proceedings", _("Proceedings")
        COURT_ORDER = "court_order", _("Court order")
        POLICE = "police", _("At the request of the police")
        FAMILY = "family", _("For the family")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["placed_at"]


class Delay(SealedWords):
    """Why the review will miss its clock, as Panel and Secretary of State hear it (R13). Sealed: reason, for_family."""

    class Cause(models.TextChoices):
        POLICE = "police", _("The police asked to delay contact with key people")
        CRIMINAL_CASE = "criminal_case", _("A criminal case")
        INQUEST = "inquest", _("An inquest")
        FAMILY = "family", _("The family needs more time")
        QUALITY = "quality", _("The report was not good enough yet")
        OTHER = "other", _("Another reason")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="delays")
    cause = models.CharField(_("cause"), max_length=20, choices=Cause.choices)
    expected_on = models.DateField(_("now expected on"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at"]
