from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self) -> None:
        from wagtail.models import Site

        from pages.changing import note_rows_of
        from partnerships.models import ContactBlock, Partnership, Terms

        note_rows_of(Partnership, "partnership", lambda row: row.pk)
        note_rows_of(Site, "site", lambda _: None)
        note_rows_of(Terms, "terms", lambda row: row.partnership_id)
        note_rows_of(ContactBlock, "contact", lambda row: row.partnership_id)
