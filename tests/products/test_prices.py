from fractions import Fraction

import pytest

from products.prices import ppn_base


@pytest.mark.parametrize(
    ("is_reduced", "base"), [(True, Fraction(11, 12)), (False, Fraction(1))]
)
def test_the_setting_says_what_is_taxed(settings, is_reduced, base):
    settings.PPN_REDUCED_BASE = is_reduced

    assert ppn_base() == base
