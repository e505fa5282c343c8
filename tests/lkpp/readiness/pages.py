"""Pages that show readiness, as they are read."""

import csv
import io

from bs4 import BeautifulSoup
from django.utils import timezone

from lkpp.readiness.lookup import READINESS, assess_products
from lkpp.readiness.summaries import save_summaries
from products.models import ProductPage

REPORT = "/admin/kesiapan/"
HOME = "/admin/"
STATE, LACKS, AT_LKPP = "Keadaan", "Yang perlu dibenahi", "Di LKPP"


def look_again() -> None:
    """Do what the indexer does with every product."""
    pages = ProductPage.objects.live().prefetch_related(*READINESS, "pictures__image")
    save_summaries(assess_products(pages, timezone.localdate()))


def drawn(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def rows(response) -> list[dict[str, str]]:
    table = drawn(response).select_one("table.listing")
    if table is None:
        return []
    titles = [" ".join(th.text.split()) for th in table.select("thead th")]
    return [
        dict(
            zip(
                titles,
                (" ".join(td.text.split()) for td in row.find_all("td")),
                strict=True,
            )
        )
        for row in table.select("tbody tr")
    ]


def products(response) -> list[str]:
    return [row["Produk"] for row in rows(response)]


def exported(client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"{REPORT}?export=csv&{query}")
    content = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(content)))
