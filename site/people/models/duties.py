"""When the worker last did what it does once a day, and when it was last heard of."""

from __future__ import annotations

from django.db import models


class DutyRun(models.Model):
    """One row for each duty and London day: who writes it first does the work, and nobody does it twice."""

    name = models.CharField(max_length=60)
    day = models.DateField()
    began_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    # Counts and codes; no personal data.
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["-day", "name"]
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="each_duty_once_a_day")]

    def __str__(self) -> str:
        return f"{self.name} {self.day}"
