"""Wagtail's own permissions follow from the table of roles: one group per partnership, its editors."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from partnerships.models import Partnership
from people.models import User
from people.roles import Deed, roles_for

_PAGE_PERMISSIONS = ["add_page", "change_page"]
# Wagtail asks for the permissions of its own models even where another image or document model is in use.
_FILE_PERMISSIONS = [
    (app, f"{action}_{kind}")
    for app, kind in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in ("add", "change", "delete", "choose")
]


def editors_group(partnership: Partnership) -> Group:
    """Return the group whose members may use the Wagtail editor for `partnership`."""
    group, is_new = Group.objects.get_or_create(name=f"partnership {partnership.pk}: editors")
    if is_new:
        group.permissions.add(
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
            Permission.objects.get(content_type__app_label="wagtail_localize", codename="submit_translation"),
        )
        _open_collection(group, partnership.collection)
    return group


def open_tree(partnership: Partnership, root: Page) -> None:
    """Let the editors of `partnership` add and change the pages below `root`."""
    for codename in _PAGE_PERMISSIONS:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(
            group=editors_group(partnership), page_id=root.pk, permission=permission
        )


def match_groups(user: User, partnership: Partnership) -> None:
    """Put `user` in the group of editors, or take them out, as their roles now say."""
    edits = user.memberships.filter(partnership=partnership, role__in=roles_for(Deed.EDIT_REPORT)).exists()
    (user.groups.add if edits else user.groups.remove)(editors_group(partnership))


def _open_collection(group: Group, collection: Collection) -> None:
    for app, codename in _FILE_PERMISSIONS:
        permission = Permission.objects.get(content_type__app_label=app, codename=codename)
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
