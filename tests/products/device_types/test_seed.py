import dataclasses
import json

import pytest

from domain.attributes.display import NOT_STATED, format_value
from domain.attributes.validation import validate_values
from domain.units import compatible_units
from products.device_types import seed
from products.device_types.seed import load_device_types, seed_errors

KEYS = [
    "electric_patient_bed",
    "manual_patient_bed",
    "led_operating_light",
    "infant_incubator",
    "infant_warmer",
    "neonatal_phototherapy",
    "compressor_nebulizer",
    "digital_sphygmomanometer",
    "aneroid_sphygmomanometer",
    "patient_monitor",
    "electrocardiograph",
    "ventilator",
    "oxygen_concentrator",
    "ultrasound_scanner",
    "autoclave",
    "dental_unit",
    "suction_pump",
    "infusion_pump",
    "syringe_pump",
    "disposable_syringe",
    "surgical_mask",
    "examination_glove",
    "antigen_rapid_test",
    "digital_radiography",
]
SEEDS = {seed.key: seed for seed in load_device_types()}


def attribute(seed_key, key):
    return next(a for a in SEEDS[seed_key].attributes if a.key == key)


def test_the_catalogue_starts_with_24_types():
    assert list(SEEDS) == KEYS


def test_the_operating_light_is_described_as_buyers_know_it():
    light = SEEDS["led_operating_light"]

    assert light.name_id == "Lampu operasi LED"
    assert light.name_en == "LED operating light"
    assert (light.category, light.sub_category) == ("16", "1603")
    assert (light.licence_group, light.risk_class) == ("ENR", "B")
    assert light.emdn == "Z12010701"
    assert light.calibration_interval_months == 12
    illuminance = attribute("led_operating_light", "illuminance")
    assert (illuminance.unit, illuminance.better) == ("lx", "up")
    assert (illuminance.low, illuminance.high) == (40000, 160000)
    assert illuminance.required
    assert illuminance.facet


def test_a_blood_pressure_meter_is_found_by_its_other_names():
    synonyms = SEEDS["digital_sphygmomanometer"].synonyms

    assert {"sfigmomanometer digital", "blood pressure monitor"} <= set(synonyms)


@pytest.mark.parametrize("key", KEYS)
def test_each_type_has_its_core_and_its_facets(key):
    attributes = SEEDS[key].attributes

    assert sum(a.required for a in attributes) in range(3, 6)
    assert sum(a.facet for a in attributes) in range(3, 7)
    assert not [a.key for a in attributes if a.facet and a.kind == "text"]


@pytest.mark.parametrize("key", KEYS)
def test_each_number_has_bounds_and_a_unit_to_type_it_in(key):
    for a in SEEDS[key].attributes:
        if a.kind in {"number", "range"}:
            assert a.low is not None, a.key
            assert a.high is not None, a.key
            assert compatible_units(a.unit)[0] == a.unit


@pytest.mark.parametrize("key", KEYS)
def test_synonyms_do_not_repeat_each_other_or_the_names(key):
    seed = SEEDS[key]

    names = [n.casefold() for n in (seed.name_id, *seed.synonyms)]

    assert len(names) == len(set(names))
    assert seed.synonyms


def example(a):
    """An entry in the middle of what the attribute may be."""
    if a.kind == "number":
        return {"value": (a.low + a.high) / 2, "unit": a.unit}
    if a.kind == "range":
        return {"low": a.low, "high": a.high, "unit": a.unit}
    if a.kind == "choice":
        return {"value": [a.choices[0].value]}
    return {"value": True} if a.kind == "yes_no" else {"value": "1:2"}


@pytest.mark.parametrize("key", KEYS)
def test_each_type_accepts_and_shows_values_of_its_attributes(key):
    attributes = SEEDS[key].attributes
    values = {a.key: example(a) for a in attributes}

    clean, errors = validate_values(attributes, values)

    assert errors == {}
    assert list(clean) == [a.key for a in attributes]
    for a in attributes:
        for language in ("id", "en"):
            shown = format_value(a, clean[a.key], language)
            assert shown != NOT_STATED.text(language)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"category": "17"}, "unknown category '17'"),
        ({"sub_category": "0901"}, "the sub-category lies outside the category"),
        ({"sub_category": "1609"}, "unknown sub-category '1609'"),
        ({"licence_group": "X"}, "unknown licence group 'X'"),
        ({"risk_class": "E"}, "unknown risk class 'E'"),
        ({"lkpp_unit": "Biji"}, "unknown unit of sale 'Biji'"),
        (
            {"calibration_required": False},
            "an interval belongs to a required calibration, and only there",
        ),
        (
            {"typical_price_low": 0},
            "the typical prices must be positive and ascending",
        ),
    ],
)
def test_an_inconsistent_type_is_named(changes, error):
    seed = dataclasses.replace(SEEDS["led_operating_light"], **changes)

    assert f"led_operating_light: {error}" in seed_errors((seed,))


def test_keys_used_twice_are_named():
    seed = SEEDS["ventilator"]
    twice = dataclasses.replace(seed, attributes=seed.attributes[:1] * 2)

    assert seed_errors((seed, twice)) == [
        "ventilator: the key is used twice",
        "ventilator: attribute modes occurs twice",
    ]


def test_a_file_with_an_error_is_not_loaded(tmp_path, monkeypatch):
    rows = json.loads(seed.DATA_FILE.read_text(encoding="utf-8"))
    rows[0]["attributes"][0]["unit"] = "furlong"
    broken = tmp_path / "device_types.json"
    broken.write_text(json.dumps(rows), encoding="utf-8")
    monkeypatch.setattr(seed, "DATA_FILE", broken)

    with pytest.raises(ValueError, match="functions: unknown unit 'furlong'"):
        load_device_types.__wrapped__()
