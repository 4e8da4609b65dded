"""The second factor: an authenticator app, and a sheet of recovery codes for the day it is lost."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.utils import timezone
from django_otp.models import Device
from django_otp.oath import TOTP

from people.fingerprints import fingerprints
from people.sealing import open_sealed, seal

STEP_SECONDS = 30
DIGITS = 6
DRIFT = 1


class AuthenticatorApp(Device):
    """An app that shows a new code every 30 seconds. Its seed is sealed to this row of this person."""

    row = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sealed_seed = models.BinaryField()
    last_step = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(confirmed=True), name="one_confirmed_app_for_each_person"
            )
        ]

    @property
    def place(self) -> str:
        """Where the seed lies; a seed that was copied to another row cannot be opened."""
        return f"people.authenticatorapp.sealed_seed:{self.user_id}:{self.row}"

    def keep_seed(self, seed: bytes) -> None:
        self.sealed_seed = seal(seed, place=self.place)

    def seed(self) -> bytes:
        return open_sealed(self.sealed_seed, place=self.place)

    def totp(self, now: datetime) -> TOTP:
        """Return the generator of codes, its clock stopped at `now`."""
        generator = TOTP(self.seed(), step=STEP_SECONDS, digits=DIGITS)
        generator.time = now.timestamp()
        return generator

    def accepts(self, code: str, *, now: datetime) -> bool:
        """Return whether `code` (six digits) is right at `now`. Each code is accepted once, by one request."""
        generator = self.totp(now)
        if not generator.verify(int(code), tolerance=DRIFT, min_t=self.last_step + 1):
            return False
        unused = type(self).objects.filter(pk=self.pk, last_step__lt=generator.t())
        return unused.update(last_step=generator.t()) == 1

    def verify_token(self, token: str) -> bool:
        return self.accepts(token, now=timezone.now())


class RecoverySheet(Device):
    """Ten codes, each good for one sign-in. A session that used one stands or falls with the sheet."""

    made_at = models.DateTimeField()

    def accepts(self, code: str, *, now: datetime) -> bool:
        """Use `code` (normalised) up and return whether it was there to use; one request wins."""
        unused = self.codes.filter(digest__in=fingerprints(self.kind, code), used_at=None)
        return unused.update(used_at=now) == 1

    def verify_token(self, token: str) -> bool:
        return self.accepts(token, now=timezone.now())

    @property
    def kind(self) -> str:
        return f"recovery code of {self.user_id}"

    def codes_left(self) -> int:
        return self.codes.filter(used_at=None).count()


class RecoveryCode(models.Model):
    """Only the keyed hash of a code is kept."""

    sheet = models.ForeignKey(RecoverySheet, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "digest"], name="one_row_for_each_recovery_code")]
