"""Cases found for many certificates at a time."""

import pytest

from certificates.cases import attach_cases, find_cases
from products.models import ProductPage
from tests.factories.certificates import VerificationCaseFactory, declared_licence
from tests.factories.products import MarketingAuthorisationFactory, ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.usefixtures("catalogue")


def prefetched() -> list[ProductPage]:
    return list(
        ProductPage.objects.prefetch_related(
            "authorisations__document",
            "tkdn_certificates__document",
            "certificates__document",
            "calibration_records__document",
        )
    )


@pytest.mark.parametrize("products", [1, 4])
def test_cases_of_many_pages_take_one_query(products, django_assert_num_queries):
    supplier = SupplierPageFactory()
    cases = [
        declared_licence(ProductPageFactory(parent=supplier)) for _ in range(products)
    ]
    pages = prefetched()

    with django_assert_num_queries(1):
        attach_cases(pages)
        found = [page.authorisations.all()[0].case.pk for page in pages]

    assert found == [case.pk for case in cases]


def test_certificate_without_case_has_none_and_asks_no_more(django_assert_num_queries):
    MarketingAuthorisationFactory()
    [page] = prefetched()
    attach_cases([page])

    with django_assert_num_queries(0):
        case = page.authorisations.all()[0].case

    assert case is None


def test_case_of_another_supplier_is_not_found():
    mine, other = VerificationCaseFactory(fingerprint="f"), SupplierPageFactory()

    found = find_cases({(mine.supplier.path, "f"), (other.path, "f")})

    assert found == {(mine.supplier.path, "f"): mine}


def test_more_fingerprints_than_fit_one_query(django_assert_num_queries):
    case = VerificationCaseFactory(fingerprint="0999")
    path = case.supplier.path

    with django_assert_num_queries(3):
        found = find_cases({(path, f"{number:04d}") for number in range(1001)})

    assert found == {(path, "0999"): case}
