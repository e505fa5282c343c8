from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuppliersConfig(AppConfig):
    name = "suppliers"
    verbose_name = _("Pemasok")

    def ready(self):
        # Imported here because the checks need the models.
        from suppliers import checks  # noqa: F401
