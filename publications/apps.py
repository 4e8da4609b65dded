from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "publications"

    def ready(self) -> None:
        from publications import guards  # noqa: F401 (each guard registers itself)
