"""What the staff host serves of the notices."""

from django.urls import path

from publications.views.staff import changed_copies, comments, dispatches, notices, recipients, repository

urlpatterns = [
    path("recipients/", recipients.recipients, name="recipients"),
    path("recipients/<slug:slug>/<slug:kind>/", recipients.change, name="recipient"),
    path("recipients/<slug:slug>/<slug:kind>/verify/", recipients.verify, name="recipient_verify"),
    path("reviews/<uuid:uuid>/notices/", notices.overview, name="notices"),
    path("reviews/<uuid:uuid>/notices/new/", notices.new, name="notice_new"),
    path("reviews/<uuid:uuid>/notices/change/", changed_copies.change, name="notice_change"),
    path("reviews/<uuid:uuid>/notices/record/", dispatches.record, name="notice_record"),
    path("reviews/<uuid:uuid>/notices/<uuid:row>/", notices.pack, name="notice"),
    path("reviews/<uuid:uuid>/notices/<uuid:row>/files/<int:number>/", notices.file, name="notice_file"),
    path("reviews/<uuid:uuid>/notices/copies/<uuid:row>/", dispatches.dispatch, name="dispatch"),
    path("reviews/<uuid:uuid>/comments/", comments.overview, name="comments"),
    path("reviews/<uuid:uuid>/comments/new/", comments.new, name="comment_new"),
    path("reviews/<uuid:uuid>/comments/<uuid:comment>/", comments.comment, name="comment"),
    path("reviews/<uuid:uuid>/repository/", repository.repository, name="repository"),
]
