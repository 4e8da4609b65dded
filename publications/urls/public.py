"""What a public host serves of the publications."""

from django.urls import path, re_path

from publications.feeds import ReportFeed
from publications.urls import public_learning, public_machines, public_plans
from publications.views import archived, companions, finding, public
from publications.vocabulary import CompanionKind

urlpatterns = [
    path("reviews/", finding.reports, name="reports"),
    path("reviews/feed/", ReportFeed(), name="report_feed"),
    path("reviews/archive/", archived.archive, name="archive"),
    *public_machines.urlpatterns,
    *public_learning.urlpatterns,
    *public_plans.urlpatterns,
    path("reviews/<slug:slug>/", public.report, name="report"),
    path("reviews/<slug:slug>/report.pdf", public.pdf, name="report_pdf"),
    re_path(
        r"^reviews/(?P<slug>[-\w]+)/files/(?P<digest>[0-9a-f]{64})\.(?:png|jpg|pdf)$",
        public.file,
        name="report_file",
    ),
    *(
        path(f"reviews/<slug:slug>/{kind}/", companions.companion, {"kind": kind}, name=kind)
        for kind in CompanionKind.values
    ),
    *(
        path(f"reviews/<slug:slug>/{kind}/{kind}.pdf", companions.companion_pdf, {"kind": kind}, name=f"{kind}_pdf")
        for kind in CompanionKind.values
    ),
    re_path(
        rf"^reviews/(?P<slug>[-\w]+)/(?P<kind>{'|'.join(CompanionKind.values)})/files/(?P<digest>[0-9a-f]{{64}})\.(?:png|jpg)$",
        companions.companion_file,
        name="companion_file",
    ),
    path("reviews/<slug:slug>/ask/", archived.ask, name="ask_for_copy"),
    path("reviews/<slug:slug>/asked/", archived.asked, name="asked_for_copy"),
    path("copies/<str:token>/", archived.copy, name="copy"),
    path("search/", finding.search, name="search"),
    path("search/suggest/", finding.suggest, name="suggest"),
]
