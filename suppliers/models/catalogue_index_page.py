from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class CatalogueIndexPage(Page):
    """The directory of suppliers, and the root of everything they publish.

    Verifiers hold their permissions here, once, not supplier by supplier.
    """

    parent_page_types = ["catalog_site.HomePage"]
    subpage_types = ["suppliers.SupplierPage"]
    max_count = 1
    template = "suppliers/directory.html"

    class Meta:
        verbose_name = _("direktori pemasok")

    def get_context(self, request, *args, **kwargs):
        # Imported here because the directory queries the models of this package.
        from suppliers.directory import directory_context

        return {
            **super().get_context(request, *args, **kwargs),
            **directory_context(self, request),
        }
