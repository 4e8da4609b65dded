"""What the staff host serves of the particulars."""

from django.urls import URLPattern, path

from publications.views.staff import about, clocks, holds, record_forms, record_lists, starting

ROWS = {
    "reviewer": "reviewers",
    "team_member": "team",
    "process": "proceedings",
    "restriction": "restrictions",
    "sensitive_date": "sensitive-dates",
}


def _rows(sort: str, place: str) -> list[URLPattern]:
    start, known = f"reviews/<uuid:uuid>/{place}/", {"sort": sort}
    return [
        path(f"{start}add/", record_forms.add, known, name=f"{sort}_add"),
        path(f"{start}<int:row>/", record_forms.change, known, name=sort),
        path(f"{start}<int:row>/remove/", record_forms.remove, known, name=f"{sort}_remove"),
    ]


urlpatterns: list[URLPattern] = [
    path("reviews/start/", starting.start, name="review_start"),
    path("reviews/<uuid:uuid>/import/", starting.bring_into, name="review_import"),
    path("reviews/<uuid:uuid>/about/", about.about, name="review_about"),
    path("reviews/<uuid:uuid>/about/decision/", about.description, name="review_describe"),
    path("reviews/<uuid:uuid>/about/media/", about.media, name="review_media"),
    path("reviews/<uuid:uuid>/about/related/", about.related, name="review_relate"),
    path("reviews/<uuid:uuid>/about/related/<uuid:other>/", about.unrelated, name="review_unrelate"),
    path("reviews/<uuid:uuid>/people/", record_lists.people, name="review_people"),
    path("reviews/<uuid:uuid>/proceedings/", record_lists.law, name="review_law"),
    path("reviews/<uuid:uuid>/sensitive-dates/", record_lists.dates, name="review_dates"),
    path("reviews/<uuid:uuid>/holds/", holds.holds, name="review_holds"),
    path("reviews/<uuid:uuid>/holds/place/", holds.place, name="hold_place"),
    path("reviews/<uuid:uuid>/holds/<int:row>/", holds.lift, name="hold_lift"),
    path("reviews/<uuid:uuid>/clocks/", clocks.clocks, name="review_clocks"),
    path("reviews/<uuid:uuid>/clocks/delay/", clocks.delay, name="review_delay"),
    *(pattern for sort, place in ROWS.items() for pattern in _rows(sort, place)),
]
