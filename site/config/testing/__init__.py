"""Fixtures that every app's tests share; loaded by pytest through `-p config.testing`."""

from __future__ import annotations

from config.testing.database import keep_steps_append_only
from config.testing.partnerships import (
    a_person,
    at_host,
    signed_in,
    solihull,
    surrey,
)

__all__ = ["a_person", "at_host", "keep_steps_append_only", "signed_in", "solihull", "surrey"]
