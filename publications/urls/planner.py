"""What the staff host serves of the planner."""

from django.urls import path

from publications.views.staff import planner

urlpatterns = [
    path("planner/", planner.calendar, name="planner"),
    path("reviews/<uuid:uuid>/plan/", planner.plan, name="review_plan"),
]
