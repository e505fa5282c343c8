"""What a product's document says of it."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from django.db.models import prefetch_related_objects
from django.utils import timezone

from certificates import recording
from certificates.cases import attach_cases
from certificates.kinds import CaseState
from certificates.models import VerificationCase
from core.rich_text import plain_text
from products.models import ProductPage
from search.documents.building import build_document
from search.documents.context import BuildContext
from search.documents.loading import build_context
from search.documents.rebuilding import rebuild_on
from tests.factories.products import (
    MarketingAuthorisationFactory,
    ProductCertificateFactory,
    ProductPageFactory,
    ProductVariantFactory,
    SaleRestrictionFactory,
    TkdnCertificateFactory,
    complete_product,
    days_from_today,
)
from tests.factories.suppliers import SupplierCertificateFactory
from tests.factories.users import verifier
from verification.decisions import decide

pytestmark = pytest.mark.django_db


def documented(product: ProductPage, *, days: int = 0) -> dict:
    """The document as of ``days`` from today, read as the indexer reads it."""
    page = ProductPage.objects.with_public_details().get(pk=product.pk)
    today = build_context()
    context = BuildContext(
        today.on + timedelta(days=days), today.root_path, today.ppn_base
    )
    return build_document(page, page.supplier, page.eligibility(context.on), context)


def test_addresses_have_neither_host_nor_language(catalogue):
    product = complete_product(slug="lampu")
    supplier = product.supplier

    document = documented(product)

    assert document["url"] == f"/pemasok/{supplier.slug}/lampu/"
    assert document["supplier"]["url"] == f"/pemasok/{supplier.slug}/"


def test_prices_span_the_variants_that_state_one(catalogue):
    product = ProductPageFactory()
    for price in (300, 100, None):
        ProductVariantFactory(product=product, price=price, stock=2)

    document = documented(product)

    assert (document["price_min"], document["price_max"]) == (100, 300)
    assert document["stock"] == 6
    assert [v["price_with_ppn"] for v in document["variants"]] == [333, 111, None]


def test_the_base_of_ppn_is_a_setting(catalogue, settings):
    settings.PPN_REDUCED_BASE = False
    product = ProductPageFactory()
    ProductVariantFactory(product=product, price=100)

    assert build_context().ppn_base == Fraction(1)
    assert documented(product)["variants"][0]["price_with_ppn"] == 112


def test_the_first_valid_licence_leads(catalogue):
    product = ProductPageFactory()
    MarketingAuthorisationFactory(product=product, expires_on=days_from_today(-1))
    MarketingAuthorisationFactory(
        product=product, number="AKD 20902020009", expires_on=days_from_today(900)
    )

    document = documented(product)

    assert document["licence"]["number"] == "AKD 20902020009"
    assert document["licence"]["status"] == "valid"
    assert len(document["licences"]) == 2


def test_an_imported_licence_makes_no_domestic_product(catalogue):
    product = ProductPageFactory()
    ProductVariantFactory(product=product)
    MarketingAuthorisationFactory(product=product, number="AKL 20205310017")

    document = documented(product)

    assert document["domestic"] is False
    assert document["orderable"] is False


def test_a_licence_is_valid_on_its_last_day(catalogue):
    product = ProductPageFactory()
    ProductVariantFactory(product=product)
    MarketingAuthorisationFactory(product=product, expires_on=days_from_today(3))

    assert documented(product, days=3)["orderable"] is True
    assert documented(product, days=4)["orderable"] is False


def test_tkdn_and_bmp_end_on_days_of_their_own(catalogue):
    product = ProductPageFactory()
    TkdnCertificateFactory(
        product=product,
        tkdn="35.50",
        bmp="12.25",
        tkdn_expires_on=days_from_today(100),
        bmp_expires_on=days_from_today(50),
    )

    def values(days):
        document = documented(product, days=days)
        return document["tkdn"], document["bmp"], document["tkdn_bmp"]

    assert values(0) == (35.5, 12.25, 47.75)
    assert values(51) == (35.5, None, 35.5)
    assert values(101) == (None, None, None)


def test_a_document_says_when_it_becomes_stale(catalogue):
    product = ProductPageFactory()
    MarketingAuthorisationFactory(product=product, expires_on=days_from_today(400))
    page = ProductPage.objects.with_public_details().get(pk=product.pk)
    today = timezone.localdate()

    expiring_from = days_from_today(220)
    assert rebuild_on(page, page.supplier, today) == expiring_from
    assert rebuild_on(page, page.supplier, expiring_from) == days_from_today(401)
    assert rebuild_on(page, page.supplier, days_from_today(401)) is None


@pytest.mark.parametrize(
    ("tkdn_ends", "bmp_ends", "price_ends", "expected"),
    [
        (None, 90, None, 91),
        (80, 90, 85, 81),
        (90, 80, 85, 81),
        (90, 85, 80, 81),
    ],
)
def test_whichever_value_ends_first_makes_a_document_stale(
    catalogue, tkdn_ends, bmp_ends, price_ends, expected
):
    def day(count):
        return None if count is None else days_from_today(count)

    product = ProductPageFactory()
    ProductVariantFactory(product=product, price_valid_until=day(price_ends))
    TkdnCertificateFactory(
        product=product,
        tkdn_expires_on=day(tkdn_ends or 4000),
        bmp_expires_on=day(bmp_ends),
    )
    page = ProductPage.objects.with_public_details().get(pk=product.pk)

    found = rebuild_on(page, page.supplier, timezone.localdate())

    assert found == days_from_today(expected)


def test_domestic_and_verified_end_with_the_licence(catalogue):
    product = complete_product()
    licence = product.authorisations.get()
    licence.expires_on = days_from_today(3)
    licence.save()
    recording.record_published([product])
    case = VerificationCase.objects.get(kind="licence")
    decide(case.pk, verifier(), CaseState.VERIFIED, "")

    last, after = documented(product, days=3), documented(product, days=4)

    assert (last["domestic"], last["verified"], last["orderable"]) == (True,) * 3
    assert (after["domestic"], after["verified"], after["orderable"]) == (False,) * 3
    assert [each["orderable"] for each in after["variants"]] == [False]


def test_an_imported_licence_beside_a_domestic_one_makes_no_domestic_product(catalogue):
    product = complete_product()
    MarketingAuthorisationFactory(product=product, number="AKL 20205310017")

    document = documented(product)

    assert document["licence"]["domestic"] is True
    assert document["domestic"] is False
    assert [each["orderable"] for each in document["variants"]] == [False]


def test_a_certificate_of_the_supplier_makes_documents_stale_too(catalogue):
    product = ProductPageFactory()
    SupplierCertificateFactory(
        supplier=product.supplier, expires_on=days_from_today(300)
    )
    page = ProductPage.objects.with_public_details().get(pk=product.pk)

    found = rebuild_on(page, page.supplier, timezone.localdate())

    assert found == days_from_today(120)


def test_certificates_of_product_and_supplier_are_told_apart(catalogue):
    product = ProductPageFactory()
    ProductCertificateFactory(product=product, number="SPPT-1")
    SupplierCertificateFactory(supplier=product.supplier, number="9" * 20)

    document = documented(product)

    assert [
        (each["of"], each["kind"], each["number"]) for each in document["certificates"]
    ] == [("product", "sni", "SPPT-1"), ("supplier", "cpakb", "9" * 20)]


def test_a_refused_licence_is_not_valid(catalogue):
    product = complete_product()
    recording.record_published([product])
    case = VerificationCase.objects.get(kind="licence")
    before = documented(product)

    decide(case.pk, verifier(), CaseState.REFUSED, "Tidak ada dalam daftar.")
    after = documented(product)

    assert (before["orderable"], before["licence"]["verification"]["state"]) == (
        True,
        "open",
    )
    assert (after["orderable"], after["domestic"]) == (False, False)
    assert after["licence"]["status"] == "refused"
    assert after["licence"]["verification"] == {
        "state": "refused",
        "decided_on": timezone.localdate().isoformat(),
        "reason": "Tidak ada dalam daftar.",
    }


def test_attributes_come_in_the_types_order_with_both_languages(catalogue):
    document = documented(complete_product())

    assert [each["key"] for each in document["attributes"]] == [
        "illuminance",
        "mounting",
        "battery",
    ]
    assert document["attributes"][0]["text_id"] == "120.000 lux"
    assert document["attributes"][0]["text_en"] == "120,000 lux"
    assert document["attributes"][1]["text_en"] == "Ceiling"


def test_rich_text_becomes_lines():
    html = "<h3>Judul</h3><p>Satu<br/>dua &amp; <b>tiga</b></p><ul><li>a</li></ul>"

    assert plain_text(html).splitlines()[0] == "Judul"
    assert "<" not in plain_text(html)


def test_a_document_is_built_without_a_query(catalogue, django_assert_num_queries):
    product = complete_product()
    page = ProductPage.objects.with_public_details().get(pk=product.pk)
    supplier, context = page.supplier, build_context()
    prefetch_related_objects([supplier], "certificates__document", "accreditations")
    attach_cases([page, supplier])

    with django_assert_num_queries(0):
        build_document(page, supplier, page.eligibility(context.on), context)


# Withheld from sale


def sold(**kinds) -> ProductPage:
    """A product that can be ordered, with a variant by name for each; ``kinds`` are
    the restrictions that stand over them."""
    product = ProductPageFactory()
    MarketingAuthorisationFactory(product=product)
    for number, (sku, kind) in enumerate(kinds.items(), start=1):
        ProductVariantFactory(
            product=product, sku=sku, price=number * 100, stock=number
        )
        if kind:
            SaleRestrictionFactory(product=product, sku=sku, kind=kind)
    return product


def test_a_withdrawn_variant_is_in_no_document(catalogue):
    document = documented(sold(HILANG="withdrawn", ADA=None))

    assert [each["sku"] for each in document["variants"]] == ["ADA"]
    assert (document["price_min"], document["price_max"], document["stock"]) == (
        200,
        200,
        2,
    )
    assert "HILANG" not in str(document)


def test_an_unorderable_variant_says_why_and_since_when(catalogue):
    product = sold(BEKU="unorderable", ADA=None)
    product.sale_restrictions.update(
        since=datetime(2026, 11, 20, 18, tzinfo=UTC), note="Rahasia."
    )

    document = documented(product)

    frozen, free = document["variants"]
    # In Jakarta it was the next day.
    assert frozen["restriction"] == {
        "reason": "production_paused",
        "since": "2026-11-21",
    }
    assert (frozen["orderable"], free["orderable"]) == (False, True)
    assert free["restriction"] is None
    assert document["orderable"] is True
    assert "Rahasia" not in str(document)


def test_prices_and_stock_are_of_what_can_be_ordered_if_anything_can(catalogue):
    partly = documented(sold(BEKU="unorderable", ADA=None))
    wholly = documented(sold(SATU="unorderable", DUA="unorderable"))

    assert (partly["price_min"], partly["price_max"], partly["stock"]) == (200, 200, 2)
    assert (wholly["price_min"], wholly["price_max"], wholly["stock"]) == (100, 200, 3)
    assert wholly["orderable"] is False
