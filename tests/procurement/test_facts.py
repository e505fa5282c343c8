"""What a comparison says of one product."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from core.wording import day
from domain.eligibility import Market, TkdnBand, prefer
from procurement.facts import GENERAL_FACTS, SALE, preference_facts
from tests.factories.documents import licence, product_document, variant

FACTS = {str(fact.label): fact for _label, facts in GENERAL_FACTS for fact in facts}


def text(label, product):
    return FACTS[label].text(product).replace("\u00a0", " ")


def certificate(**fields):
    return {"kind": "iso_13485", "standard": "", "status": "valid"} | fields


# Prices


@pytest.mark.parametrize(
    ("prices", "shown", "amount"),
    [
        ([100_000], "Rp 100.000", 100_000),
        ([100_000, 100_000], "Rp 100.000", 100_000),
        ([300_000, 100_000], "Rp 100.000 – Rp 300.000", None),
        ([300_000, None], "Rp 300.000", 300_000),
        ([None], "", None),
    ],
)
def test_prices_of_the_variants_are_a_span(prices, shown, amount):
    product = product_document(variants=[variant(price) for price in prices])

    assert text("Harga sebelum PPN", product) == shown
    assert FACTS["Harga sebelum PPN"].amount(product) == amount


@pytest.mark.parametrize(
    ("prices", "shown", "amount", "score"),
    [
        ([100_000], "Rp 111.000", 111_000, 111_000),
        ([300_000, 100_000], "Rp 111.000 – Rp 333.000", None, 111_000),
        ([None], "", None, None),
    ],
)
def test_prices_with_tax_are_a_span_of_their_own(prices, shown, amount, score):
    fact = FACTS["Harga termasuk PPN"]
    product = product_document(variants=[variant(price) for price in prices])

    assert text("Harga termasuk PPN", product) == shown
    assert fact.amount(product) == amount
    assert fact.score(product) == score


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (["2999-12-31"], "31 Desember 2999"),
        (["2020-12-31"], "31 Desember 2020 (lewat)"),
        (
            ["2999-12-31", "2020-12-31", "2999-12-31"],
            "31 Desember 2020 (lewat), 31 Desember 2999",
        ),
        ([""], ""),
    ],
)
def test_how_long_prices_are_offered_says_which_are_over(days, shown):
    variants = [variant(price_valid_until=day) for day in days]

    assert text("Harga berlaku sampai", product_document(variants=variants)) == shown


def test_a_variant_without_a_price_offers_none_for_any_time():
    unpriced = product_document(variants=[variant(None)])

    assert text("Harga berlaku sampai", unpriced) == ""


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        ("Terkalibrasi sampai", "calibrated_until"),
        ("Sertifikat TKDN berlaku sampai", "tkdn_expires_on"),
    ],
)
def test_what_ends_soon_says_so(fact, field):
    last = timezone.localdate() + timedelta(days=30)
    product = product_document(**{field: last.isoformat()})

    assert text(fact, product) == f"{day(last)} (segera berakhir)"


# Stock and order


def test_units_and_variants_are_read_in_english():
    variants = [
        variant(stock=2, unit="Kotak", minimum_order=1, label="Anak", label_en="Child"),
        variant(stock=0, unit="Kotak", minimum_order=10, label="M"),
    ]
    product = product_document(variants=variants)

    with translation.override("en"):
        read = [text(name, product) for name in ("Stok", "Pembelian minimum", "Varian")]

    assert read == ["2 boxes", "1 box, 10 boxes", "Child, M"]


@pytest.mark.parametrize(
    ("stocks", "shown"),
    [
        ([(0, "Unit")], "Habis"),
        ([(1, "Unit")], "1 Unit"),
        ([(1200, "Box"), (300, "Box")], "1.500 Box"),
        ([(4, "Box"), (6, "Unit")], "10"),
    ],
)
def test_stock_names_a_unit_only_where_all_variants_share_it(stocks, shown):
    variants = [variant(stock=stock, unit=unit) for stock, unit in stocks]

    assert text("Stok", product_document(variants=variants)) == shown


@pytest.mark.parametrize(
    ("orders", "shown"),
    [
        ([(1, "Unit")], "1 Unit"),
        ([(10, "Box"), (10, "Box")], "10 Box"),
        ([(1, "Box"), (1000, "Pcs")], "1 Box, 1.000 Pcs"),
        ([(2, "")], "2"),
    ],
)
def test_minimum_orders_are_named_once_each(orders, shown):
    variants = [variant(minimum_order=number, unit=unit) for number, unit in orders]

    assert text("Pembelian minimum", product_document(variants=variants)) == shown


@pytest.mark.parametrize(
    ("labels", "shown"),
    [([""], "Satu varian"), (["S", "M"], "S, M"), (["", "M"], "M")],
)
def test_variants_are_named_by_their_labels(labels, shown):
    variants = [variant(label=label) for label in labels]

    assert text("Varian", product_document(variants=variants)) == shown


@pytest.mark.parametrize(
    ("months", "shown"),
    [(None, ""), (0, "Tanpa garansi"), (1, "1 bulan"), (24, "24 bulan")],
)
def test_warranty(months, shown):
    assert text("Garansi", product_document(warranty_months=months)) == shown


# Licence and certificates


def test_what_is_not_stated_of_a_licence_is_empty():
    product = product_document(licence=None)

    labels = ["Izin edar", "Izin edar berlaku sampai", "Pemeriksaan izin edar"]
    assert [text(label, product) for label in labels] == ["", "", ""]
    assert FACTS["Izin edar berlaku sampai"].score(product) is None


def test_a_licence_without_an_end_is_not_ranked():
    product = product_document(licence=licence(expires_on=""))

    assert text("Izin edar berlaku sampai", product) == "berlaku"
    assert FACTS["Izin edar berlaku sampai"].score(product) is None


def test_the_later_end_of_a_licence_scores_one_a_day_more():
    score = FACTS["Izin edar berlaku sampai"].score
    first = product_document(licence=licence(expires_on="2027-02-28"))
    second = product_document(licence=licence(expires_on="2027-03-01"))

    assert score(second) - score(first) == 1


@pytest.mark.parametrize(
    ("state", "decided_on", "shown"),
    [
        ("open", "", "Dinyatakan, belum diverifikasi"),
        ("verified", "2026-05-04", "Terverifikasi, 4 Mei 2026"),
    ],
)
def test_the_verifiers_decision_has_its_day(state, decided_on, shown):
    verification = {"state": state, "decided_on": decided_on, "reason": ""}
    product = product_document(licence=licence(verification=verification))

    assert text("Pemeriksaan izin edar", product) == shown


@pytest.mark.parametrize(
    ("status", "shown"),
    [("valid", "ISO 13485"), ("expiring", "ISO 13485"), ("expired", "")],
)
def test_only_valid_certificates_are_listed(status, shown):
    product = product_document(certificates=[certificate(status=status)])

    assert text("Sertifikat lain yang berlaku", product) == shown


def test_a_certificate_goes_by_its_standard_and_is_named_once():
    certificates = [certificate(standard="SNI IEC 60601"), certificate(), certificate()]
    product = product_document(certificates=certificates)

    assert text("Sertifikat lain yang berlaku", product) == "SNI IEC 60601, ISO 13485"


@pytest.mark.parametrize(
    ("until", "required", "shown"),
    [
        ("2999-03-01", True, "1 Maret 2999 (berlaku)"),
        ("2999-03-01", False, "1 Maret 2999 (berlaku)"),
        ("", True, ""),
        ("", False, "Tidak wajib kalibrasi"),
    ],
)
def test_calibration(until, required, shown):
    product = product_document(calibrated_until=until, calibration_required=required)

    assert text("Terkalibrasi sampai", product) == shown


@pytest.mark.parametrize(
    ("label", "field", "value", "shown"),
    [
        ("Kelas risiko", "risk_class", "B", "B – rendah sampai sedang"),
        ("Kelas risiko", "risk_class", "X", "X"),
        ("TKDN", "tkdn", None, ""),
        ("Sertifikat TKDN berlaku sampai", "tkdn_expires_on", "", ""),
    ],
)
def test_codes_and_percentages(label, field, value, shown):
    assert text(label, product_document(**{field: value})) == shown


# The supplier


@pytest.mark.parametrize(
    ("supplier", "label", "shown"),
    [
        ({"legal_name": ""}, "Nama badan usaha", "Surya Medika"),
        ({"regency_name": ""}, "Tempat", "Jawa Barat"),
        ({"business_scale": "raksasa"}, "Skala usaha", "raksasa"),
    ],
)
def test_what_a_supplier_does_not_state_has_the_next_best(supplier, label, shown):
    assert text(label, product_document(supplier=supplier)) == shown


# The buyer's obligation


@pytest.mark.parametrize(
    ("domestic", "passes", "reason"),
    [
        (True, "Ya", "Produk ini (TKDN 30,00 %) memenuhi."),
        (
            False,
            "Tidak",
            "Produk ini tidak memenuhi: tidak ada izin edar dalam negeri yang berlaku.",
        ),
    ],
)
def test_the_step_and_whether_the_product_passes_it(domestic, passes, reason):
    market = Market(frozenset({TkdnBand.FROM_25}), reaches_40=True)
    preference = prefer(domestic, 30.0, market, date(2026, 11, 24))
    label, facts = preference_facts({7: preference})

    with translation.override("id"):
        said = [fact.text({"id": 7}).replace("\u00a0", " ") for fact in facts]

    assert label == "Kewajiban produk dalam negeri (Perpres 46/2025)"
    assert [str(fact.label) for fact in facts] == [
        "Memenuhi tingkat yang berlaku",
        "Alasan",
    ]
    assert said[0] == passes
    assert said[1].startswith("Tingkat 1: ada produk dalam negeri sejenis")
    assert reason in said[1]
    assert "24 November 2026" in said[1]


# Withheld from sale

RESTRICTION = {"reason": "recalled", "since": "2026-11-20"}


@pytest.mark.parametrize(
    ("restrictions", "shown", "price", "best"),
    [
        ([None, None], "Tidak dibatasi", "Rp 1.000 – Rp 2.000", 1_000),
        (
            [RESTRICTION, None],
            "Sebagian varian tidak dapat dipesan",
            "Rp 2.000",
            2_000,
        ),
        (
            [RESTRICTION, RESTRICTION],
            "Tidak dapat dipesan sejak 20 November 2026: ditarik karena keamanan atau "
            "mutu.",
            "Rp 1.000 – Rp 2.000",
            None,
        ),
    ],
)
def test_what_cannot_be_ordered_says_so_and_is_nobodys_best_price(
    restrictions, shown, price, best
):
    prices = [1_000, 2_000]
    variants = [
        variant(each, restriction=found, price_with_ppn=each)
        for each, found in zip(prices, restrictions, strict=True)
    ]
    sold = [
        each
        for each, found in zip(prices, restrictions, strict=True)
        if not found or all(restrictions)
    ]
    product = product_document(
        variants=variants, price_min=min(sold), price_max=max(sold)
    )

    assert SALE.text(product) == shown
    assert text("Harga sebelum PPN", product) == price
    assert text("Harga termasuk PPN", product) == price
    assert FACTS["Harga sebelum PPN"].score(product) == best
    assert FACTS["Harga termasuk PPN"].score(product) == best
