"""People who sign in, and what they are to a partnership."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from people.roles import Role


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        """Make and return an account; without a password nobody can sign in with it."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email=(email or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """An account. It is nobody anywhere until it has a membership; nobody is ever above the table of roles."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="email_is_unique_in_any_case"),
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="nobody_is_superuser"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def actor_reference(self) -> str:
        return f"user:{self.pk}"

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=40, choices=Role.choices)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("membership")
        constraints = [
            models.UniqueConstraint(fields=["user", "partnership", "role"], name="one_membership_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()}, {self.partnership.short_name})"

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)


class OutgoingMail(models.Model):
    """A mail that waits for the worker, or what became of it. The text is sealed, and gone once it was sent."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="mails")
    kind = models.CharField(max_length=60)
    recipient = models.CharField(max_length=254)
    sealed_text = models.BinaryField(default=bytes)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=100, blank=True)
    perhaps_twice = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "next_attempt_at"])]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"


class Alarm(models.Model):
    """Something that a person of the partnership must know of, until somebody says that it is dealt with."""

    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    message = models.TextField()
    raised_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(settled_at=None),
                name="one_open_alarm_for_each_cause",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"
