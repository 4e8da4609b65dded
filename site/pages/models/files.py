"""Files and images that are private from the moment of their upload."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from pages.storing import content_addressed


class PrivateImage(AbstractImage):
    """An image; the public sees only copies that belong to a published edition."""

    admin_form_fields = WagtailImage.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        return content_addressed(self, filename)


class PrivateRendition(AbstractRendition):
    """A smaller copy of an image, for the staff's screens."""

    image = models.ForeignKey(PrivateImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_for_each_filter"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        return content_addressed(self, filename)


class PrivateDocument(AbstractDocument):
    """A document; nobody but staff can open it until something public refers to this version."""

    file = models.FileField(_("file"), upload_to=content_addressed)

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
