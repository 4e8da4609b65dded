from importlib import import_module

from django.apps import AppConfig


class FamilyPortalConfig(AppConfig):
    name = "family_portal"

    def ready(self) -> None:
        for model in self.get_models():
            # Wagtail would list what refers to a review for whoever edits it.
            model.wagtail_reference_index_ignore = True
        import_module("family_portal.guards")
        import_module("family_portal.notify")
        check = import_module("family_portal.notifying").ask_again
        import_module("people.posting").check_before_leaving("family_notice", check)
