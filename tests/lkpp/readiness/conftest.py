import pytest

from products.models import ProductPage
from suppliers.models import SupplierPage
from tests.lkpp.readiness.declared_product import (
    DeclaredProduct,
    cpakb,
    licence,
    picture,
    tkdn,
    variant,
)


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
