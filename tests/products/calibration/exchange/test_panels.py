"""The rows of calibration records on a product's edit page."""

import pytest

from products.calibration.exchange.panels import CalibrationRecordForm
from products.calibration.fields import ReferenceStandardsFormField, TestPointsFormField
from products.models import ProductPage
from tests.domain.dcc.samples import VERSION_3_2, VERSION_3_3
from tests.factories.products import CalibrationRecordFactory, ProductPageFactory
from tests.factories.suppliers import original_of


def row_form() -> type[CalibrationRecordForm]:
    form = ProductPage.get_edit_handler().get_form_class()
    return form.formsets["calibration_records"].form


def test_rows_have_the_fields_of_the_panels_and_tables_for_the_lists():
    fields = row_form().base_fields

    assert issubclass(row_form(), CalibrationRecordForm)
    assert isinstance(fields["results"], TestPointsFormField)
    assert isinstance(fields["standards"], ReferenceStandardsFormField)
    assert {"dcc", "certificate_number", "due_on"} <= fields.keys()
    assert not {"dcc_version", "dcc_signature"} & fields.keys()


@pytest.mark.django_db
def test_another_certificate_is_read_when_a_row_is_saved(catalogue):
    product = ProductPageFactory()
    record = CalibrationRecordFactory(
        product=product, dcc=original_of(product.supplier, VERSION_3_3)
    )
    other = original_of(product.supplier, VERSION_3_2)
    form = row_form()(instance=record)
    sent = {name: form[name].value() or "" for name in form.fields}

    changed = row_form()(
        {**sent, "results": "", "standards": "", "dcc": other.pk}, instance=record
    )

    assert changed.is_valid(), changed.errors
    assert (record.dcc, record.dcc_version) == (other, "3.2.1")
