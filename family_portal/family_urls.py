"""Pages for people of a family, behind the landing page."""

from django.urls import path

from family_portal.views import documents, seen

app_name = "family"

urlpatterns = [
    path("seen/", seen.seen, name="seen"),
    path("papers/", documents.documents, name="documents"),
    path("papers/<uuid:uuid>/", documents.document_file, name="document"),
    path("papers/<uuid:uuid>/remove/", documents.remove_document, name="remove_document"),
]
