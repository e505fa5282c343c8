"""A price is what its maker states, whatever an export and its reader do with it."""

import json
from fractions import Fraction

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.prices import FULL_BASE, REDUCED_BASE, with_ppn
from lkpp.profiles import PROFILES
from tests.lkpp.record_samples import price_section, prices, variant_record

BASE_URL = "https://katalog.example"


def exported(render, price):
    """What a reader has after the answer went over the line."""
    answer = render(variant_record(price=price), BASE_URL)
    return orjson.loads(orjson.dumps(answer))


def read_v5(entry):
    """Before tax, percentage, and with tax, as a reader of v5 finds them."""
    alkes, harga = entry["x_alkes"], entry["harga"]
    return alkes["harga_sebelum_ppn"], alkes["ppn_persentase"], harga["harga_retail"]


def read_v6(answer):
    variant = answer["variants"][0]
    return variant["price"], answer["tax"]["ppnPercentage"], variant["priceWithTax"]


def read_isb(answer):
    harga = json.loads(answer["harga"])
    return harga["harga_sebelum_ppn"], harga["ppn_persentase"], harga["harga_utama"]


def taxable_in(answer):
    """What v6 says besides, and the others leave to be found out."""
    return answer["variants"][0]["taxablePrice"] if "variants" in answer else None


READERS = {
    "v5": (PROFILES["v5"].entry, read_v5),
    "v6": (PROFILES["v6"].entry, read_v6),
    "isb": (PROFILES["isb"].entry, read_isb),
}
every_reader = pytest.mark.parametrize(
    ("render", "read"), READERS.values(), ids=list(READERS)
)


def taken_over(before, percent, taxed, taxable):
    """The price section that a reader makes of what it read."""
    if taxable is None:
        is_reduced = taxed == with_ppn(before, percent, REDUCED_BASE)
    else:
        is_reduced = taxable < before
    return price_section(before, percent, is_reduced)


def stated_price(taxed, percent, base):
    """The price before tax by the price with tax alone: the nearest whole one."""
    exact = Fraction(taxed) / (1 + base * Fraction(percent, 100))
    return round(exact)


@every_reader
@given(price=prices)
def test_a_price_that_is_read_back_and_exported_again_is_the_same(render, read, price):
    first = exported(render, price)

    again = exported(render, taken_over(*read(first), taxable_in(first)))

    assert read(first) == (price["before_ppn"], price["ppn_percent"], price["with_ppn"])
    assert again == first


@given(price=prices)
def test_the_price_with_tax_leads_back_to_the_one_stated(price):
    base = REDUCED_BASE if price["reduced_base"] else FULL_BASE
    entry = exported(PROFILES["v5"].entry, price)

    before = stated_price(entry["harga"]["harga_retail"], price["ppn_percent"], base)

    assert before == price["before_ppn"]


@given(price=prices)
def test_all_profiles_tell_the_same_price(price):
    told = {read(exported(render, price)) for render, read in READERS.values()}

    assert told == {(price["before_ppn"], price["ppn_percent"], price["with_ppn"])}


@given(before=st.integers(1, 10**12))
def test_prices_are_whole_numbers_of_rupiah(before):
    price = price_section(before)

    entry = exported(PROFILES["v5"].entry, price)
    answer = exported(PROFILES["v6"].entry, price)

    amounts = [
        entry["harga"]["harga_retail"],
        entry["harga"]["harga_pemerintah"],
        entry["x_alkes"]["harga_sebelum_ppn"],
        *(answer["prices"][name] for name in ("maxPrice", "maxPriceWithTax")),
        *(answer["variants"][0][n] for n in ("price", "taxablePrice", "priceWithTax")),
    ]
    assert {type(amount) for amount in amounts} == {int}


@pytest.mark.parametrize(
    ("before", "percent", "reduced", "taxed"),
    [
        (33_000_000, 12, True, 36_630_000),
        (33_000_000, 12, False, 36_960_000),
        (33_000_000, 0, True, 33_000_000),
        (1, 12, True, 1),
        (5, 12, True, 6),
        (50, 12, True, 56),
    ],
)
def test_tax_is_rounded_half_up_to_whole_rupiah(before, percent, reduced, taxed):
    entry = exported(PROFILES["v5"].entry, price_section(before, percent, reduced))

    assert entry["harga"]["harga_retail"] == taxed
    assert entry["harga"]["harga_pemerintah"] == taxed
