"""The rows of calibration records on a product's edit page."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import get_form_for_model

from core.panels import FormSetPanel
from products.calibration.exchange.forms import OriginalKeptForm
from products.models import CalibrationRecord


class CalibrationRecordForm(OriginalKeptForm, WagtailAdminModelForm):
    """One row."""


class CalibrationRecordsPanel(FormSetPanel):
    """Rows that read their digital certificates again before they are saved."""

    def get_form_options(self):
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["form"] = get_form_for_model(
            CalibrationRecord,
            form_class=CalibrationRecordForm,
            defer_required_on_fields=self.child_edit_handler.get_form_options().get(
                "defer_required_on_fields", []
            ),
        )
        return options
