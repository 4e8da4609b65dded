"""The families' host: one bland page for now, and no way to sign in."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import TemplateView

urlpatterns: list[URLPattern | URLResolver] = [
    path("", TemplateView.as_view(template_name="portal/closed.html"), name="closed"),
]

handler404 = "config.views.errors.not_found"
handler500 = "config.views.errors.broken"
