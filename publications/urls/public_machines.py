"""What a public host serves of feeds, alerts, themes and what machines read."""

from django.urls import URLPattern, path

from publications.feeds import BriefingFeed, TermFeed
from publications.search_feed import SearchFeed
from publications.views import alerts, machines, themes

urlpatterns: list[URLPattern] = [
    path("reviews/reports.csv", machines.reports_csv, name="reports_csv"),
    path("recommendations.csv", machines.recommendations_csv, name="recommendations_csv"),
    path("briefings/feed/", BriefingFeed(), name="briefing_feed"),
    path("search/feed/", SearchFeed(), name="search_feed"),
    path("themes/<slug:kind>/<slug:slug>/feed/", TermFeed(), name="theme_feed"),
    path("themes/", themes.index, name="themes"),
    path("themes/<slug:kind>/<slug:slug>/", themes.term, name="theme"),
    path("alerts/", alerts.ask, name="alerts"),
    path("alerts/asked/", alerts.asked, name="alerts_asked"),
    path("alerts/confirmed/", alerts.confirmed, name="alerts_confirmed"),
    path("alerts/changed/", alerts.changed, name="alerts_changed"),
    path("alerts/confirm/<str:token>/", alerts.confirm, name="alerts_confirm"),
    path("alerts/<slug:token>/", alerts.manage, name="alerts_manage"),
    path("alerts/<slug:token>/stop/", alerts.stop, name="alerts_stop"),
]
