"""What a public host serves of the public action plans."""

from django.urls import path

from publications.views import progress

urlpatterns = [path("reviews/<slug:slug>/progress/", progress.progress, name="plan_progress")]
