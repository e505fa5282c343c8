"""Domestic, verified, orderable, and the steps of Perpres 46/2025 article 66."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.eligibility import (
    Eligibility,
    Market,
    Preference,
    Reason,
    Step,
    TkdnBand,
    evaluate,
    is_domestic,
    leading_local_content,
    prefer,
    reaches_40,
    tkdn_band,
)
from domain.validity import Status, Validity

TODAY = date(2026, 11, 24)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
VALID = Validity(TODAY - timedelta(days=100), TODAY + timedelta(days=300))
OVER = Validity(TODAY - timedelta(days=100), YESTERDAY)
NOT_YET = Validity(TOMORROW, TODAY + timedelta(days=300))
FROZEN = Validity(VALID.starts_on, VALID.expires_on, Status.FROZEN)


@dataclass(frozen=True)
class Licence:
    number: str
    validity: Validity = VALID
    is_verified: bool = False


@dataclass(frozen=True)
class Certificate:
    tkdn: Decimal
    bmp: Decimal | None = None
    validity: Validity = VALID
    bmp_validity: Validity = VALID


@dataclass(frozen=True)
class Restriction:
    kind: str
    since: datetime


RESTRICTION = Restriction("unorderable", datetime(2026, 11, 20, tzinfo=UTC))


@dataclass(frozen=True)
class Variant:
    price: int | None = 100
    price_validity: Validity = VALID


def akd(validity=VALID, **fields):
    return Licence("AKD 20903022671", validity, **fields)


def akl(validity=VALID, **fields):
    return Licence("AKL 20903022671", validity, **fields)


def certified(tkdn, bmp=None, **fields):
    return Certificate(Decimal(tkdn), None if bmp is None else Decimal(bmp), **fields)


def domestic(tkdn=None, bmp=0, *, licence=VALID, until=VALID, bmp_until=VALID):
    certificates = []
    if tkdn is not None:
        certificates = [certified(tkdn, bmp, validity=until, bmp_validity=bmp_until)]
    return [akd(licence)], certificates


def imported(tkdn=None):
    return [akl()], [] if tkdn is None else [certified(tkdn)]


def market_of(products: list[Eligibility]) -> Market:
    """What the index tells of these products: the terms it counts of the domestic."""
    contents = [each.local_content for each in products if each.domestic]
    return Market(
        frozenset(tkdn_band(content and content.tkdn) for content in contents),
        any(reaches_40(content and content.total) for content in contents),
    )


def preferences(products, day=TODAY) -> list[Preference]:
    """Where each product stands among all of them."""
    found = [evaluate(*product, day) for product in products]
    market = market_of(found)
    return [
        prefer(
            each.domestic, each.local_content and each.local_content.tkdn, market, day
        )
        for each in found
    ]


def preference_among(product, others, day=TODAY) -> Preference:
    return preferences([product, *others], day)[0]


# Domestic


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("AKD 20903022671", True),
        ("PKD 20503110001", True),
        ("AKL 20903022671", False),
        ("PKL 20503110001", False),
        ("AKD", True),
        ("", False),
    ],
)
def test_a_licence_number_says_where_goods_are_made(number, expected):
    assert is_domestic(number) is expected


@pytest.mark.parametrize(
    ("licences", "expected"),
    [
        ([], False),
        ([akd()], True),
        ([akl()], False),
        ([akd(OVER)], False),
        ([akd(NOT_YET)], False),
        ([akd(FROZEN)], False),
        ([akd(), akl()], False),
        ([akl(), akd()], False),
        ([akd(), akl(OVER)], True),
        ([akl(OVER), akd()], True),
        ([akd(), akl(FROZEN)], True),
        ([akd(OVER), akl()], False),
        ([akd(OVER), akd()], True),
    ],
)
def test_domestic_needs_a_valid_licence_and_no_imported_one_beside_it(
    licences, expected
):
    assert evaluate(licences, [], TODAY).domestic is expected


def test_the_licences_that_keep_a_product_from_being_domestic_are_named():
    lapsed, beside, first = akl(OVER), akl(), akl(NOT_YET)

    assert evaluate([akd(), lapsed, beside], [], TODAY).imported == (beside,)
    assert evaluate([first, lapsed], [], TODAY).imported == (first,)
    assert evaluate([akd(OVER), lapsed], [], TODAY).imported == ()


# The leading licence


def test_the_first_valid_licence_in_the_makers_order_leads():
    lapsed, first, longer = akd(OVER), akd(), akd(Validity(None, None))

    found = evaluate([lapsed, first, longer], [], TODAY)

    assert found.licence is first
    assert found.licence_status == Status.VALID


def test_where_no_licence_is_valid_the_first_leads():
    lapsed, refused = akd(OVER), akd(Validity(None, None, Status.REFUSED))

    found = evaluate([lapsed, refused], [], TODAY)

    assert found.licence is lapsed
    assert found.licence_status == Status.EXPIRED


def test_a_product_without_a_licence_has_no_status():
    found = evaluate([], [], TODAY)

    assert (found.licence, found.licence_status, found.verified) == (None, None, False)


@pytest.mark.parametrize(
    ("licences", "expected"),
    [
        ([akd(is_verified=True)], True),
        ([akd(is_verified=False)], False),
        ([akd(OVER, is_verified=True)], False),
        ([akd(), akd(is_verified=True)], False),
        ([akl(is_verified=True)], True),
    ],
)
def test_verified_is_the_confirmed_leading_licence_while_it_is_valid(
    licences, expected
):
    assert evaluate(licences, [], TODAY).verified is expected


@pytest.mark.parametrize(
    ("licences", "expected"),
    [([], False), ([akd()], True), ([akl()], True), ([akd(OVER)], False)],
)
def test_licensed_is_any_product_with_a_valid_licence(licences, expected):
    assert evaluate(licences, [], TODAY).is_licensed is expected


# Orderable


@pytest.mark.parametrize(
    ("licences", "variant", "expected"),
    [
        ([akd()], Variant(), True),
        ([akd()], Variant(price_validity=Validity(None, TODAY)), True),
        ([akd()], Variant(price_validity=Validity(None, YESTERDAY)), False),
        ([akd()], Variant(price=None), False),
        ([akd(OVER)], Variant(), False),
        ([akl()], Variant(), False),
        ([akd(), akl()], Variant(), False),
    ],
)
def test_orderable_is_a_priced_variant_of_a_domestic_product(
    licences, variant, expected
):
    found = evaluate(licences, [], TODAY)

    assert found.is_offered(variant) is expected
    assert found.is_orderable(variant, None) is expected
    assert found.is_orderable(variant, RESTRICTION) is False


@pytest.mark.parametrize(
    ("licence_ends", "price_ends", "expected"),
    [
        (TOMORROW, None, TOMORROW),
        (TOMORROW, TODAY, TODAY),
        (TODAY, TOMORROW, TODAY),
        (None, TOMORROW, TOMORROW),
        (None, None, None),
    ],
)
def test_orderable_until_licence_or_price_ends(licence_ends, price_ends, expected):
    product = evaluate([akd(Validity(None, licence_ends))], [], TODAY)

    assert product.orderable_until(Variant(1, Validity(None, price_ends))) == expected


def test_without_a_licence_only_the_price_has_an_end():
    product = evaluate([], [], TODAY)

    assert product.orderable_until(Variant(1, Validity(None, TODAY))) == TODAY


# Local content


@pytest.mark.parametrize(
    ("certificates", "tkdn", "bmp", "total"),
    [
        ([certified(26, 14), certified(34)], 26, 14, 40),
        ([certified(24, 15), certified(34, 0)], 34, 0, 34),
        ([certified(24, 15), certified(25)], 25, None, 25),
        ([certified(30, 10), certified(35, 5)], 35, 5, 40),
        ([certified(60, validity=OVER), certified(12)], 12, None, 12),
        ([certified(30, 14, bmp_validity=OVER)], 30, None, 30),
    ],
)
def test_the_valid_certificate_that_counts_most_leads(certificates, tkdn, bmp, total):
    found = leading_local_content(certificates, TODAY)

    assert (found.tkdn, found.bmp, found.total) == (tkdn, bmp, total)
    assert found.certificate is next(each for each in certificates if each.tkdn == tkdn)


@pytest.mark.parametrize("validity", [OVER, NOT_YET, FROZEN])
def test_a_certificate_that_is_not_valid_counts_for_nothing(validity):
    assert leading_local_content([certified(60, validity=validity)], TODAY) is None


@pytest.mark.parametrize(
    ("tkdn", "band"),
    [
        (None, TkdnBand.UNCERTIFIED),
        (0, TkdnBand.BELOW_25),
        (24.99, TkdnBand.BELOW_25),
        (Decimal("25"), TkdnBand.FROM_25),
        (39.99, TkdnBand.FROM_25),
        (40, TkdnBand.FROM_40),
        (59.99, TkdnBand.FROM_40),
        (60, TkdnBand.FROM_60),
        (100, TkdnBand.FROM_60),
    ],
)
def test_bands(tkdn, band):
    assert tkdn_band(tkdn) is band


@pytest.mark.parametrize(
    ("total", "expected"), [(None, False), (39.99, False), (40.0, True), (75, True)]
)
def test_what_reaches_40_percent(total, expected):
    assert reaches_40(total) is expected


# The step


def test_the_steps_are_numbered_as_the_regulation_has_them():
    assert [(each.name, each.value) for each in Step] == [
        ("OBLIGATORY", 1),
        ("CERTIFIED_25", 2),
        ("CERTIFIED", 3),
        ("LISTED", 4),
    ]


def test_the_worked_example_of_the_ministry():
    a, b, c = domestic(35, 0), domestic(26, 14), domestic(25, 10)
    d, e = domestic(10, 10), imported()

    found = preferences([a, b, c, d, e])

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

    assert preference_among(outsider, comparables).step == step


def test_only_the_tkdn_counts_for_the_product():
    low_with_much_bmp = domestic("24.99", "15.00")
    both = domestic("30", "10")

    low, high = preferences([low_with_much_bmp, both])

    assert (low.passes, high.passes) == (False, True)


@pytest.mark.parametrize(
    ("product", "passes", "reason"),
    [
        (domestic("12"), True, Reason.CERTIFIED),
        (domestic(), False, Reason.UNCERTIFIED),
        (imported("90"), False, Reason.IMPORTED),
    ],
)
def test_third_step(product, passes, reason):
    found = preference_among(product, [domestic("20")])

    assert (found.step, found.passes, found.reason) == (Step.CERTIFIED, passes, reason)


def test_uncertified_products_pass_only_where_none_is_certified():
    plain = domestic()

    alone = preference_among(plain, [])
    beside = preference_among(plain, [domestic("5")])

    assert (alone.step, alone.passes, alone.reason) == (
        Step.LISTED,
        True,
        Reason.LISTED,
    )
    assert (beside.step, beside.passes) == (Step.CERTIFIED, False)


def test_a_product_without_a_certificate_fails_the_second_step():
    found = preference_among(domestic(), [domestic("30")])

    assert (found.step, found.passes, found.reason) == (
        Step.CERTIFIED_25,
        False,
        Reason.UNCERTIFIED,
    )


def test_an_import_passes_where_there_is_no_domestic_product():
    found = preference_among(imported(), [imported(50)])

    assert (found.step, found.passes, found.reason) == (
        None,
        True,
        Reason.ONLY_IMPORTED,
    )


def test_only_what_is_valid_that_day_counts():
    was_enough = domestic("50", until=OVER)
    bmp_is_over = domestic("30", "14", bmp_until=OVER)
    unlicensed = domestic("60", licence=OVER)
    plain = domestic("26")

    found = preference_among(plain, [was_enough, bmp_is_over, unlicensed])
    a_day_earlier = preference_among(plain, [was_enough], YESTERDAY)

    assert found.step == Step.CERTIFIED_25
    assert a_day_earlier.step == Step.OBLIGATORY


def test_a_product_whose_licence_lapsed_does_not_pass():
    found = preference_among(domestic("60", licence=OVER), [domestic("26")])

    assert (found.step, found.reason) == (Step.CERTIFIED_25, Reason.IMPORTED)


def test_a_frozen_certificate_counts_for_nothing_in_the_step():
    found = preference_among(domestic("60", until=FROZEN), [])

    assert (found.step, found.tkdn) == (Step.LISTED, None)


def test_a_licence_for_imports_makes_a_product_imported():
    both = [akd(), akl()], [certified(60)]

    assert preference_among(both, []).reason == Reason.ONLY_IMPORTED


# Properties

days = st.dates(TODAY - timedelta(days=5), TODAY + timedelta(days=5))
validities = st.builds(
    Validity,
    days | st.none(),
    days | st.none(),
    st.sampled_from([None, None, None, Status.REFUSED, Status.REVOKED]),
)
licences = st.builds(
    Licence,
    st.sampled_from(["AKD 1", "PKD 1", "AKL 1", "PKL 1"]),
    validities,
    st.booleans(),
)
contents = st.tuples(
    st.decimals(0, 100, places=2) | st.none(), st.decimals(0, 15, places=2)
)
certificates = st.builds(
    Certificate,
    st.decimals(0, 100, places=2),
    st.decimals(0, 15, places=2) | st.none(),
    validities,
    validities,
)


@given(st.lists(licences, max_size=5), days, st.randoms())
def test_the_order_of_licences_does_not_make_a_product_domestic(held, day, chance):
    shuffled = list(held)
    chance.shuffle(shuffled)

    found, again = evaluate(held, [], day), evaluate(shuffled, [], day)

    assert found.domestic == again.domestic
    assert set(found.imported) == set(again.imported) or not any(
        each.validity.is_valid(day) for each in held
    )


@given(st.lists(licences, max_size=5), days)
def test_domestic_is_what_the_regulation_says_in_so_many_words(held, day):
    kinds = {each.number[:3] for each in held if each.validity.is_valid(day)}

    found = evaluate(held, [], day)

    assert found.domestic is (bool(kinds & {"AKD", "PKD"}) and kinds <= {"AKD", "PKD"})
    assert found.domestic is (bool(kinds) and not found.imported)


@given(st.lists(licences, max_size=5), days)
def test_a_leading_licence_is_valid_if_any_is(held, day):
    found = evaluate(held, [], day)

    some_is_valid = any(each.validity.is_valid(day) for each in held)
    assert (found.licence is not None) is bool(held)
    assert (found.licence_status in {Status.VALID, Status.EXPIRING}) is some_is_valid


@given(st.lists(certificates, max_size=5), days, st.randoms())
def test_the_order_of_certificates_does_not_change_what_counts(held, day, chance):
    shuffled = list(held)
    chance.shuffle(shuffled)

    found = leading_local_content(held, day)
    again = leading_local_content(shuffled, day)

    assert (found and (found.tkdn, found.total)) == (
        again and (again.tkdn, again.total)
    )


@given(st.lists(certificates, min_size=1, max_size=5), days)
def test_the_leading_certificate_tells_whether_any_reaches_a_threshold(held, day):
    # The index knows the leading certificate alone; as BMP is at most 15 and what
    # passes 25 alone goes before, it stands for all of them.
    alone = [leading_local_content([each], day) for each in held]
    valid = [each for each in alone if each is not None]

    found = leading_local_content(held, day)

    assert (found is not None) is bool(valid)
    if found is not None:
        assert (found.tkdn >= 25) is any(each.tkdn >= 25 for each in valid)
        assert reaches_40(found.total) is any(reaches_40(each.total) for each in valid)


@given(st.lists(contents, min_size=1, max_size=8))
def test_some_domestic_product_always_passes(values):
    # The rule orders buyers to take domestic products: it never leaves them none, as
    # a BMP of at most 15 cannot lift less than 25 to 40.
    found = preferences([domestic(tkdn, bmp) for tkdn, bmp in values])

    assert len({each.step for each in found}) == 1
    assert any(each.passes for each in found)


@given(st.lists(contents, max_size=6), contents)
def test_the_order_of_products_does_not_matter(values, own):
    field = [domestic(tkdn, bmp) for tkdn, bmp in values]
    product = domestic(*own)

    assert preference_among(product, field) == preference_among(product, field[::-1])


@given(st.decimals(0, 100, places=2))
def test_float_and_decimal_lie_in_the_same_band(tkdn):
    assert tkdn_band(float(tkdn)) is tkdn_band(tkdn)
    assert reaches_40(float(tkdn)) is reaches_40(tkdn)


def test_a_preference_says_for_which_tkdn_and_day_it_holds():
    product = ([akd()], [certified(30)])

    own = preference_among(product, [], TOMORROW)

    assert (own.tkdn, own.on) == (30, TOMORROW)
