"""Which views of the Wagtail editor exist for the editors of a partnership. What is not listed is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from csp.constants import HEADER, NONE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from people import scoping
from people.permissions import partnerships_where
from people.roles import Deed

EDITOR = "cms/"

Owns = Callable[[Any, Any], bool]


def _anything(user: Any, value: Any) -> bool:  # noqa: ARG001
    return True


_PAGE = {"page_id": scoping.owns_page}
_REVISION = _PAGE | {"revision_id": _anything}
_PLACE = {"parent_page_id": scoping.owns_page_or_above}
_IMAGE = {"image_id": scoping.owns_image}
_DOCUMENT = {"document_id": scoping.owns_document}
_TRANSLATION = {"translation_id": scoping.owns_translation}
# Wagtail gives a half-finished upload only to the person who made it.
_UPLOAD = {"uploaded_file_id": _anything}

# Every argument of every view has its question. "id" is asked of each `?id=` in the query.
VIEWS: Mapping[str, Mapping[str, Owns]] = {
    "wagtailadmin_home": {},
    "editor_sign_out": {},
    "editor_account": {},
    "wagtailadmin_sprite": {},
    "wagtailadmin_javascript_catalog": {},
    "wagtailadmin_dismissibles": {},
    "wagtailadmin_block_preview": {},
    "wagtailadmin_explore_root": {},
    "wagtailadmin_explore": _PLACE,
    "wagtailadmin_explore_results": _PLACE,
    "wagtailadmin_api:pages:listing": {},
    "wagtailadmin_api:pages:detail": {"pk": scoping.owns_page_or_above},
    "wagtailadmin_pages:edit": _PAGE,
    "wagtailadmin_pages:preview_on_edit": _PAGE,
    "wagtailadmin_pages:view_draft": _PAGE,
    "wagtailadmin_pages:history": _PAGE,
    "wagtailadmin_pages:history_results": _PAGE,
    "wagtailadmin_pages:revisions_index": _PAGE,
    "wagtailadmin_pages:revisions_view": _REVISION,
    "wagtailadmin_pages:revisions_revert": _REVISION,
    "wagtailadmin_pages:revisions_compare": {
        "pk": scoping.owns_page,
        "revision_id_a": _anything,
        "revision_id_b": _anything,
    },
    "wagtailadmin_choose_page": {},
    "wagtailadmin_choose_page_child": _PLACE,
    "wagtailadmin_choose_page_search": {},
    "wagtailadmin_choose_page_chosen_multiple": {"id": scoping.owns_page},
    "wagtailadmin_choose_page_external_link": {},
    "wagtailadmin_choose_page_email_link": {},
    "wagtailadmin_choose_page_phone_link": {},
    "wagtailadmin_choose_page_anchor_link": {},
    "wagtailadmin_editing_sessions:ping": {
        "app_label": _anything,
        "model_name": _anything,
        "object_id": scoping.owns_page,
        "session_id": _anything,
    },
    "wagtailadmin_editing_sessions:release": {"session_id": _anything},
    "wagtailimages:index": {},
    "wagtailimages:index_results": {},
    "wagtailimages:add": {},
    "wagtailimages:edit": _IMAGE,
    "wagtailimages:delete": _IMAGE,
    "wagtailimages:preview": _IMAGE | {"filter_spec": _anything},
    "wagtailimages:image_usage": _IMAGE,
    "wagtailimages:add_multiple": {},
    "wagtailimages:edit_multiple": _IMAGE,
    "wagtailimages:delete_multiple": _IMAGE,
    "wagtailimages:create_multiple_from_uploaded_image": _UPLOAD,
    "wagtailimages:delete_upload_multiple": _UPLOAD,
    "wagtailimages_chooser:choose": {},
    "wagtailimages_chooser:choose_results": {},
    "wagtailimages_chooser:chosen": {"pk": scoping.owns_image},
    "wagtailimages_chooser:chosen_multiple": {"id": scoping.owns_image},
    "wagtailimages_chooser:create": {},
    "wagtailimages_chooser:select_format": _IMAGE,
    "wagtaildocs:index": {},
    "wagtaildocs:index_results": {},
    "wagtaildocs:add": {},
    "wagtaildocs:edit": _DOCUMENT,
    "wagtaildocs:delete": _DOCUMENT,
    "wagtaildocs:document_usage": _DOCUMENT,
    "wagtaildocs:add_multiple": {},
    "wagtaildocs:edit_multiple": {"doc_id": scoping.owns_document},
    "wagtaildocs:delete_multiple": {"doc_id": scoping.owns_document},
    "wagtaildocs:create_multiple_from_uploaded_document": _UPLOAD,
    "wagtaildocs:delete_upload_multiple": _UPLOAD,
    "wagtaildocs_chooser:choose": {},
    "wagtaildocs_chooser:choose_results": {},
    "wagtaildocs_chooser:chosen": {"pk": scoping.owns_document},
    "wagtaildocs_chooser:chosen_multiple": {"id": scoping.owns_document},
    "wagtaildocs_chooser:create": {},
    "wagtail_localize:javascript_catalog": {},
    "wagtail_localize:submit_page_translation": {"page_id": scoping.owns_page_with_copies},
    "wagtail_localize:update_translations": {"translation_source_id": scoping.owns_source},
    "wagtail_localize:edit_string_translation": _TRANSLATION | {"string_segment_id": _anything},
    "wagtail_localize:edit_override": _TRANSLATION | {"overridable_segment_id": _anything},
    "wagtail_localize:preview_translation": _TRANSLATION | {"mode": _anything},
    "wagtail_localize:download_pofile": _TRANSLATION,
    "wagtail_localize:upload_pofile": _TRANSLATION,
}


def leads_to_editor(match: ResolverMatch | None) -> bool:
    """Return whether the view that was found belongs to the Wagtail editor."""
    return match is not None and match.route.startswith(EDITOR)


def may_pass(request: HttpRequest, match: ResolverMatch) -> bool:
    """Return whether the view is open to editors and everything that it is asked about is their own."""
    questions = VIEWS.get(match.view_name)
    if questions is None or not partnerships_where(request.user, Deed.EDIT_REPORT).exists():
        return False
    asked = [*match.kwargs.items(), *(("id", value) for value in _ids(request, questions))]
    return all(name in questions and questions[name](request.user, value) for name, value in asked)


def with_editor_headers(response: HttpResponse) -> HttpResponse:
    """Let the editor frame its own previews and use the inline scripts and styles that Wagtail writes."""
    framed_by = SELF if response.get("X-Frame-Options") == "SAMEORIGIN" else NONE
    if HEADER in response:
        # A preview: it went through every middleware as the public page that it is, and keeps that page's policy.
        response[HEADER] = response[HEADER].replace(f"frame-ancestors {NONE}", f"frame-ancestors {framed_by}")
        return response
    response._csp_replace = {
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "frame-src": [SELF],
        "frame-ancestors": [framed_by],
    }
    return response


def _ids(request: HttpRequest, questions: Mapping[str, Owns]) -> list[str]:
    return request.GET.getlist("id") if "id" in questions else []
