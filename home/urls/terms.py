"""What the staff host serves of a partnership's terms, contacts, support organisations and glossary."""

from django.urls import path

from home.views.staff import keeping, terms

urlpatterns = [
    path("terms/", terms.partnerships, name="terms_partnerships"),
    path("terms/<slug:slug>/", terms.overview, name="terms"),
    path("terms/<slug:slug>/change/", terms.propose, name="terms_propose"),
    path("terms/<slug:slug>/contacts/<slug:purpose>/", keeping.contact, name="terms_contact"),
    *(
        path(f"terms/<slug:slug>/{sort}/{address}", view, {"sort": sort}, name=f"{sort}_{name}")
        for sort in ("support", "glossary")
        for address, view, name in (
            ("add/", keeping.add, "add"),
            ("<int:row>/", keeping.change, "change"),
            ("<int:row>/remove/", keeping.remove, "remove"),
        )
    ),
]
