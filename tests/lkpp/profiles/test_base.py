"""What every profile has in common."""

import pytest

from lkpp.profiles import PROFILES


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_one_field_is_the_sku_under_which_an_entry_is_kept(profile):
    first = next(each for each in profile.fields if each.source == "sku")

    assert first.name in {
        "sku",
        "SKU",
        "no_produk_penyedia",
        "informasi.no_produk_penyedia",
    }


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_no_field_is_declared_twice(profile):
    names = [each.name for each in profile.fields]

    assert sorted(set(names)) == sorted(names)


def test_fields_stand_in_the_order_in_which_they_are_read():
    names = [each.name for each in PROFILES["tokodaring"].fields]

    assert names[:4] == ["SKU", "product_name", "product_price", "is_available"]
    assert names[-2:] == ["active", "reason"]
