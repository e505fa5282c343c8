"""Amounts, percentages and days as the reader's language writes them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from core.wording import (
    counted,
    day,
    percent,
    rupiah,
    short_day,
    unit_of_sale,
    whole,
)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (
            "id",
            ["1.250", "Rp\u00a081.082.633", "57,62\u00a0%", "40\u00a0%", "12 Mei 2026"],
        ),
        ("en", ["1,250", "Rp\u00a081,082,633", "57.62%", "40%", "12 May 2026"]),
    ],
)
def test_the_reader_s_language_decides(language, shown):
    with translation.override(language):
        assert [
            whole(1250),
            rupiah(81_082_633),
            percent(Decimal("57.62")),
            percent(40, places=0),
            day(date(2026, 5, 12)),
        ] == shown


def test_nothing_is_written_for_nothing():
    assert [rupiah(None), percent(None), day(None), day(""), short_day(None)] == [
        ""
    ] * 5


def test_nought_is_something():
    assert rupiah(0) == "Rp\u00a00"
    assert percent(0) == "0,00\u00a0%"


@pytest.mark.parametrize(
    "value",
    [
        "2026-08-12",
        "2026-08-12T09:30:00+07:00",
        "2026-08-11T17:00:00Z",
        "2026-08-12T16:59:59Z",
    ],
)
def test_a_day_is_read_from_its_iso_form(value):
    assert short_day(value) == "12 Agu 2026"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("id", ["1.250 Kotak", "1 Kotak", "7", "Kotak"]),
        ("en", ["1,250 boxes", "1 box", "7", "box"]),
    ],
)
def test_what_is_counted_has_its_unit(language, shown):
    with translation.override(language):
        assert [
            counted(1250, "Kotak"),
            counted(1, "Kotak"),
            counted(7, ""),
            unit_of_sale("Kotak"),
        ] == shown
