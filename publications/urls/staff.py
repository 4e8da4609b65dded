"""What the staff host serves of the publications."""

from django.urls import path

from publications.urls import actions, companions, corrections, learning, milestones, notices, particulars, planner
from publications.views.staff import (
    anonymity,
    anonymity_files,
    anonymity_lists,
    anonymity_words,
    bringing_in,
    copies,
    dashboard,
    record,
    releasing,
    withdrawing,
)

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("reports/import/", bringing_in.bring_in, name="import_report"),
    path("reviews/<uuid:uuid>/", record.record, name="review"),
    path("reviews/<uuid:uuid>/notes/", bringing_in.notes, name="review_notes"),
    path("reviews/<uuid:uuid>/draft/", record.draft, name="review_draft"),
    path("reviews/<uuid:uuid>/release/", releasing.prepare, name="release"),
    path("reviews/<uuid:uuid>/release/confirm/", releasing.confirm, name="release_confirm"),
    path("reviews/<uuid:uuid>/release/withdraw/", releasing.withdraw, name="release_withdraw"),
    path("reviews/<uuid:uuid>/release/preview/", releasing.preview, name="release_preview"),
    path("reviews/<uuid:uuid>/release/preview/files/<str:name>", releasing.picture, name="release_picture"),
    path("reviews/<uuid:uuid>/release/report.pdf", releasing.pdf, name="release_pdf"),
    *(
        path(f"reviews/<uuid:uuid>/{move}/", withdrawing.change, {"move": move}, name=f"review_{move}")
        for move in ("pause", "archive", "remove", "restore", "reinstate")
    ),
    path("reviews/<uuid:uuid>/proposal/", withdrawing.proposal, name="proposal"),
    path("reviews/<uuid:uuid>/removal/", withdrawing.proposal, {"is_removal": True}, name="removal"),
    path("reviews/<uuid:uuid>/anonymity/", anonymity.overview, name="anonymity"),
    path("reviews/<uuid:uuid>/anonymity/pass/", anonymity.passing, name="anonymity_pass"),
    path("reviews/<uuid:uuid>/anonymity/findings/<uuid:row>/", anonymity.finding, name="anonymity_finding"),
    path("reviews/<uuid:uuid>/anonymity/people/", anonymity_lists.people, name="anonymity_people"),
    path("reviews/<uuid:uuid>/anonymity/list/", anonymity_lists.terms, name="anonymity_list"),
    path("reviews/<uuid:uuid>/anonymity/list/add/", anonymity_lists.add_term, name="anonymity_list_add"),
    path("reviews/<uuid:uuid>/anonymity/list/paste/", anonymity_lists.add_terms, name="anonymity_list_paste"),
    path("reviews/<uuid:uuid>/anonymity/list/until/", anonymity_lists.until, name="anonymity_list_until"),
    path("reviews/<uuid:uuid>/anonymity/list/<uuid:row>/", anonymity_lists.term, name="anonymity_term"),
    path("reviews/<uuid:uuid>/anonymity/allowed/", anonymity_lists.allowed, name="anonymity_allowed"),
    path("reviews/<uuid:uuid>/anonymity/files/", anonymity_files.files, name="anonymity_files"),
    path("reviews/<uuid:uuid>/anonymity/words/", anonymity_words.words, name="anonymity_purge"),
    *particulars.urlpatterns,
    *milestones.urlpatterns,
    *notices.urlpatterns,
    *corrections.urlpatterns,
    *planner.urlpatterns,
    *companions.urlpatterns,
    *actions.urlpatterns,
    *learning.urlpatterns,
    path("copies/", copies.queue, name="copy_requests"),
    path("copies/<uuid:uuid>/", copies.copy, name="copy_request"),
    path("copies/<uuid:uuid>/refuse/", copies.refusal, name="copy_refusal"),
    path("copies/<uuid:uuid>/copy.pdf", copies.printed, name="copy_printed"),
]
