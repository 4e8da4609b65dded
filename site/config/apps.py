from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Configuration"

    def ready(self) -> None:
        from config import checks  # noqa: F401 (each check registers itself)
        from config.catalogues import leave_out_empty_catalogues

        leave_out_empty_catalogues()
