import copy
import json
from decimal import Decimal

import pytest

from domain.calibration.limits import Bounds, Limit, LimitKind
from products.device_types.calibration_profiles import (
    DATA_FILE,
    load_profiles,
    read_profiles,
)
from products.device_types.seed import load_device_types


@pytest.fixture
def data():
    return json.loads(DATA_FILE.read_text(encoding="utf-8"))


def test_every_device_type_to_calibrate_has_a_profile_and_no_other():
    required = {seed.key for seed in load_device_types() if seed.calibration_required}

    assert set(load_profiles()) == required


def test_a_type_without_attested_limits_has_no_parameters():
    without = [key for key, seed in load_profiles().items() if not seed.parameters]

    assert without == ["ultrasound_scanner", "digital_radiography"]


def test_paper_speed_of_an_electrocardiograph():
    limits = load_profiles()["electrocardiograph"].limits

    assert limits["paper_speed"] == Limit(
        LimitKind.PERCENT, tolerance=Decimal(5), unit="mm/s"
    )
    assert limits["paper_speed"].bounds(Decimal(25)) == Bounds(
        Decimal("23.75"), Decimal("26.25")
    )


def test_an_infusion_pump_has_its_test_points_and_the_labs_own_words():
    profile = load_profiles()["infusion_pump"]

    flow, occlusion, *safety = profile.parameters
    assert flow.nominals == tuple(map(Decimal, (10, 50, 100, 150, 300)))
    assert occlusion.tolerance_text == "< 20 psi (≤ 1379 mbar)"
    assert [parameter.key for parameter in safety] == [
        "mains_line_neutral",
        "mains_line_ground",
        "mains_neutral_ground",
    ]


def test_an_autoclave_names_its_working_method():
    assert load_profiles()["autoclave"].method_code == "MK 009-18"


def test_a_device_without_mains_has_no_electrical_safety():
    keys = [p.key for p in load_profiles()["aneroid_sphygmomanometer"].parameters]

    assert keys == ["leak_rate", "deflation_time", "pressure_accuracy"]


def test_every_error_of_the_data_is_told_at_once(data):
    light, incubator, *_others = data["profiles"]
    light["device_type"] = "spaceship"
    light["parameters"][0].update(unit="furlong", low="200000", name_id=" ")
    light["parameters"][1]["kind"] = "guess"
    incubator["parameters"].append(copy.deepcopy(incubator["parameters"][0]))
    data["profiles"].append(incubator)

    with pytest.raises(ValueError) as refusal:
        read_profiles(data)

    assert str(refusal.value).splitlines() == [
        "spaceship: illuminance: name_id is empty",
        "spaceship: illuminance: unknown unit 'furlong'",
        "spaceship: illuminance: The lower limit is greater than the upper limit.",
        "spaceship: colour_temperature: cannot be read "
        "('guess' is not a valid LimitKind)",
        "spaceship: unknown device type",
        "infant_incubator: parameter air_temperature occurs twice",
        "infant_incubator: there are two profiles",
        "infant_incubator: parameter air_temperature occurs twice",
    ]


def test_a_parameter_without_its_names_is_refused(data):
    del data["profiles"][0]["parameters"][0]["name_en"]

    with pytest.raises(ValueError, match="illuminance: cannot be read .*name_en"):
        read_profiles(data)
