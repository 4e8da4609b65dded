"""The private files of the staff host."""

from django.urls import path

from pages import serving

urlpatterns = [
    path("private/<path:name>", serving.private_file, name="private_file"),
    # Wagtail asks for a document's address by this name.
    path("documents/<int:document_id>/<str:document_filename>", serving.private_document, name="wagtaildocs_serve"),
]
