from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuppliersConfig(AppConfig):
    name = "suppliers"
    verbose_name = _("Pemasok")

    def ready(self) -> None:
        # Imported here because both need the models.
        from suppliers import checks, receivers, registration  # noqa: F401
        from suppliers.admin_privacy import keep_people_and_tags_private

        keep_people_and_tags_private()
