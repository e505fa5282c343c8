"""The form behind a product's edit page."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from products.models import CalibrationParameter, ProductPage
from tests.factories.products import (
    LAMP_ATTRIBUTES,
    CalibrationRecordFactory,
    DeviceAttributeFactory,
    DeviceTypeFactory,
    ProductPageFactory,
    ProductVariantFactory,
    lamp_type,
)
from tests.factories.suppliers import (
    LaboratoryFactory,
    SupplierPageFactory,
    document_of,
    image_of,
)
from tests.factories.users import editor_of
from tests.product_form import edit_url, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(client, catalogue):
    supplier = SupplierPageFactory()
    product = ProductPageFactory(
        parent=supplier, device_type=lamp_type(), attributes=LAMP_ATTRIBUTES
    )
    client.force_login(editor_of(supplier))
    return product


def latest(product) -> ProductPage:
    return ProductPage.objects.get(pk=product.pk).get_latest_revision_as_object()


def test_draft_of_a_live_product_may_lack_what_is_required(client, own):
    data = posted(own.device_type, **{"attributes-illuminance_value": ""})

    response = client.post(edit_url(own), data)

    assert response.status_code == 302
    assert "illuminance" not in latest(own).attributes
    assert ProductPage.objects.get().attributes == LAMP_ATTRIBUTES


def test_leaving_the_specification_out_of_the_request_keeps_it(client, own):
    data = posted(own.device_type)
    data = {key: value for key, value in data.items() if "attributes-" not in key}

    client.post(edit_url(own), data)

    assert latest(own).attributes == LAMP_ATTRIBUTES


def test_leaving_it_out_does_not_get_around_required_attributes(client, own):
    ProductPage.objects.update(attributes={})
    data = posted(own.device_type)
    data = {key: value for key, value in data.items() if "attributes-" not in key}

    client.post(edit_url(own), data | {"action-submit": "1"})

    assert not own.workflow_in_progress


def test_wrong_value_is_said_beside_its_field_and_nothing_is_saved(client, own):
    data = posted(own.device_type, **{"attributes-illuminance_value": "terang"})

    response = client.post(edit_url(own), data)

    assert response.status_code == 200
    html = response.content.decode()
    assert "“terang”" in html
    assert 'value="terang"' in html
    above = response.context["form"].non_field_errors()
    assert above == [
        "Kuat cahaya: “terang” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5."
    ]
    assert ProductPage.objects.get().latest_revision is None


def test_changing_the_type_redraws_the_fields_without_a_script(client, own):
    other = DeviceTypeFactory()
    DeviceAttributeFactory(device_type=other, key="note", label_id="Catatan mesin")
    data = posted(other, **{"attributes-note": "Tetap"})
    data["attributes-drawn_for"] = str(own.device_type.pk)

    client.post(edit_url(own), data)

    assert latest(own).device_type == other
    assert latest(own).attributes == {"note": {"value": "Tetap"}}
    assert "Catatan mesin" in client.get(edit_url(own)).content.decode()


@pytest.mark.parametrize(
    ("typed", "value", "warning"),
    [
        ("900.000", 900_000.0, "900.000 lux di atas nilai lazim (200.000 lux)"),
        ("-5", -5.0, "−5 lux di bawah nilai lazim (10.000 lux)"),
    ],
)
def test_warning_is_shown_after_saving(client, own, typed, value, warning):
    data = posted(own.device_type, **{"attributes-illuminance_value": typed})

    response = client.post(edit_url(own), data, follow=True)

    assert f"Kuat cahaya: {warning}" in response.content.decode()
    assert latest(own).attributes["illuminance"]["value"] == value


def test_example_of_a_number_in_hint_and_fault_is_the_same(client, own):
    data = posted(own.device_type, **{"attributes-illuminance_value": "terang"})

    html = client.post(edit_url(own), data).content.decode()

    assert "Angka boleh ditulis 1.234,5 atau 1,234.5." in html
    assert "bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5." in html


@pytest.mark.parametrize(
    ("whose", "message"),
    [
        ("own", "SKU ini sudah dipakai. Tiap varian perlu SKU sendiri."),
        ("other", "SKU ini sudah dipakai pada produk pemasok lain."),
    ],
)
def test_taken_sku_is_told_without_naming_another_supplier(client, own, whose, message):
    other = SupplierPageFactory(title="Pesaing")
    parent = own.get_parent().specific if whose == "own" else other
    holder = ProductPageFactory(parent=parent, title="RAHASIA", live=False)
    ProductVariantFactory(product=holder, sku="NM-120")

    response = client.post(edit_url(own), posted(own.device_type))

    html = response.content.decode()
    assert message in html
    assert "Pesaing" not in html
    assert "RAHASIA" not in html
    assert ProductPage.objects.get(pk=own.pk).latest_revision is None


def test_lists_are_typed_and_ticked(client, own):
    data = posted(own.device_type) | {"regions_served": ["32", "31"]}

    client.post(edit_url(own), data)

    assert latest(own).regions_served == ["32", "31"]


def test_picture_or_document_of_another_supplier_is_refused(client, own):
    other = SupplierPageFactory()
    mine, theirs = image_of(own.get_parent().specific), image_of(other)
    picture = {"caption": ""}

    refused = client.post(
        edit_url(own),
        posted(
            own.device_type,
            pictures=inline_formset([{**picture, "image": theirs.pk}]),
        ),
    )
    refused_document = client.post(
        edit_url(own),
        posted(
            own.device_type,
            attachments=inline_formset(
                [{"document": document_of(other).pk, "kind": "manual"}]
            ),
        ),
    )
    revision_after_refusals = ProductPage.objects.get().latest_revision
    accepted = client.post(
        edit_url(own),
        posted(
            own.device_type, pictures=inline_formset([{**picture, "image": mine.pk}])
        ),
    )

    statuses = [r.status_code for r in (refused, refused_document, accepted)]
    assert statuses == [200, 200, 302]
    assert revision_after_refusals is None
    assert [each.image for each in latest(own).pictures.all()] == [mine]


def test_laboratory_is_chosen_from_live_calibration_laboratories(client, own):
    LaboratoryFactory(title="Lab Tayang")
    LaboratoryFactory(title="Lab Draf", live=False)

    html = client.get(edit_url(own)).content.decode()

    assert ">Lab Tayang</option>" in html
    assert "Lab Draf" not in html


def test_preview_shows_the_draft_to_its_editor(client, own):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[own.pk])
    data = posted(own.device_type, title="Judul dalam pratinjau")

    sent = client.post(url, data)
    shown = client.get(url)

    assert sent.json()["is_valid"] is True
    assert shown.status_code == 200
    assert "Judul dalam pratinjau" in shown.content.decode()
    assert ProductPage.objects.get().title != "Judul dalam pratinjau"


def test_every_calibration_offers_the_parameters_of_the_device_type(own):
    CalibrationParameter.objects.create(
        device_type=own.device_type,
        key="flow",
        name_id="Laju alir",
        name_en="Flow rate",
        limit_kind="yes_no",
    )
    CalibrationRecordFactory(product=own)
    page = ProductPage.objects.get(pk=own.pk)
    form_class = page.get_edit_handler().get_form_class()

    form = form_class(instance=page, parent_page=page.get_parent())

    records = form.formsets["calibration_records"]
    for row in (*records.forms, records.empty_form):
        assert row.fields["results"].columns[0].choices == [
            ("", "–"),
            ("flow", "Laju alir"),
        ]
