"""What a public host serves beside the pages of the tree."""

from django.urls import path

from home.views import enquiries

urlpatterns = [
    path("ask-for-another-format/", enquiries.enquire, {"door": enquiries.FORMAT}, name="ask_for_format"),
    path("ask-for-another-format/sent/", enquiries.sent, name="format_asked"),
    path("report-a-barrier/", enquiries.enquire, {"door": enquiries.BARRIER}, name="report_barrier"),
    path("report-a-barrier/sent/", enquiries.sent, name="barrier_reported"),
]
