"""What the record says of licence, local content and last day, by the evidence that
counts on the day."""

import pytest

from lkpp.records.projection import variant_projection
from products.models import ProductPage
from search.documents.loading import load_products
from tests.factories.products import (
    MarketingAuthorisationFactory,
    ProductCertificateFactory,
    TkdnCertificateFactory,
    days_from_today,
    ready_product,
)
from tests.factories.suppliers import CatalogueDocumentFactory

pytestmark = pytest.mark.usefixtures("catalogue")


def sections(product: ProductPage) -> dict:
    """What is exported of the product's only variant."""
    [snapshot] = load_products([product.pk])
    contents = variant_projection().prepare([snapshot])(snapshot)
    [found] = contents.sections.values()
    return found


def change(rows, **fields):
    """Change the only row there is."""
    row = rows.get()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def urls(product, kind):
    attached = sections(product)["attachments"]
    return [each["url"] for each in attached if each["kind"] == kind]


@pytest.mark.parametrize(
    ("licence_ends", "price_ends", "expected"),
    [(700, None, 700), (700, 30, 30), (30, 700, 30), (30, 30, 30)],
)
def test_a_variant_is_valid_until_licence_or_price_ends(
    licence_ends, price_ends, expected
):
    product = ready_product()
    change(product.authorisations, expires_on=days_from_today(licence_ends))
    until = None if price_ends is None else days_from_today(price_ends)
    change(product.variants, price_valid_until=until)

    listing = sections(product)["listing"]

    assert listing["valid_until"] == days_from_today(expected).isoformat()


def test_the_licence_is_the_first_valid_one():
    product = ready_product()
    change(product.authorisations, expires_on=days_from_today(-1))
    renewed = MarketingAuthorisationFactory(
        product=product, document=CatalogueDocumentFactory()
    )

    found = sections(product)

    assert found["listing"]["licence"]["number"] == renewed.number
    assert found["listing"]["domestic"] is True
    assert urls(product, "licence") == [renewed.document.url]


def test_the_attached_tkdn_certificate_is_the_leading_one():
    product = ready_product()
    change(product.tkdn_certificates, document=CatalogueDocumentFactory(), tkdn="30")
    first = product.tkdn_certificates.get()
    # Renewed and lapsed under the same number.
    leading = TkdnCertificateFactory(
        product=product,
        number=first.number,
        tkdn="45",
        issued_on=first.issued_on,
        document=CatalogueDocumentFactory(),
    )
    TkdnCertificateFactory(
        product=product,
        number=first.number,
        tkdn="90",
        issued_on=first.issued_on,
        tkdn_expires_on=days_from_today(-1),
        document=CatalogueDocumentFactory(),
    )

    assert sections(product)["listing"]["local_content"]["tkdn"] == "45.00"
    assert urls(product, "tkdn") == [leading.document.url]


def test_without_a_valid_tkdn_certificate_none_is_attached():
    product = ready_product()
    change(
        product.tkdn_certificates,
        document=CatalogueDocumentFactory(),
        tkdn_expires_on=days_from_today(-1),
    )

    assert sections(product)["listing"]["local_content"] is None
    assert urls(product, "tkdn") == []


def test_a_bmp_that_lapsed_is_not_told():
    product = ready_product()
    change(
        product.tkdn_certificates,
        tkdn="30",
        bmp="12.5",
        bmp_expires_on=days_from_today(-1),
    )

    content = sections(product)["listing"]["local_content"]

    assert (content["bmp"], content["bmp_expires_on"], content["total"]) == (
        None,
        None,
        "30.00",
    )


def test_a_lapsed_certificate_is_neither_listed_nor_attached():
    product = ready_product()
    valid, lapsed = (
        ProductCertificateFactory(
            product=product,
            number=f"SPPT-{days}",
            expires_on=days_from_today(days),
            document=CatalogueDocumentFactory(),
        )
        for days in (0, -1)
    )

    found = sections(product)

    listed = [each["number"] for each in found["listing"]["certificates"]]
    assert valid.number in listed
    assert lapsed.number not in listed
    assert urls(product, "sni") == [valid.document.url]


@pytest.mark.parametrize(
    ("is_reduced", "taxable", "with_ppn"),
    [(True, 1_100_000, 1_332_000), (False, 1_200_000, 1_344_000)],
)
def test_the_price_says_on_what_part_of_it_tax_is_charged(
    settings, is_reduced, taxable, with_ppn
):
    settings.PPN_REDUCED_BASE = is_reduced
    product = ready_product()
    change(product.variants, price=1_200_000, ppn_percent=12)

    assert sections(product)["price"] == {
        "before_ppn": 1_200_000,
        "ppn_percent": 12,
        "reduced_base": is_reduced,
        "taxable": taxable,
        "with_ppn": with_ppn,
    }
