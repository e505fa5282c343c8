import pytest

from domain.nomenclature import LKPP_UNITS
from domain.units_of_sale import ENGLISH, unit_name


def test_every_unit_of_lkpp_has_its_english():
    assert list(ENGLISH) == list(LKPP_UNITS)


@pytest.mark.parametrize(
    ("unit", "language", "count", "name"),
    [
        ("Kotak", "id", 2, "Kotak"),
        ("Kotak", "en", 1, "box"),
        ("Kotak", "en", 0, "boxes"),
        ("Kotak", "en", 2, "boxes"),
        ("Box", "en", 2, "Box"),
        ("", "en", 2, ""),
    ],
)
def test_one_and_several_in_the_reader_s_language(unit, language, count, name):
    assert unit_name(unit, language, count) == name


def test_one_is_meant_unless_another_count_is_given():
    assert unit_name("Kotak", "en") == "box"
