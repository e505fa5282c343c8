"""What is wrong or unlikely in the certificates of a page."""

from datetime import date

import pytest

from certificates import registry
from certificates.findings import all_findings, warnings_of
from core.registry import Registry
from domain.findings import warning
from products.models import MarketingAuthorisation, ProductPage
from tests.factories.products import MarketingAuthorisationFactory, ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory

TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def product():
    """Its licence names another registrar than its supplier."""
    supplier = SupplierPageFactory(legal_name="PT Nusa Medika")
    product = ProductPageFactory(parent=supplier)
    MarketingAuthorisationFactory(
        product=product,
        number="AKD 20902020001",
        issued_on=date(2022, 5, 1),
        registrar="PT Hospi Niaga",
    )
    return ProductPage.objects.get()


@pytest.fixture
def own_registry(monkeypatch):
    """Nothing registered, and nothing left over afterwards."""
    monkeypatch.setattr(registry, "_functions", Registry())


def test_findings_of_the_model_come_first_then_the_page_then_apps_above(
    product, own_registry
):
    registry.register_findings(
        MarketingAuthorisation, lambda row: [warning("from_above", "Dari atas.")]
    )
    licence = product.authorisations.get()

    found = [each.code for each in all_findings(licence, TODAY)]

    assert found == [
        *[each.code for each in licence.findings(TODAY)],
        *[each.code for each in licence.findings_beside_page()],
        "from_above",
    ]
    assert len(found) > 1


def test_a_warning_is_led_by_its_certificate(product, own_registry):
    [found] = [each for each in warnings_of(product, TODAY) if "Pendaftar" in each]

    assert found.startswith("Izin edar AKD 20902020001: Pendaftar pada izin edar")


def test_what_is_registered_for_other_certificates_is_not_asked(product, own_registry):
    registry.register_findings(ProductPage, lambda row: [warning("x", "X")])

    assert registry.registered_findings(product.authorisations.get()) == []
