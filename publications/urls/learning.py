"""What the staff host serves of training, newsletters, early learning and what use was reported."""

from django.urls import URLPattern, path

from publications.views.staff import learning, learning_early, learning_training

urlpatterns: list[URLPattern] = [
    path("learning/", learning.overview, name="learning"),
    path("learning/<slug:slug>/newsletter/", learning.new_issue, name="newsletter_new"),
    path("learning/<slug:slug>/briefing/", learning.new_briefing, name="briefing_new"),
    path("learning/<slug:slug>/training/", learning_training.add, name="event_add"),
    path("learning/training/<uuid:uuid>/", learning_training.event, name="event"),
    path("learning/training/<uuid:uuid>/cancel/", learning_training.cancel, name="event_cancel"),
    path("briefings/<int:number>/early/", learning_early.early, name="briefing_early"),
    path("briefings/<int:number>/early/<int:row>/take-back/", learning_early.take_back, name="briefing_take_back"),
]
