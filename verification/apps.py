from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VerificationConfig(AppConfig):
    name = "verification"
    verbose_name = _("Verifikasi")

    def ready(self) -> None:
        # Imported here because both need the models.
        from verification import receivers, registration  # noqa: F401
