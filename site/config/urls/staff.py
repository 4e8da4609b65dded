"""The staff host: our own pages at the root, the Wagtail editor beside them."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("cms/", include(wagtailadmin_urls)),
    path("", include("pages.urls")),
    path("", include("publications.urls.staff")),
]
