"""The device types the catalogue starts with are put into the database."""

from dataclasses import replace

import pytest

from products.device_types import seeding
from products.device_types.calibration_profiles import load_profiles
from products.device_types.nomenclature import NamedType, load_named_types
from products.device_types.seed import load_device_types
from products.device_types.seeding import seed_device_types
from products.models import CalibrationParameter, DeviceAttribute, DeviceType

pytestmark = pytest.mark.django_db


def test_everything_is_there_once_the_catalogue_is_set_up(catalogue):
    seeds = load_device_types()
    keys = {seed.key for seed in seeds}

    assert set(DeviceType.objects.values_list("key", flat=True)) == keys | {
        each.key for each in load_named_types()
    }
    assert DeviceType.objects.described().count() == len(seeds)
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

    stored = dict(
        DeviceType.objects.described().values_list("key", "calibration_interval_months")
    )

    assert stored == expected


GAUZE = NamedType(
    key="test_gauze",
    name_id="Kasa uji",
    name_en="Test gauze",
    translation="en",
    category="16",
    sub_category="",
    risk_class="A",
    aspak=("21603001",),
    emdn="M0201",
    method="KMK-MK-009-0",
    synonyms=("kassa uji",),
)
MASK = replace(
    GAUZE, key="surgical_mask", aspak=("21604014",), synonyms=("masker uji",)
)


@pytest.fixture
def nomenclature(monkeypatch):
    """``nomenclature(*named)``: these are all the rows of the files."""

    def shipped(*named):
        monkeypatch.setattr(seeding, "load_named_types", lambda: named)

    return shipped


def test_a_named_type_is_made_without_attributes(catalogue, nomenclature):
    nomenclature(GAUZE)

    assert seed_device_types() == 1

    made = DeviceType.objects.get(key="test_gauze")
    assert not made.is_described
    assert (made.name_id, made.name_en, made.translation) == (
        "Kasa uji",
        "Test gauze",
        "en",
    )
    assert (made.category, made.sub_category, made.risk_class) == ("16", "", "A")
    assert (made.licence_group, made.lkpp_unit) == ("", "Unit")
    assert (made.synonyms, made.aspak_codes) == (["kassa uji"], ["21603001"])
    assert (made.emdn_code, made.calibration_method) == ("M0201", "KMK-MK-009-0")
    assert (made.calibration_required, made.calibration_interval_months) == (True, 12)
    assert made.vocabulary == " kasa uji test gauze kassa 21603001 m0201"


def test_names_of_the_register_and_no_method_say_nothing(catalogue, nomenclature):
    nomenclature(replace(GAUZE, translation="register", method=""))

    seed_device_types()

    made = DeviceType.objects.get(key="test_gauze")
    assert (made.translation, made.calibration_required) == ("", False)


def test_a_named_type_stays_as_it_was_edited(catalogue, nomenclature):
    nomenclature(GAUZE)
    seed_device_types()
    DeviceType.objects.filter(key="test_gauze").update(name_id="Diubah", synonyms=[])

    assert seed_device_types() == 0

    kept = DeviceType.objects.get(key="test_gauze")
    assert (kept.name_id, kept.synonyms) == ("Diubah", [])


def test_a_described_type_gets_codes_and_synonyms_of_its_row(catalogue, nomenclature):
    nomenclature(MASK)
    DeviceType.objects.filter(key=MASK.key).delete()

    assert seed_device_types() == 1

    made = DeviceType.objects.get(key=MASK.key)
    assert made.is_described
    assert (made.aspak_codes, made.synonyms) == (["21604014"], ["masker uji"])


def test_a_type_of_an_older_catalogue_gets_its_codes_once(catalogue, nomenclature):
    nomenclature(MASK)
    mask = DeviceType.objects.filter(key=MASK.key)
    mask.update(vocabulary="", aspak_codes=[], synonyms=["disunting"])

    assert seed_device_types() == 0

    completed = mask.get()
    assert (completed.aspak_codes, completed.synonyms) == (["21604014"], ["disunting"])
    assert "disunting" in completed.vocabulary

    mask.update(aspak_codes=[])
    seed_device_types()

    assert mask.get().aspak_codes == []


def test_many_types_cost_few_queries(
    catalogue, nomenclature, django_assert_max_num_queries
):
    nomenclature(*(replace(GAUZE, key=f"test_{n}") for n in range(200)))

    with django_assert_max_num_queries(20):
        assert seed_device_types() == 200


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kas uj", ["test_gauze"]),
        ("GAUZE te", ["test_gauze"]),
        ("kassa", ["test_gauze"]),
        ("21603001", ["test_gauze"]),
        ("asa uji", []),
        ("kasa lain", []),
        ("%", []),
        ("", []),
    ],
)
def test_types_are_found_by_the_beginnings_of_words(
    catalogue, nomenclature, typed, found
):
    nomenclature(GAUZE)
    seed_device_types()

    matching = DeviceType.objects.filter(key__startswith="test_").matching(typed)

    assert [each.key for each in matching] == found


def test_the_best_name_comes_first(catalogue, nomenclature):
    names = {
        "Kotak kasa uji": (),
        "Kasa ujian": (),
        "Kasa uji": (),
        "Kotak": ("kasa uji",),
        "Alat": ("kasa besar uji",),
    }
    nomenclature(
        *(
            replace(GAUZE, key=f"test_{n}", name_id=name, synonyms=synonyms)
            for n, (name, synonyms) in enumerate(names.items())
        )
    )
    seed_device_types()

    found = DeviceType.objects.matching("kasa uji").best_first(" kasa  UJI ")

    assert [each.key for each in found] == [
        "test_2",
        "test_3",
        "test_1",
        "test_0",
        "test_4",
    ]
