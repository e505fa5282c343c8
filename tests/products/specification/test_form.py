"""The form of a device type's attributes."""

import pytest
from django.utils.datastructures import MultiValueDict

from products.specification.form import AttributeForm
from tests.factories.products import (
    LAMP_ATTRIBUTES,
    DeviceAttributeFactory,
    DeviceTypeFactory,
    lamp_type,
)

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
