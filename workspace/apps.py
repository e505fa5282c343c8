from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspaceConfig(AppConfig):
    name = "workspace"
    verbose_name = _("Ruang kerja")

    def ready(self) -> None:
        # Imported here because it needs the models.
        from workspace import registration  # noqa: F401
