"""The public pages for those who index the web."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from catalog_site.languages import PREFIXES
from catalog_site.models import HomePage
from core.addresses import DEVICE_TYPES_PATH, absolute, device_type_path
from core.pictures import rendition_url
from products.models import DeviceType, ProductPage, ProductPicture
from products.public.sharing import PICTURE


class CatalogueSitemap(Sitemap):
    """Pages in each language. Addresses have the host under which the public knows the
    catalogue, as those that pages call their own."""

    limit = 10_000
    """Pages; each is listed in every language, and 50,000 addresses are allowed."""

    def get_protocol(self, protocol=None) -> str:
        return urlsplit(settings.PUBLIC_BASE_URL).scheme

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.PUBLIC_BASE_URL).netloc

    def get_urls(self, page=1, site=None, protocol=None) -> list[dict[str, Any]]:
        return [
            {**each, "location": alternate["location"], "alternates": alternates}
            for each in super().get_urls(page, site, protocol)
            for alternates in [_in_every_language(self.location(each["item"]))]
            for alternate in alternates[:-1]
        ]


class DeviceTypeSitemap(CatalogueSitemap):
    """The pages of the nomenclature."""

    def items(self) -> list[str]:
        rows = DeviceType.objects.order_by("key")
        columns = zip(*rows.values_list("category", "sub_category", "key"), strict=True)
        # A category without types has no page; "" is the page of all.
        return list(dict.fromkeys(["", *chain.from_iterable(columns)]))

    def location(self, item: str) -> str:
        return device_type_path(item) if item else DEVICE_TYPES_PATH


class PageSitemap(CatalogueSitemap):
    """Every page that everyone may read, with pictures of products.

    Only addresses, dates and pictures are read, so that a sitemap of 10,000 pages costs
    six queries.
    """

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
            .values_list("pk", "url_path", "last_published_at")
        )

    def location(self, item) -> str:
        _pk, url_path, _published = item
        return f"/{url_path[self.root_length :]}"

    def lastmod(self, item):
        _pk, _url_path, published = item
        return published

    def get_urls(self, page=1, site=None, protocol=None) -> list[dict[str, Any]]:
        urls = super().get_urls(page, site, protocol)
        pictures = _pictures({each["item"][0] for each in urls})
        return [{**each, "images": pictures[each["item"][0]]} for each in urls]


def _in_every_language(path: str) -> list[dict[str, str]]:
    """The addresses of a page by language; the last is for readers of any other."""
    alternates = [
        {"lang_code": code, "location": absolute(f"{prefix}{path}")}
        for code, prefix in PREFIXES.items()
    ]
    return [*alternates, {**alternates[0], "lang_code": "x-default"}]


def _pictures(page_ids: Iterable[int]) -> dict[int, list[str]]:
    """The addresses of pictures by page, of those that have any, in their order."""
    pictures: dict[int, list[str]] = defaultdict(list)
    rows = ProductPicture.objects.filter(product_id__in=list(page_ids))
    for page_id, image_id in rows.order_by("product_id", "sort_order").values_list(
        "product_id", "image_id"
    ):
        pictures[page_id].append(absolute(rendition_url(image_id, PICTURE)))
    return pictures
