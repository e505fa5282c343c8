from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Dasar")

    def ready(self) -> None:
        # Imported here because importing them registers them.
        from core import checks, receivers, registration  # noqa: F401
        from core.wagtail_addresses import open_wagtails_own

        open_wagtails_own()
