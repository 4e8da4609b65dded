"""What the staff host serves of a partnership's own site."""

from django.urls import path

from home.views.staff import enquiries, links, recordings

urlpatterns = [
    path("enquiries/", enquiries.queue, name="enquiries"),
    path("enquiries/<uuid:uuid>/", enquiries.enquiry, name="enquiry"),
    path("links/", links.broken, name="broken_links"),
    path("pages/<int:number>/recordings/", recordings.recordings, name="recordings"),
    path("pages/<int:number>/recordings/<int:key>/", recordings.recording, name="recording"),
    path("pages/<int:number>/recordings/<int:key>/file/", recordings.file, name="recording_file"),
]
