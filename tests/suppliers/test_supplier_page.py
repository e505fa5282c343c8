"""A supplier's own rules."""

import pytest
from django.core.exceptions import ValidationError

from suppliers.models import SupplierKind, SupplierPage
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db

KINDS = {
    SupplierKind.MANUFACTURER: False,
    SupplierKind.CALIBRATION_LABORATORY: True,
    SupplierKind.TESTING_LABORATORY: True,
    SupplierKind.CERTIFICATION_BODY: False,
    SupplierKind.CONSULTANT: False,
}


@pytest.mark.parametrize("kind", SupplierKind)
def test_laboratories_are_of_two_kinds(kind):
    assert SupplierPage(kind=kind).is_laboratory is KINDS[kind]


def test_activity_codes_are_brought_to_their_form(catalogue):
    page = SupplierPageFactory()
    page.kbli_codes = [" 32501 ", "46691"]

    page.clean()

    assert page.kbli_codes == ["32501", "46691"]


def test_a_wrong_activity_code_is_refused_at_its_field(catalogue):
    page = SupplierPageFactory()
    page.kbli_codes = ["32501", "abc"]

    with pytest.raises(ValidationError) as refused:
        page.clean()

    assert list(refused.value.message_dict) == ["kbli_codes"]
    assert page.kbli_codes == ["32501", "abc"]
