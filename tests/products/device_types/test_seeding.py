"""The device types the catalogue starts with are put into the database."""

import pytest

from products.device_types.calibration_profiles import load_profiles
from products.device_types.seed import load_device_types
from products.device_types.seeding import seed_device_types
from products.models import CalibrationParameter, DeviceAttribute, DeviceType

pytestmark = pytest.mark.django_db


def test_everything_is_there_once_the_catalogue_is_set_up(catalogue):
    seeds = load_device_types()

    assert DeviceType.objects.count() == len(seeds)
    assert DeviceAttribute.objects.count() == sum(len(s.attributes) for s in seeds)
    assert set(
        CalibrationParameter.objects.values_list("device_type__key", flat=True)
    ) == {key for key, profile in load_profiles().items() if profile.parameters}


def test_seeding_again_creates_nothing(catalogue):
    before = DeviceAttribute.objects.count()

    assert seed_device_types() == 0
    assert DeviceAttribute.objects.count() == before


def test_only_what_is_missing_is_made_and_the_rest_stays_as_edited(catalogue):
    seeds = load_device_types()
    kept, removed = seeds[0], seeds[1]
    DeviceType.objects.filter(key=kept.key).update(name_id="Diubah")
    DeviceAttribute.objects.filter(device_type__key=kept.key).delete()
    DeviceType.objects.filter(key=removed.key).delete()

    assert seed_device_types() == 1

    assert DeviceType.objects.get(key=kept.key).name_id == "Diubah"
    assert not DeviceAttribute.objects.filter(device_type__key=kept.key).exists()
    made = DeviceType.objects.get(key=removed.key)
    assert [row.key for row in made.attribute_rows.all()] == [
        definition.key for definition in removed.attributes
    ]
    assert made.definitions == removed.attributes


def test_a_device_that_need_not_be_calibrated_keeps_an_interval(catalogue):
    expected = {
        seed.key: seed.calibration_interval_months or 12 for seed in load_device_types()
    }

    stored = dict(DeviceType.objects.values_list("key", "calibration_interval_months"))

    assert stored == expected
