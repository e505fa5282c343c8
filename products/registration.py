"""What product pages and their tables get from the modules above their models."""

from wagtail.admin.forms.models import register_form_field_override

from certificates.registry import register_findings
from core.pages import register_context, register_edit_handler
from products.calibration.exchange.originals import original_findings
from products.calibration.fields import (
    ReferenceStandardsFormField,
    TestPointsFormField,
)
from products.editing.panels import product_edit_handler
from products.models import CalibrationRecord, ProductPage
from products.models.fields import ReferenceStandardsField, TestPointsField
from products.public.product_page import product_context
from suppliers.forms import OriginalCopyForm

register_findings(CalibrationRecord, original_findings)
register_context(ProductPage, product_context)
register_edit_handler(ProductPage, product_edit_handler)
ProductPage.copy_form_class = OriginalCopyForm

for model_field, form_field in (
    (TestPointsField, TestPointsFormField),
    (ReferenceStandardsField, ReferenceStandardsFormField),
):
    register_form_field_override(
        model_field,
        # A hidden input would hold the table a second time.
        override={"form_class": form_field, "show_hidden_initial": False},
    )
