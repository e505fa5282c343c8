"""The specification form on a product's edit page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from wagtail.test.utils.form_data import inline_formset

from products.models import DeviceType, ProductPage
from products.specification.form import AttributeForm
from tests.factories.products import (
    LAMP_ATTRIBUTES,
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
from tests.factories.users import editor_of, verifier
from tests.product_form import edit_url, posted

pytestmark = pytest.mark.django_db


def attribute_form(device_type, stored=None, **typed) -> AttributeForm:
    """The form as sent with ``typed`` values."""
    data = MultiValueDict({"attributes-drawn_for": [str(device_type.pk)]})
    for name, value in typed.items():
        data.setlist(
            f"attributes-{name}", value if isinstance(value, list) else [value]
        )
    return AttributeForm(device_type, stored or {}, data)


@pytest.mark.parametrize(
    ("typed", "unit", "entry"),
    [
        ("120.000", "lx", {"value": 120_000.0, "typed": "120.000 lx"}),
        ("120,000.5", "lx", {"value": 120_000.5, "typed": "120,000.5 lx"}),
        ("120,5", "klx", {"value": 120_500.0, "typed": "120,5 klx"}),
    ],
)
def test_number_is_read_in_both_notations_and_converted(typed, unit, entry):
    form = attribute_form(lamp_type(), illuminance_value=typed, illuminance_unit=unit)

    assert form.is_valid()
    assert form.entries == {"illuminance": {**entry, "unit": "lx"}}


def test_every_kind_is_read_into_its_entry():
    form = attribute_form(
        lamp_type(),
        colour_temperature_low="3.500",
        colour_temperature_high="5.000",
        colour_temperature_unit="K",
        mounting="mobile",
        battery="false",
        note=" Dengan kamera ",
    )

    assert form.is_valid()
    assert form.entries == {
        "colour_temperature": {
            "low": 3500.0,
            "high": 5000.0,
            "unit": "K",
            "typed": "3.500 – 5.000 K",
        },
        "mounting": {"value": ["mobile"]},
        "battery": {"value": False},
        "note": {"value": "Dengan kamera"},
    }


def test_several_choices_are_read_in_the_definitions_order():
    device_type = DeviceTypeFactory()
    DeviceAttributeFactory(
        device_type=device_type,
        key="modes",
        kind="choice",
        multiple=True,
        choices=[
            {"value": each, "label_id": each, "label_en": each}
            for each in ("vcv", "pcv", "simv")
        ],
    )

    form = attribute_form(device_type, modes=["pcv", "vcv"])

    assert form.is_valid()
    assert form.entries == {"modes": {"value": ["vcv", "pcv"]}}


@pytest.mark.parametrize(
    ("typed", "key", "message"),
    [
        ({"illuminance_value": "terang"}, "illuminance", "terang"),
        ({"illuminance_value": "1,234"}, "illuminance", "1,234"),
        (
            {"illuminance_value": "5", "illuminance_unit": "kg"},
            "illuminance",
            "Satuan “kg” tidak dapat dipakai",
        ),
        (
            {"colour_temperature_low": "9", "colour_temperature_high": "3"},
            "colour_temperature",
            "Batas bawah (9) lebih besar",
        ),
        ({"colour_temperature_low": "9"}, "colour_temperature", "Isi kedua batas"),
        ({"colour_temperature_high": "9"}, "colour_temperature", "Isi kedua batas"),
        ({"mounting": "wall"}, "mounting", "bukan pilihan yang tersedia"),
        ({"note": "x" * 501}, "note", "Teks terlalu panjang (501 karakter)"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(typed, key, message):
    form = attribute_form(lamp_type(), **typed)

    assert not form.is_valid()
    assert list(form.errors) == [key]
    assert message in form.errors[key][0]


def test_required_attribute_is_demanded_only_on_submission():
    device_type = lamp_type()
    draft, submission = attribute_form(device_type), attribute_form(device_type)
    submission.demands_required = True

    assert draft.is_valid()
    assert submission.errors == {"illuminance": ["Wajib diisi untuk jenis alat ini."]}


def test_stored_values_are_shown_as_they_were_typed():
    form = AttributeForm(lamp_type(), LAMP_ATTRIBUTES)

    shown = str(form["illuminance"])

    assert 'value="120.000"' in shown
    assert '<option value="lx" selected>lux</option>' in shown
    assert '<option value="true" selected>Ya</option>' in str(form["battery"])


def test_unlikely_value_is_warned_about_and_kept():
    form = attribute_form(
        lamp_type(), illuminance_value="500000", illuminance_unit="lx"
    )

    rows = {field.name: warnings for field, warnings in form.rows()}

    assert form.is_valid()
    assert len(rows["illuminance"]) == 1
    assert "500.000 lux di atas nilai lazim (200.000 lux)" in rows["illuminance"][0]
    assert rows["note"] == []


def test_values_that_both_types_share_survive_a_change_of_type():
    old, new = lamp_type(), DeviceTypeFactory()
    DeviceAttributeFactory(device_type=new, key="note", kind="text")
    DeviceAttributeFactory(device_type=new, key="illuminance", kind="yes_no")
    form = AttributeForm(
        new,
        LAMP_ATTRIBUTES,
        MultiValueDict(
            {
                "attributes-drawn_for": [str(old.pk)],
                "attributes-illuminance_value": ["120000"],
                "attributes-note": ["Dengan kamera"],
            }
        ),
    )

    assert form.is_valid()
    assert form.entries == {"note": {"value": "Dengan kamera"}}


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


@pytest.mark.parametrize(
    ("user", "status"),
    [("anonymous", 302), ("editor", 200), ("verifier", 200)],
)
def test_fragment_is_for_those_who_may_enter_the_admin(client, catalogue, user, status):
    if user != "anonymous":
        person = verifier() if user == "verifier" else editor_of(SupplierPageFactory())
        client.force_login(person)

    response = client.get(
        reverse("product_attribute_fields"), {"device_type": lamp_type().pk}
    )

    assert response.status_code == status
    assert ("Kuat cahaya" in response.content.decode()) is (status == 200)


@pytest.mark.parametrize(
    ("asked", "status"), [("", 200), ("0", 404), ("x", 404), ("9" * 30, 404)]
)
def test_fragment_of_no_such_type(client, own, asked, status):
    url = reverse("product_attribute_fields")

    assert client.get(url, {"device_type": asked}).status_code == status


def test_every_seeded_type_draws_its_form(client, own):
    url = reverse("product_attribute_fields")

    statuses = {
        client.get(url, {"device_type": pk}).status_code
        for pk in DeviceType.objects.values_list("pk", flat=True)
    }

    assert statuses == {200}


def test_list_of_products_takes_a_fixed_number_of_queries(
    client, own, django_assert_num_queries
):
    url = reverse("products:index")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _each in range(5):
        ProductPageFactory(
            parent=own.get_parent().specific,
            device_type=own.device_type,
            attributes=LAMP_ATTRIBUTES,
        )

    with django_assert_num_queries(len(one)):
        client.get(url)


def test_preview_shows_the_draft_to_its_editor(client, own):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[own.pk])
    data = posted(own.device_type, title="Judul dalam pratinjau")

    sent = client.post(url, data)
    shown = client.get(url)

    assert sent.json()["is_valid"] is True
    assert shown.status_code == 200
    assert "Judul dalam pratinjau" in shown.content.decode()
    assert ProductPage.objects.get().title != "Judul dalam pratinjau"
