from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from wagtail.contrib.redirects.models import Redirect

        from home.finding import HomePages
        from home.leading_on import connect
        from home.models import GlossaryEntry, PageMedia, SupportOrganisation
        from pages.changing import note_rows_of
        from pages.findable import register

        register(HomePages())
        connect()
        note_rows_of(GlossaryEntry, "glossary", lambda row: row.partnership_id)
        note_rows_of(SupportOrganisation, "support", lambda row: row.partnership_id)
        note_rows_of(PageMedia, "recording", lambda _: None)
        note_rows_of(Redirect, "redirect", lambda _: None)
