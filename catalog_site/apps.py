from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogSiteConfig(AppConfig):
    name = "catalog_site"
    verbose_name = _("Situs katalog")

    def ready(self) -> None:
        # Imported here because it needs the models.
        from catalog_site import receivers, registration  # noqa: F401
