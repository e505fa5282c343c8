"""The steps of Perpres 46/2025 article 66."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.eligibility import (
    CertifiedContent,
    Comparable,
    Content,
    Reason,
    Step,
    preference_tier,
)
from domain.validity import Status, Validity

TODAY = date(2026, 11, 24)
HOLDS = Validity(TODAY - timedelta(days=100), TODAY + timedelta(days=100))
OVER = Validity(TODAY - timedelta(days=100), TODAY - timedelta(days=1))


def domestic(tkdn=None, bmp=0, *, licence=HOLDS, until=HOLDS, bmp_until=HOLDS):
    certificates = ()
    if tkdn is not None:
        certificates = (
            CertifiedContent(Decimal(tkdn), until, Decimal(bmp), bmp_until),
        )
    return Comparable(domestic=(licence,), certificates=certificates)


def imported(tkdn=None):
    certificates = () if tkdn is None else (CertifiedContent(Decimal(tkdn), HOLDS),)
    return Comparable(imported=(HOLDS,), certificates=certificates)


def test_the_worked_example_of_the_ministry():
    a, b, c = domestic(35, 0), domestic(26, 14), domestic(25, 10)
    d, e = domestic(10, 10), imported()
    field = [a, b, c, d, e]

    found = [preference_tier(product, field, TODAY) for product in field]

    assert [each.step for each in found] == [Step.OBLIGATORY] * 5
    assert [each.passes for each in found] == [True, True, True, False, False]
    assert [each.reason for each in found] == [
        Reason.REACHES_25,
        Reason.REACHES_25,
        Reason.REACHES_25,
        Reason.BELOW_25,
        Reason.IMPORTED,
    ]


@pytest.mark.parametrize(
    ("comparables", "step"),
    [
        ([domestic("39.99"), domestic("26", "13.99")], Step.CERTIFIED_25),
        ([domestic("26", "14")], Step.OBLIGATORY),
        ([domestic("24.99", "15")], Step.CERTIFIED),
        ([domestic("25")], Step.CERTIFIED_25),
        ([domestic("24.99"), domestic()], Step.CERTIFIED),
        ([domestic(), domestic()], Step.LISTED),
        ([imported(90)], None),
        ([], None),
    ],
)
def test_step_in_force(comparables, step):
    outsider = imported()

    assert preference_tier(outsider, comparables, TODAY).step == step


def test_only_the_tkdn_counts_for_the_product():
    low_with_much_bmp = domestic("24.99", "15.00")
    both = domestic("30", "10")

    field = [low_with_much_bmp, both]

    assert preference_tier(low_with_much_bmp, field, TODAY).passes is False
    assert preference_tier(both, field, TODAY).passes is True


@pytest.mark.parametrize(
    ("product", "passes", "reason"),
    [
        (domestic("12"), True, Reason.CERTIFIED),
        (domestic(), False, Reason.UNCERTIFIED),
        (imported("90"), False, Reason.IMPORTED),
    ],
)
def test_third_step(product, passes, reason):
    found = preference_tier(product, [domestic("20")], TODAY)

    assert (found.step, found.passes, found.reason) == (Step.CERTIFIED, passes, reason)


def test_uncertified_products_pass_only_where_none_is_certified():
    plain = domestic()

    alone = preference_tier(plain, [], TODAY)
    beside = preference_tier(plain, [domestic("5")], TODAY)

    assert (alone.step, alone.passes, alone.reason) == (
        Step.LISTED,
        True,
        Reason.LISTED,
    )
    assert (beside.step, beside.passes) == (Step.CERTIFIED, False)


def test_an_import_passes_where_there_is_no_domestic_product():
    found = preference_tier(imported(), [imported(50)], TODAY)

    assert (found.step, found.passes, found.reason) == (
        None,
        True,
        Reason.ONLY_IMPORTED,
    )


def test_only_what_holds_that_day_counts():
    was_enough = domestic("50", until=OVER)
    bmp_is_over = domestic("30", "14", bmp_until=OVER)
    unlicensed = domestic("60", licence=OVER)
    plain = domestic("26")

    found = preference_tier(plain, [was_enough, bmp_is_over, unlicensed], TODAY)

    assert found.step == Step.CERTIFIED_25
    assert preference_tier(plain, [was_enough], OVER.expires_on).step == Step.OBLIGATORY


def test_a_frozen_certificate_counts_for_nothing():
    frozen = Validity(HOLDS.starts_on, HOLDS.expires_on, Status.FROZEN)

    found = preference_tier(domestic("60", until=frozen), [], TODAY)

    assert (found.step, found.content) == (Step.LISTED, None)


def test_a_licence_for_imports_makes_a_product_imported():
    both = Comparable(
        domestic=(HOLDS,),
        imported=(HOLDS,),
        certificates=(CertifiedContent(Decimal(60), HOLDS),),
    )

    assert preference_tier(both, [], TODAY).reason == Reason.ONLY_IMPORTED


@pytest.mark.parametrize(
    ("certificates", "counts"),
    [
        ([("26", "14"), ("34", "0")], Content(Decimal(26), Decimal(14))),
        ([("24", "15"), ("34", "0")], Content(Decimal(34), Decimal(0))),
    ],
)
def test_the_best_certificate_counts(certificates, counts):
    product = Comparable(
        domestic=(HOLDS,),
        certificates=tuple(
            CertifiedContent(Decimal(tkdn), HOLDS, Decimal(bmp), HOLDS)
            for tkdn, bmp in certificates
        ),
    )

    assert product.content(TODAY) == counts


contents = st.tuples(
    st.decimals(0, 100, places=2) | st.none(), st.decimals(0, 15, places=2)
)


@given(st.lists(contents, min_size=1, max_size=8))
def test_some_domestic_product_always_passes(values):
    # The rule orders buyers to take domestic products: it never leaves them none, as
    # a BMP of at most 15 cannot lift less than 25 to 40.
    field = [domestic(tkdn, bmp) for tkdn, bmp in values]

    found = [preference_tier(product, field, TODAY) for product in field]

    assert len({each.step for each in found}) == 1
    assert any(each.passes for each in found)


@given(st.lists(contents, max_size=6), contents)
def test_order_and_own_presence_do_not_matter(values, own):
    field = [domestic(tkdn, bmp) for tkdn, bmp in values]
    product = domestic(*own)

    without = preference_tier(product, field, TODAY)
    within = preference_tier(product, [product, *reversed(field)], TODAY)

    assert without == within
