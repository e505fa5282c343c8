"""The public pages for those who index the web."""

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from catalog_site.models import HomePage
from products.models import ProductPage


class PageSitemap(Sitemap):
    """Every page that everyone may read, by its Indonesian address.

    The pages themselves name their English form. Only addresses and dates are read,
    so that a sitemap of 10,000 pages costs one query.
    """

    limit = 10_000

    def items(self):
        home = HomePage.objects.get()
        self.root_length = len(home.url_path)
        # A product stays live when its supplier is taken off.
        seen = ProductPage.objects.seen_by_all().order_by().values("pk")
        hidden = ProductPage.objects.live().exclude(pk__in=seen).order_by()
        return (
            Page.objects.live()
            .public()
            .exclude(pk__in=hidden.values("pk"))
            .descendant_of(home, inclusive=True)
            .order_by("path")
            .values_list("url_path", "last_published_at")
        )

    def location(self, item) -> str:
        url_path, _ = item
        return f"/{url_path[self.root_length :]}"

    def lastmod(self, item):
        _, published = item
        return published
