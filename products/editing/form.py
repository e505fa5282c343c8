"""The form behind a product's edit page."""

from collections.abc import Iterator, Sequence

from django import forms
from modelcluster.forms import BaseChildFormSet

from products.models.device_type import DeviceType
from products.sale.keeping import missing_restricted, renamed_restricted
from products.specification.form import AttributeForm
from suppliers.forms import OwnFilesForm


class CalibrationRecordFormSet(BaseChildFormSet):
    """Offers test points the calibration parameters of the device type."""

    parameters: Sequence[tuple[str, str]] = ()

    def offer(self, parameters: Sequence[tuple[str, str]]) -> None:
        """``parameters`` are their keys and names."""
        self.parameters = parameters
        for form in self.forms:
            form.fields["results"].offer(parameters)

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["results"].offer(self.parameters)


class ProductPageForm(OwnFilesForm):
    """Adds the fields of the chosen device type's attributes.

    They are a form of their own, ``attribute_form``, whose values become the page's
    ``attributes``. The field ``attributes`` itself is never read from the request:
    it is there so that the model's complaints have a place.
    """

    attributes = forms.JSONField(
        required=False, disabled=True, widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._stored_attributes = dict(self.instance.attributes)
        self.attribute_form = AttributeForm(
            self._chosen_device_type(),
            self.instance.attributes,
            self.data if self.is_bound else None,
        )
        for form in self.formsets["variants"].forms:
            form.instance.supplier_path = self.parent_page.path
        self._offer_calibration_parameters()

    def _chosen_device_type(self) -> DeviceType | None:
        """The device type as sent, or the one the product has."""
        chosen = self["device_type"].value() if "device_type" in self.fields else None
        if not chosen:
            return None
        try:
            return DeviceType.objects.prefetch_related("attribute_rows").get(pk=chosen)
        except (DeviceType.DoesNotExist, ValueError, TypeError):
            # The field itself tells the editor that there is no such type.
            return None

    def _offer_calibration_parameters(self) -> None:
        device_type = self.attribute_form.device_type
        parameters = [
            (row.key, row.name)
            for row in (device_type.calibration_parameters if device_type else ())
        ]
        self.formsets["calibration_records"].offer(parameters)

    def clean(self):
        cleaned_data = super().clean()
        for problem in self._sale_problems():
            self.add_error(None, problem)
        form = self.attribute_form
        form.demands_required = not self.is_deferred_validation
        if form.is_bound and not form.is_valid():
            self.add_error(None, _form_errors(form))
            return cleaned_data
        self.instance.attributes = form.entries
        return cleaned_data

    def _sale_problems(self) -> list[str]:
        """How the rows would lead around a restriction of the product's sale."""
        if self.instance.pk is None:
            return []
        names = list(_kept_skus(self.formsets["variants"]))
        # Row by row: two that change their names with each other lose none.
        renamed = {former for former, sku in names if former not in (None, sku)}
        return missing_restricted(
            self.instance, [sku for _former, sku in names]
        ) or renamed_restricted(self.instance, renamed)

    def _post_clean(self):
        # The draft of a live product may lack required attributes too. What its own
        # form found at fault, the model need not repeat.
        self.instance.demands_required_attributes = not (
            self.is_deferred_validation or self.attribute_form.errors
        )
        super()._post_clean()

    @property
    def changed_data(self):
        # Django reads the empty text of the disabled field as a change.
        changed = [name for name in super().changed_data if name != "attributes"]
        if self.instance.attributes != self._stored_attributes:
            changed.append("attributes")
        return changed


def _kept_skus(formset: BaseChildFormSet) -> Iterator[tuple[str | None, str]]:
    """The SKU that each row had, None where it is new, and the one that it has now.

    Rows of a draft without a key, which the formset takes for new ones, are drawn in
    the order in which they are stored.
    """
    keyless = [form for form in formset.initial_forms if form.instance.pk is None]
    stored = [row.sku for row in formset.get_queryset() if row.pk is None]
    former = dict(zip(map(id, keyless), stored, strict=False))
    for form in formset.forms:
        if form not in formset.deleted_forms:
            sku = str(form["sku"].value() or "").strip()
            yield former.get(id(form), form.initial.get("sku")), sku


def _form_errors(form: AttributeForm) -> list[str]:
    """One line for each attribute at fault, to be shown above the tabs."""
    return [
        f"{form[name].label}: {message}"
        for name, messages in form.errors.items()
        for message in messages
    ]
