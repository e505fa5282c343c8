from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class HomePage(Page):
    """The front page: search box, device categories, figures, newest listings."""

    subpage_types = ["suppliers.CatalogueIndexPage"]
    max_count = 1
    template = "catalog_site/home.html"

    class Meta:
        verbose_name = _("beranda")

    def get_context(self, request, *args, **kwargs):
        # Imported here because the home page shows what ``search`` has found, and
        # ``search`` can be loaded only after every app's models.
        from catalog_site.home import home_context

        return {**super().get_context(request, *args, **kwargs), **home_context()}
