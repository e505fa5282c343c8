from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    name = "products"
    verbose_name = _("Produk")

    def ready(self):
        # Imported here because checks and receivers need the models.
        from products import checks, receivers  # noqa: F401
