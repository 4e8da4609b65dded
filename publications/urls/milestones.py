"""What the staff host serves of the milestones, and of the closing of a review."""

from django.urls import path

from publications.views.staff import closing, milestones

urlpatterns = [
    path("reviews/<uuid:uuid>/milestones/", milestones.overview, name="milestones"),
    path("reviews/<uuid:uuid>/milestones/<slug:kind>/", milestones.kind, name="milestone_kind"),
    path("reviews/<uuid:uuid>/milestones/<slug:kind>/record/", milestones.add, name="milestone_add"),
    path("reviews/<uuid:uuid>/milestones/<slug:kind>/<uuid:row>/", milestones.withdraw, name="milestone_withdraw"),
    path(
        "reviews/<uuid:uuid>/milestones/<slug:kind>/<uuid:row>/evidence/", milestones.evidence,
        name="milestone_evidence",
    ),
    path("reviews/<uuid:uuid>/close/", closing.close, name="review_close"),
    path("reviews/<uuid:uuid>/improvements/", closing.improvements, name="review_improvements"),
]  # fmt: skip
