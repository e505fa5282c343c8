from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogSiteConfig(AppConfig):
    name = "catalog_site"
    verbose_name = _("Situs katalog")
