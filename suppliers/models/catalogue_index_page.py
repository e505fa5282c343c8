from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.pages import RegisteredContext


class CatalogueIndexPage(RegisteredContext, Page):
    """The directory of suppliers, and the root of everything they publish.

    Verifiers hold their permissions here, once, not supplier by supplier.
    """

    parent_page_types = ["catalog_site.HomePage"]
    subpage_types = ["suppliers.SupplierPage"]
    max_count = 1
    template = "suppliers/directory.html"

    class Meta:
        verbose_name = _("direktori pemasok")
