"""Device types with their attributes and calibration parameters."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from domain.calibration.limits import Limit, LimitKind
from products.models import CalibrationParameter, DeviceAttribute, DeviceType


def refused(row) -> dict[str, list[str]]:
    """What ``clean`` finds wrong, by field."""
    try:
        row.clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def device_type(**fields) -> DeviceType:
    return DeviceType(
        **{"category": "09", "sub_category": "0902", "lkpp_unit": "Unit", **fields}
    )


def attribute(**fields) -> DeviceAttribute:
    return DeviceAttribute(
        **{"key": "mounting", "label_id": "Pemasangan", "kind": "text", **fields}
    )


def parameter(**fields) -> CalibrationParameter:
    return CalibrationParameter(
        **{"key": "flow", "limit_kind": LimitKind.PLUS_MINUS, "unit": "mL", **fields}
    )


CHOICE = {"value": "ceiling", "label_id": "Plafon", "label_en": "Ceiling"}


@pytest.mark.parametrize("row", [DeviceType, CalibrationParameter])
def test_a_name_is_shown_in_the_language_in_use(row):
    named = row(name_id="Lampu", name_en="Lamp")

    with translation.override("en"):
        assert (named.name, str(named)) == ("Lamp", "Lamp")
    assert (named.name, str(named)) == ("Lampu", "Lampu")


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({}, {}),
        ({"sub_category": ""}, {}),
        (
            {"sub_category": "0802"},
            {"sub_category": ["Subkategori ini bukan bagian dari kategorinya."]},
        ),
        (
            {"lkpp_unit": "Peti"},
            {"lkpp_unit": ["Satuan ini tidak ada dalam daftar LKPP."]},
        ),
    ],
)
def test_a_device_type_has_its_place_and_unit(fields, faults):
    assert refused(device_type(**fields)) == faults


SHAPE = 'Tiap pilihan berbentuk {"value": …, "label_id": …, "label_en": …}.'


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({}, {}),
        ({"kind": "number", "unit": "lx"}, {}),
        (
            {"kind": "number", "unit": "furlong per fortnight"},
            {"unit": ["Satuan ini tidak dikenal."]},
        ),
        ({"kind": "choice", "choices": [CHOICE]}, {}),
        ({"kind": "choice"}, {"choices": ["Tulis sedikitnya satu pilihan."]}),
        ({"kind": "choice", "choices": ["ceiling"]}, {"choices": [SHAPE]}),
        (
            {"kind": "choice", "choices": [{"value": "ceiling"}]},
            {"choices": [SHAPE]},
        ),
        (
            {"kind": "choice", "choices": [{**CHOICE, "label_fr": "Plafond"}]},
            {"choices": [SHAPE]},
        ),
        ({"choices": CHOICE}, {"choices": [SHAPE]}),
    ],
)
def test_an_attribute_has_a_known_unit_and_whole_choices(fields, faults):
    assert refused(attribute(**fields)) == faults


def test_an_attribute_is_defined_as_the_rules_read_it():
    row = attribute(
        kind="choice", choices=[CHOICE], better="up", typical_low=1.0, required=True
    )

    definition = row.definition

    assert [(each.value, each.label("en")) for each in definition.choices] == [
        ("ceiling", "Ceiling")
    ]
    assert (definition.key, definition.kind, definition.better) == (
        "mounting",
        "choice",
        "up",
    )
    assert (definition.low, definition.high, definition.required) == (1.0, None, True)


def test_a_limit_is_without_the_zeros_that_the_database_pads_with():
    row = parameter(tolerance=Decimal("0.500000"), low=Decimal("100.000000"))

    assert row.limit == Limit(
        LimitKind.PLUS_MINUS, Decimal("100"), None, Decimal("0.5"), "mL"
    )
    assert str(row.limit.low) == "100"


def test_a_parameter_has_a_known_unit():
    assert refused(parameter(unit="furlong", tolerance=Decimal(1))) == {
        "unit": ["Satuan ini tidak dikenal."]
    }


def test_a_parameter_without_its_tolerance_is_refused():
    assert refused(parameter(tolerance=Decimal(1))) == {}

    with pytest.raises(ValidationError) as missing:
        parameter().clean()

    assert missing.value.messages == ["Isi toleransi untuk jenis batas ini."]
