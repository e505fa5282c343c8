from decimal import Decimal

import pytest

from products.calibration.plot.scale import Scale, scale_of
from tests.products.calibration.plot.samples import mark, panel


def spread(scale: Scale) -> tuple[float, float]:
    return round(scale.bottom, 6), round(scale.top, 6)


def test_a_scale_holds_values_uncertainties_and_limits_with_some_room():
    scale = scale_of(panel([mark(2, u95=1), mark(4, low=-5, high=10)]))

    assert spread(scale) == (-6.2, 11.2)
    assert scale.ticks == (Decimal(-5), Decimal(0), Decimal(5), Decimal(10))


def test_deviations_are_seen_from_zero():
    assert spread(scale_of(panel([mark(10)], from_zero=True))) == (-0.8, 10.8)


@pytest.mark.parametrize(
    ("value", "expected"), [(10, (9.0, 11.0)), (-10, (-11.0, -9.0)), (0, (-1.0, 1.0))]
)
def test_a_single_value_has_room_around_it(value, expected):
    assert spread(scale_of(panel([mark(value)]))) == expected


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 3, ("0", "1", "2", "3")),
        (0, 6.8, ("0", "2", "4", "6")),
        (0, 16, ("0", "5", "10", "15")),
        (0, 20, ("0", "10", "20")),
        (0, 0.3, ("0", "0.1", "0.2", "0.3")),
    ],
)
def test_ticks_are_ones_twos_or_fives(low, high, ticks):
    scale = scale_of(panel([mark(low), mark(high)]))

    assert [str(tick.normalize() + 0) for tick in scale.ticks] == list(ticks)


@pytest.mark.parametrize(
    ("largest", "exponent", "written"),
    [
        (90_000, 0, "50.000"),
        (95_000, 3, "50"),
        (9_000_000, 6, "5"),
        (0.0012, 0, "0,001"),
        (0.0005, -6, "400"),
    ],
)
def test_ticks_of_long_numbers_leave_out_a_power_of_ten(largest, exponent, written):
    scale = scale_of(panel([mark(0), mark(largest)]))

    assert scale.exponent == exponent
    assert written in [scale.label(tick, "id") for tick in scale.ticks]


def test_the_top_of_the_scale_is_the_top_of_the_plot():
    scale = Scale(bottom=-1, top=3, ticks=(), exponent=0)

    assert [scale.y(3), scale.y(0), scale.y(-1)] == [0, 97.5, 130]
