"""Where staff help somebody back in. For those who work with the family, and for who appoints them."""

from django.urls import path

from family_portal.views import ways_back

app_name = "back"

urlpatterns = [
    path("", ways_back.index, name="index"),
    path("<uuid:uuid>/", ways_back.one, name="one"),
]
