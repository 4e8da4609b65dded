"""The JSON API of a public host."""

from django.urls import URLPattern, path

from publications.api.views import Briefings, Recommendations, Reports, Terms

LISTED = {"get": "listing_view"}

urlpatterns: list[URLPattern] = [
    path("reports/", Reports.as_view(LISTED), name="api_reports"),
    path("reports/<uuid:uuid>/", Reports.as_view({"get": "detail_view"}), name="api_report"),
    path("briefings/", Briefings.as_view(LISTED), name="api_briefings"),
    path("recommendations/", Recommendations.as_view(LISTED), name="api_recommendations"),
    path("terms/", Terms.as_view(LISTED), name="api_terms"),
]
