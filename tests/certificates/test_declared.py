"""The certificates that pages declare."""

import pytest
from wagtail.models import Page

from certificates.declared import (
    certificate_relations,
    certificates_of,
    with_certificates,
)
from products.models import ProductPage
from suppliers.models import CatalogueIndexPage, SupplierPage
from tests.factories.products import (
    CalibrationRecordFactory,
    MarketingAuthorisationFactory,
    ProductPageFactory,
    TkdnCertificateFactory,
)
from tests.factories.suppliers import SupplierCertificateFactory, document_of


@pytest.mark.parametrize(
    ("model", "accessors"),
    [
        (
            ProductPage,
            {
                "authorisations",
                "tkdn_certificates",
                "certificates",
                "calibration_records",
            },
        ),
        (SupplierPage, {"certificates", "accreditations"}),
        (CatalogueIndexPage, set()),
    ],
)
def test_which_children_of_a_page_are_certificates(model, accessors):
    assert set(certificate_relations(model)) == accessors


def test_certificates_come_as_the_page_lists_them(catalogue):
    product = ProductPageFactory()
    tkdn = TkdnCertificateFactory(product=product)
    second, first = (
        MarketingAuthorisationFactory(product=product, sort_order=order)
        for order in (2, 1)
    )
    calibration = CalibrationRecordFactory(product=product)

    listed = list(certificates_of(ProductPage.objects.get()))

    assert [(name, row.pk) for name, row in listed if name == "authorisations"] == [
        ("authorisations", first.pk),
        ("authorisations", second.pk),
    ]
    assert {(name, row.pk) for name, row in listed} == {
        ("authorisations", first.pk),
        ("authorisations", second.pk),
        ("tkdn_certificates", tkdn.pk),
        ("calibration_records", calibration.pk),
    }


def test_pages_of_any_class_are_fetched_with_their_certificates(
    catalogue, django_assert_num_queries
):
    product = ProductPageFactory()
    document = document_of(product.supplier)
    licence = MarketingAuthorisationFactory(product=product, document=document)
    certificate = SupplierCertificateFactory(supplier=product.supplier)

    pages = with_certificates(
        Page.objects.filter(pk__in=[product.pk, certificate.supplier_id]).order_by(
            "path"
        )
    )

    with django_assert_num_queries(0):
        found = [row for page in pages for _name, row in certificates_of(page)]
        documents = [row.document for row in found]
    assert [type(page) for page in pages] == [SupplierPage, ProductPage]
    assert found == [certificate, licence]
    assert documents == [None, document]


def test_what_a_page_holds_in_memory_is_kept(catalogue):
    page = ProductPageFactory()
    MarketingAuthorisationFactory(product=page)
    draft = ProductPage.objects.get()
    draft.authorisations.set(
        [MarketingAuthorisationFactory.build(number="AKD 20902029999")]
    )

    [kept] = with_certificates([draft])

    assert [row.declared_number for _name, row in certificates_of(kept)] == [
        "AKD 20902029999"
    ]
