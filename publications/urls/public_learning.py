"""What a public host serves of briefings, supervision, training and newsletters."""

from django.urls import URLPattern, path

from publications.views import briefings, supervision, training

_WITH_REPORT = {"is_companion": True}
urlpatterns: list[URLPattern] = [
    path("briefings/", briefings.briefings, name="briefings"),
    path("briefings/<slug:slug>/supervision/", supervision.supervision, name="supervision"),
    path("briefings/<slug:slug>/supervision/thanks/", supervision.thanks, name="use_reported"),
    path(
        "reviews/<slug:slug>/briefing/supervision/",
        supervision.supervision,
        _WITH_REPORT,
        name="briefing_supervision",
    ),
    path(
        "reviews/<slug:slug>/briefing/supervision/thanks/",
        supervision.thanks,
        _WITH_REPORT,
        name="briefing_use_reported",
    ),
    path("newsletters/", briefings.newsletters, name="newsletters"),
    path("training/", training.training, name="training"),
]
