"""What the staff host serves of the companions."""

from django.urls import path

from publications.views.staff import companion_previews, companions
from publications.vocabulary import CompanionKind

urlpatterns = [path("reviews/<uuid:uuid>/companions/", companions.companions, name="companions")]
for _kind in CompanionKind.values:
    _of = f"reviews/<uuid:uuid>/release/preview/{_kind}/"
    urlpatterns += [
        path(_of, companion_previews.preview, {"kind": _kind}, name=f"release_{_kind}"),
        path(f"{_of}files/<str:name>", companion_previews.picture, {"kind": _kind}, name=f"release_{_kind}_picture"),
        path(
            f"reviews/<uuid:uuid>/release/{_kind}.pdf",
            companion_previews.pdf,
            {"kind": _kind},
            name=f"release_{_kind}_pdf",
        ),
    ]
