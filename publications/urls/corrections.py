"""What the staff host serves of the corrections, and of reports that were published before."""

from django.urls import path

from publications.views.staff import correcting, legacy

VERSION = "reviews/<uuid:uuid>/versions/<uuid:release>/"

urlpatterns = [
    path("reviews/<uuid:uuid>/correction/", correcting.correction, name="correction"),
    path(VERSION, correcting.version, name="version"),
    path(f"{VERSION}files/<str:name>", correcting.version_picture, name="version_picture"),
    path(f"{VERSION}report.pdf", correcting.version_pdf, name="version_pdf"),
    path("reviews/<uuid:uuid>/published-before/", legacy.published_before, name="published_before"),
]
