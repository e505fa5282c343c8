"""The columns in which a profile's entries are laid out."""

import pytest

from lkpp.files.tables import columns_of, key_of
from lkpp.profiles import PROFILES


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("native", "sku"),
        ("v5", "informasi.no_produk_penyedia"),
        ("v6", "sku"),
        ("isb", "no_produk_penyedia"),
        ("tokodaring", "SKU"),
    ],
)
def test_the_key_is_the_name_of_the_sku(profile, expected):
    assert key_of(PROFILES[profile]) == expected


def test_a_list_is_one_column():
    columns = columns_of(PROFILES["v6"])

    assert columns.count("productInformations.mainInformations") == 1
    assert [name for name in columns if "[" in name] == []


def test_columns_stand_in_the_order_of_the_profile():
    assert columns_of(PROFILES["native"])[:4] == (
        "schema_version",
        "sku",
        "product_id",
        "revision",
    )
