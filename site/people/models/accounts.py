"""Accounts, and what a person is to a partnership."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from people.roles import Partner, Role


def new_stamp() -> str:
    """Return a value that no session has seen yet."""
    return secrets.token_urlsafe(16)


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
    session_stamp = models.CharField(max_length=32, default=new_stamp, editable=False)
    last_signed_in_at = models.DateTimeField(_("last signed in"), null=True, blank=True)

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

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django asks this of every session at every request: with a new stamp they all end.
        value = f"{self.password}:{self.session_stamp}"
        return salted_hmac("people.session", value, secret=secret, algorithm="sha256").hexdigest()


class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=40, choices=Role.choices)
    # Which safeguarding partner a delegate speaks for; empty for every other role.
    partner = models.CharField(_("safeguarding partner"), max_length=20, choices=Partner.choices, blank=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("membership")
        constraints = [models.UniqueConstraint(fields=["user", "partnership", "role"], name="one_membership_per_role")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()}, {self.partnership.short_name})"

    @property
    def scope(self) -> str:
        """The tenant, as the record of steps names it."""
        return str(self.partnership_id)

    @property
    def in_words(self) -> str:
        """The role, and for a delegate the partner for which they speak."""
        role = self.get_role_display()
        return f"{role} ({self.get_partner_display()})" if self.partner else role
