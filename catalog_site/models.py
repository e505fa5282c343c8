from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.pages import RegisteredContext


class HomePage(RegisteredContext, Page):
    """The front page: search box, device categories, figures, newest products."""

    subpage_types = ["suppliers.CatalogueIndexPage"]
    max_count = 1
    template = "catalog_site/home.html"

    class Meta:
        verbose_name = _("beranda")
