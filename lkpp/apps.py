from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lkpp.redaction import redact_access_logs


class LkppConfig(AppConfig):
    name = "lkpp"
    verbose_name = _("LKPP")

    def ready(self) -> None:
        redact_access_logs()
