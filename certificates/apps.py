from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Sertifikat dan bukti")

    def ready(self):
        # Imported here because the receivers need the models.
        from certificates import receivers  # noqa: F401
