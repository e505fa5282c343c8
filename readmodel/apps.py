from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadModelConfig(AppConfig):
    name = "readmodel"
    verbose_name = _("Model baca")

    def ready(self) -> None:
        # Imported here because it needs the models.
        from readmodel import registration  # noqa: F401
