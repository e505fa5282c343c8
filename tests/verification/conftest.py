"""What the tests of verification begin with."""

import pytest
from django.utils import timezone

from products.models import ProductPage
from tests.factories.certificates import VerificationCaseFactory, declared_licence
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import editor_of, verifier
from tests.submitting import draft_lamp, submitted
from tests.verification.queue_pages import NUMBER, aged, submission
from verification.decisions import claim


@pytest.fixture
def checker(client, catalogue):
    """A verifier signed in."""
    user = verifier()
    client.force_login(user)
    return user


@pytest.fixture
def case(catalogue):
    return declared_licence(number=NUMBER)


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory(province="32")


@pytest.fixture
def editor(supplier):
    return editor_of(supplier)


@pytest.fixture
def product(supplier, editor):
    """A submitted draft."""
    return submitted(draft_lamp(supplier), editor)


@pytest.fixture
def claimed_by_sari(product):
    sari = verifier(first_name="Sari")
    claim(submission().pk, sari)
    return sari


@pytest.fixture
def various(checker):
    """Cases that differ in all that the filters ask for."""
    west, east = (
        SupplierPageFactory(province="32", title="Barat"),
        SupplierPageFactory(province="35", regency="", title="Timur"),
    )
    now = timezone.now()
    aged(VerificationCaseFactory(supplier=west, number="A"), 40)
    aged(VerificationCaseFactory(supplier=east, number="B", kind="tkdn"), 15)
    mine = VerificationCaseFactory(
        supplier=east, number="C", claimed_by=checker, claimed_at=now
    )
    aged(mine, 8)
    others = VerificationCaseFactory(
        supplier=west, number="D", claimed_by=verifier(), claimed_at=now
    )
    aged(others, 4)
    VerificationCaseFactory(
        supplier=west,
        number="E",
        state="refused",
        decided_at=now,
        decided_by=checker,
    )


@pytest.fixture
def lamp(catalogue) -> ProductPage:
    supplier = SupplierPageFactory(
        parent=catalogue,
        title="Terang Alkes",
        slug="terang",
        legal_name="PT Terang Alkes",
    )
    return ProductPageFactory(
        parent=supplier,
        title="Lampu Operasi LO-120",
        name_en="Operating Light LO-120",
        slug="lampu",
        brand="Terang",
        model_name="LO-120",
    )
