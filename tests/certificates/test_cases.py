"""Cases found for certificates, and who is at them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from certificates.cases import attach_cases, find_cases
from certificates.kinds import CaseState
from certificates.models import VerificationCase
from products.models import ProductPage, TkdnCertificate
from tests.factories.certificates import VerificationCaseFactory, declared_licence
from tests.factories.products import (
    MarketingAuthorisationFactory,
    ProductPageFactory,
    TkdnCertificateFactory,
)
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import verifier

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


def test_certificate_finds_its_case_by_what_it_claims():
    case = declared_licence()

    found = case.licence.case
    case.licence.registrar = "PT Lain"
    del case.licence._case

    assert found == case
    assert case.licence.case is None


def test_decision_keeps_a_certificate_from_holding():
    case = declared_licence()
    VerificationCase.objects.update(state=CaseState.FROZEN)

    assert case.licence.status() == "frozen"
    assert case.licence.is_valid() is False


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


def test_waiting_are_those_open_and_stated():
    waiting = VerificationCaseFactory()
    VerificationCaseFactory(withdrawn_at=timezone.now())
    decided = VerificationCaseFactory(state="verified")

    assert list(VerificationCase.objects.waiting()) == [waiting]
    assert set(VerificationCase.objects.active()) == {waiting, decided}


def test_whose_a_case_is():
    me, other, now = verifier(), verifier(), timezone.now()
    free = VerificationCaseFactory()
    mine = VerificationCaseFactory(claimed_by=me, claimed_at=now)
    others = VerificationCaseFactory(claimed_by=other, claimed_at=now)
    lapsed = VerificationCaseFactory(
        claimed_by=other, claimed_at=now - timedelta(hours=5)
    )
    cases = VerificationCase.objects

    assert set(cases.free()) == {free, lapsed}
    assert set(cases.claimed()) == {mine, others}
    assert set(cases.claimable_by(me)) == {free, mine, lapsed}
    assert [each.is_claimed_by_other(me) for each in (mine, others, lapsed)] == [
        False,
        True,
        False,
    ]


def test_a_draft_states_the_same_number_as_the_page_published_from_it():
    stored = TkdnCertificateFactory(tkdn=Decimal("42.10"))
    stored.refresh_from_db()
    typed = TkdnCertificate.objects.get(pk=stored.pk)

    typed.tkdn = Decimal("42.1")

    assert typed.claims["tkdn"] == "42.10"
    assert typed.fingerprint == stored.fingerprint
