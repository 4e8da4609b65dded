"""A partnership's public host: nobody is known here, and only what is public is found."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.urls import serve_pattern

from config.views import public
from pages.routing import serve

urlpatterns = [
    path("look.css", public.look, name="look"),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path("opensearch.xml", public.opensearch, name="opensearch"),
    path("api/v2/", include("publications.urls.api")),
    *i18n_patterns(
        path("", include("publications.urls.public")),
        path("", include("home.urls.public")),
        re_path(serve_pattern, serve, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]
handler404 = "config.views.errors.not_found"
handler500 = "config.views.errors.broken"
handler400 = "config.views.errors.not_understood"
handler403 = "config.views.errors.not_found"
