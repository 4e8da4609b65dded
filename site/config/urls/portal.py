"""The families' host. Who may open which page is said by family_portal.doors."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("ways-back/", include("family_portal.urls_back")),
    path("work/", include("family_portal.case_urls")),
    path("here/", include("family_portal.family_urls")),
    path("", include("family_portal.urls")),
]

handler400 = "family_portal.views.errors.not_understood"
handler403 = "family_portal.views.errors.not_found"
handler404 = "family_portal.views.errors.not_found"
handler500 = "family_portal.views.errors.broken"
