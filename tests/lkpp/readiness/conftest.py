import pytest

from products.models import ProductPage
from suppliers.models import SupplierPage
from tests.factories.products import ready_product
from tests.factories.suppliers import SupplierPageFactory
from tests.lkpp.readiness.declared_product import (
    DeclaredProduct,
    cpakb,
    licence,
    picture,
    tkdn,
    variant,
)
from tests.lkpp.readiness.pages import look_again


@pytest.fixture
def declared() -> DeclaredProduct:
    page = ProductPage(
        title="Lampu operasi Surya",
        brand="Surya",
        model_name="SR-1",
        summary="Lampu operasi LED buatan sendiri.",
        kbki_code="4815013019",
        weight_grams=45_000,
        production_share="all",
        labour_share="all",
        material_share="some",
    )
    page.variants = [variant()]
    page.authorisations = [licence()]
    page.tkdn_certificates = [tkdn()]
    page.pictures = [picture()]
    supplier = SupplierPage(title="Surya Medika")
    supplier.certificates = [cpakb()]
    return DeclaredProduct(page, supplier)


@pytest.fixture
def own(catalogue):
    return SupplierPageFactory(title="Milik Sendiri")


@pytest.fixture
def two(own):
    """A ready product of the own supplier, and one of another without its codes."""
    ready = ready_product(parent=own, title="Lampu siap")
    other = ready_product(title="Lampu pesaing", kbki_code="")
    other.variants.update(kfa_code="")
    look_again()
    return ready, other
