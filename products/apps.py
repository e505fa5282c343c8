from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    name = "products"
    verbose_name = _("Produk")

    def ready(self) -> None:
        # Imported here because both need the models.
        from products import checks, receivers, registration  # noqa: F401
