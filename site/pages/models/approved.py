"""A page that is public as two people made it: one wrote it, another published it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from wagtail.models import PagePermissionTester

_door: ContextVar[bool] = ContextVar("door", default=False)


class NotThroughItsDoor(Exception):
    """Something tried to change what is public around pages.publishing."""

    def __init__(self) -> None:
        super().__init__("A page changes in public when a second person publishes it, and in no other way.")


@contextmanager
def through_the_door() -> Iterator[None]:
    """Let pages.publishing, and it alone, change what is public."""
    token = _door.set(True)
    try:
        yield
    finally:
        _door.reset(token)


class WriteOnly(PagePermissionTester):
    """What the Wagtail editor may do with a page that has its own door for each change of state: write drafts."""

    def _never(self, *args: Any, **kwargs: Any) -> bool:  # noqa: ARG002
        return False

    can_publish = can_unpublish = can_set_view_restrictions = can_unschedule = _never
    can_delete = can_move = can_copy = can_submit_for_moderation = _never


class ApprovedByTwo:
    """Inherit it before Page. `refusals` says what keeps a draft from being published."""

    has_translations_beside_it = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless that would change what is public without a second person."""
        if self.live and not _door.get() and self._would_change_in_public(kwargs.get("update_fields")):
            raise NotThroughItsDoor
        super().save(*args, **kwargs)

    def refusals(self) -> list[str]:
        """Return, in plain words, what keeps this text from being published."""
        return []

    def warnings(self, now: datetime) -> list[str]:  # noqa: ARG002
        """Return, in plain words, what a second person should look at again."""
        return []

    def draws_from(self) -> Iterable[Any]:
        """Return what else a reader meets on this page, and what is therefore translated with it."""
        return []

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return WriteOnly(user, self)

    def save_revision(self, *args: Any, overwrite_revision: Any = None, **kwargs: Any) -> Any:
        """Save a draft; the editor saves over its last one, but never over one that was published."""
        if overwrite_revision and self.versions.filter(revision=overwrite_revision).exists():
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """Copy as a draft; what is public is never copied as public."""
        return super().copy(*args, **(kwargs | {"keep_live": False}))

    def create_alias(self, *args: Any, **kwargs: Any) -> Any:
        """Mirror the page in another language, so that a report may hang there; nobody is ever served it."""
        locale = kwargs.get("update_locale")
        if locale is None or locale.pk == self.locale_id or kwargs.get("recursive"):
            raise NotThroughItsDoor
        with through_the_door():
            return super().create_alias(*args, **kwargs)

    def _would_change_in_public(self, update_fields: Any) -> bool:
        words = {field.field_name for field in self.translatable_fields}
        return update_fields is None or not words.union(_SHOWN).isdisjoint(update_fields)


_SHOWN = {"live", "title", "slug", "url_path"}
