from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "publications"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from pages.changing import note_rows_of
        from pages.models import PageVersion
        from people.mailing import register_carrier
        from publications import guards  # noqa: F401 (each guard registers itself)
        from publications.alerting.announcing import announce_briefing
        from publications.alerting.asking import CARRIER
        from publications.alerting.leaving import carry
        from publications.finding.sources import register_sources
        from publications.models import Term, TrainingEvent

        register_sources()
        post_save.connect(announce_briefing, sender=PageVersion, dispatch_uid="announce briefings")
        register_carrier(CARRIER, carry)
        note_rows_of(Term, "term", lambda _: None)
        note_rows_of(TrainingEvent, "event", lambda row: row.partnership_id)
