from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lkpp.clients.redaction import redact_logs


class LkppConfig(AppConfig):
    name = "lkpp"
    verbose_name = _("LKPP")

    def ready(self) -> None:
        # Imported here because both need the models.
        from lkpp import checks, registration  # noqa: F401

        redact_logs()
