"""The demo's doorway on localhost; no other installation has it."""

from django.urls import path

from config.views import doorway

urlpatterns = [
    path("", doorway.doorway, name="doorway"),
    path("mail/", doorway.mail, name="doorway_mail"),
]
handler400 = "config.views.errors.not_understood"
handler404 = "config.views.errors.not_found"
