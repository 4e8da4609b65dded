"""The staff host: our own pages at the root, the Wagtail editor beside them. people.doors says who may enter."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from people.views.signing_in import sign_out

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("people.urls")),
    # The editor's menu leads to these two; its own views behind them stay shut.
    path("cms/logout/", sign_out, name="editor_sign_out"),
    path("cms/account/", RedirectView.as_view(url="/account/"), name="editor_account"),
    path("cms/", include(wagtailadmin_urls)),
    path("", include("pages.urls")),
    path("", include("home.urls.terms")),
    path("", include("publications.urls.staff")),
    path("", include("home.urls.staff")),
]

handler400 = "config.views.errors.not_understood"
handler404 = "config.views.errors.not_found"
handler500 = "config.views.errors.broken"
