"""The public pages for those who index the web."""

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from catalog_site.models import HomePage


class PageSitemap(Sitemap):
    """Every published page, by its Indonesian address.

    The pages themselves name their English form. Only addresses and dates are read,
    so that a sitemap of 10,000 pages costs one query.
    """

    limit = 10_000

    def items(self):
        home = HomePage.objects.get()
        self.root_length = len(home.url_path)
        return (
            Page.objects.live()
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
