"""The staff host: our own pages at the root, the Wagtail editor beside them. people.doors says who may enter."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("people.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("", include("pages.urls")),
    path("", include("publications.urls.staff")),
]

handler404 = "config.views.errors.not_found"
handler500 = "config.views.errors.broken"
