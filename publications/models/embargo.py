"""What every page that goes out with a release has in common: Wagtail writes it, and only its release makes it live."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from wagtail.models import PagePermissionTester

from pages.models.approved import WriteOnly


class NotReleased(Exception):
    """Something tried to make a report live around its release."""

    def __init__(self) -> None:
        super().__init__("A report goes live through its confirmed release, at its hour, and in no other way.")


class OnlyOnce(Exception):
    """Something tried to make a second page of the same review."""

    def __init__(self) -> None:
        super().__init__("A report cannot be copied or mirrored: there is one page per review and language.")


class UnderEmbargo:
    """A Wagtail page that is never copied, and live only while its review is public with exactly what it says.

    Its class says in `public_editions` which editions the public reads of it, and has a `language_key`.
    """

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless that would make something live that is not exactly what was released."""
        fields = kwargs.get("update_fields")
        if self.live and (fields is None or "live" in fields):
            self.refuse_unless_released()
        # Page.locale lives in another table, where no constraint of this one reaches.
        self.language_key = self.locale.language_code if self.locale_id else ""
        super().save(*args, **kwargs)

    def public_editions(self) -> Any:
        """Return the public editions of this page in its language."""
        raise NotImplementedError

    def refuse_unless_released(self) -> None:
        """Raise NotReleased unless the review is public with exactly this content in this language."""
        from publications.content_hash import page_digest
        from publications.editions import released_page

        mine = page_digest(self)
        public = self.public_editions().select_related("revision")
        if all(page_digest(released_page(edition)) != mine for edition in public):
            raise NotReleased

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return WriteOnly(user, self)

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """Copy the page into another language, for translation; OnlyOnce for every other copy."""
        locale = (kwargs.get("update_attrs") or {}).get("locale")
        if locale is None or locale.pk == self.locale_id or kwargs.get("keep_live", True):
            raise OnlyOnce
        return super().copy(*args, **kwargs)

    def create_alias(self, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002
        raise OnlyOnce

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:  # noqa: ARG002
        """What is public is put in the map by publications.feeds, which asks the public rule and not Wagtail."""
        return []

    def route(self, request: HttpRequest, path_components: list[str]) -> None:  # noqa: ARG002
        """The public reads it through publications.views alone; through Wagtail's own door there is none."""
        raise Http404

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:  # noqa: ARG002
        """Return the draft as the public would read it, for the editor's preview on the staff host."""
        from publications.views.preview import preview_draft

        return preview_draft(request, self)
