"""An indexer that is killed in the middle of its work, and a reader of the export."""

import time

import pytest
from django.db import connection, transaction

from lkpp.feed.reference_reader import FeedReader, LocalCopy, Pulled
from products.bulk import write_products
from products.models import (
    MarketingAuthorisation,
    ProductPage,
    ProductPicture,
    ProductVariant,
    TkdnCertificate,
)
from readmodel import indexer
from readmodel.models import PendingChange
from suppliers.bulk_pages import NewPage
from tests.factories.feed import feed_client
from tests.factories.products import LAMP_ATTRIBUTES, READY, lamp_type
from tests.factories.suppliers import (
    CatalogueImageFactory,
    SupplierCertificateFactory,
    SupplierPageFactory,
    days_from_today,
)
from tests.lkpp.running_site import TIMEOUT, RunningSite

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="copies the test's database to a file"
    ),
]

PRODUCTS = indexer.BATCH + 60
"""Two transactions of the indexer, so that it can be killed between them."""
LEAVING = 30
PRICE, NEW_PRICE = 1_000_000, 1_250_000


@pytest.fixture
def site(django_db_setup, django_db_blocker, tmp_path):
    """A running catalogue of many products that are indexed, and a reader's key."""
    with django_db_blocker.unblock(), transaction.atomic():
        _client, key = feed_client(per_minute=6000)
        list(write_products(lamps(), validate=False))
        # The index is built of everything, whatever is noted.
        indexer.rebuild()
        PendingChange.objects.all().delete()
        site = RunningSite(tmp_path)
        transaction.set_rollback(True)
    try:
        site.start()
        yield site, key
    finally:
        site.kill()


def lamps():
    """Products of which nothing keeps the export."""
    supplier, device_type = SupplierPageFactory(), lamp_type()
    SupplierCertificateFactory(supplier=supplier)
    image = CatalogueImageFactory(file__width=800, file__height=600)
    for number in range(PRODUCTS):
        lamp = ProductPage(
            title=f"Lampu Operasi {number}",
            device_type=device_type,
            brand="Terang",
            model_name=f"T-{number}",
            summary="Lampu untuk menguji.",
            attributes=LAMP_ATTRIBUTES,
            **READY,
        )
        lamp.variants = [
            ProductVariant(sku=f"T-{number}", price=PRICE, kfa_code=f"93{number:06}")
        ]
        lamp.authorisations = [
            MarketingAuthorisation(
                number=f"AKD 2160302{number:04}",
                risk_class="B",
                issued_on=days_from_today(-100),
                expires_on=days_from_today(1000),
            )
        ]
        lamp.tkdn_certificates = [
            TkdnCertificate(
                number=f"{number}/SJ-IND.8/TKDN/9/2025",
                tkdn="57.62",
                issued_on=days_from_today(-100),
                tkdn_expires_on=days_from_today(1000),
            )
        ]
        lamp.pictures = [ProductPicture(image=image)]
        yield NewPage(supplier, lamp)


def change_everything(site):
    """Every price changes, some products leave, and all of them are noted."""
    site.execute(
        f"UPDATE products_productvariant SET price = {NEW_PRICE}",
        "UPDATE wagtailcore_page SET live = 0 WHERE id IN (SELECT product_id FROM"
        f" products_productvariant ORDER BY product_id DESC LIMIT {LEAVING})",
        "INSERT INTO readmodel_pendingchange (product_id, enqueued_at)"
        " SELECT product_id, datetime() FROM products_productvariant",
    )


def kill_in_the_middle(site):
    """Start an indexer; end it without warning once it has told readers something."""
    process = site.start_indexer()
    before, end = revision_of(site), time.monotonic() + TIMEOUT
    while revision_of(site) == before and time.monotonic() < end:
        time.sleep(0.005)
    process.kill()
    process.wait()
    # The leases of the dead end by themselves, after seconds that a test need not wait.
    site.execute(
        "UPDATE readmodel_indexerlease SET expires_at = '2020-01-01'",
        "UPDATE readmodel_sinkstate SET expires_at = '2020-01-01'",
    )


def revision_of(site):
    return site.execute("SELECT last_revision FROM readmodel_indexerlease")[0][0]


def notes_of(site):
    return site.execute("SELECT count(*) FROM readmodel_pendingchange")[0][0]


def test_a_reader_misses_nothing_when_the_indexer_is_killed(site, tmp_path):
    site, key = site
    copy = LocalCopy(tmp_path / "copy.sqlite3")
    reader = FeedReader(site.address, key, copy, pause=lambda seconds: None)
    first = reader.pull()

    change_everything(site)
    kill_in_the_middle(site)
    killed_at, notes = revision_of(site), notes_of(site)
    between = reader.pull()
    site.run_indexer()
    last = reader.pull()

    assert first == Pulled(PRODUCTS, 0, PRODUCTS, began_anew=True)
    assert killed_at == PRODUCTS + indexer.BATCH
    # Milliseconds decide whether the first notes are gone yet; the rest waits.
    assert notes in {PRODUCTS, PRODUCTS - indexer.BATCH}
    assert between == Pulled(indexer.BATCH, 0, killed_at, began_anew=False)
    rest = PRODUCTS - indexer.BATCH - LEAVING
    assert last == Pulled(rest, LEAVING, 2 * PRODUCTS, began_anew=False)
    assert notes_of(site) == 0
    assert reader.verify() == PRODUCTS - LEAVING
    assert {each["price"]["before_ppn"] for each in copy.records()} == {NEW_PRICE}
    copy.close()
