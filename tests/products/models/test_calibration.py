"""What a calibration record states, and what follows from it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from certificates import recording
from certificates.models import VerificationCase
from domain.calibration.points import (
    ReferenceStandard,
    TestPoint,
    dump_points,
    dump_standards,
)
from products.models import CalibrationParameter, CalibrationRecord, ProductPage
from tests.domain.dcc.samples import VERSION_3_3
from tests.factories.certificates import VerificationCaseFactory
from tests.factories.products import CalibrationRecordFactory, ProductPageFactory
from tests.factories.suppliers import days_from_today, original_of
from tests.wording import indonesian

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)

GOOD = TestPoint(
    name="Tekanan",
    unit="mmHg",
    nominal=Decimal("100"),
    mean=Decimal("101"),
    u95=Decimal("0.5"),
    low=Decimal("97"),
    high=Decimal("103"),
)
FAILING = TestPoint(name="Tekanan", mean=Decimal("104"), high=Decimal("103"))


@pytest.fixture
def product(catalogue) -> ProductPage:
    """A device type whose flow may be 10 % off."""
    product = ProductPageFactory()
    CalibrationParameter.objects.create(
        device_type=product.device_type,
        key="flow",
        name_id="Laju alir",
        name_en="Flow",
        unit="mL/h",
        limit_kind="percent",
        tolerance=10,
    )
    return product


def record_of(product, *points: TestPoint, **fields) -> CalibrationRecord:
    return CalibrationRecordFactory(
        product=product, results=dump_points(points), **fields
    )


def complaints(record) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        record.clean()
    return refused.value.message_dict


def codes(record) -> list[str]:
    return [finding.code for finding in record.findings(TODAY)]


# Checking


def test_a_sound_record_has_nothing_to_complain_of(product):
    record = record_of(product, GOOD)

    record.full_clean()

    assert record.findings(TODAY) == []


def test_lists_are_brought_to_their_stored_form(product):
    record = CalibrationRecordFactory(
        product=product,
        results=[{"name": " Suhu ", "mean": "36,50"}, {}],
        standards=[{"name": "Analyzer", "due_on": "31-12-2026"}, {"name": ""}],
    )

    record.clean()

    assert record.results == dump_points(
        [TestPoint(name="Suhu", mean=Decimal("36.50"))]
    )
    assert record.standards == dump_standards(
        [ReferenceStandard(name="Analyzer", due_on=date(2026, 12, 31))]
    )


def test_faults_in_lists_name_row_and_column(product):
    record = CalibrationRecordFactory(
        product=product,
        results=[{"name": "Suhu"}, {"mean": "x"}],
        standards="nothing of the kind",
    )

    assert complaints(record) == {
        "results": [
            "Baris 2, Terbaca: “x” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5."
        ],
        "standards": ["Data harus berupa daftar."],
    }
    assert record.points == (TestPoint(name="Suhu"), TestPoint())


def test_faults_are_told_in_english_to_who_reads_english(product):
    record = CalibrationRecordFactory(product=product, standards={})

    with translation.override("en"):
        told = complaints(record)["standards"]

    assert told == ["The data must be a list."]


def test_a_laboratory_and_dates_in_order_are_demanded_together(product):
    record = CalibrationRecordFactory(
        product=product, laboratory=None, issued_on=days_from_today(-31)
    )

    assert complaints(record) == {
        "laboratory_name": ["Tulis laboratorium yang mengkalibrasi."],
        "issued_on": ["Tidak boleh sebelum tanggal kalibrasi."],
    }


def test_the_next_calibration_comes_after_this_one(product):
    record = CalibrationRecordFactory(product=product, due_on=days_from_today(-30))

    assert list(complaints(record)) == ["due_on"]


def test_impossible_numbers_are_errors(product):
    reversed_bounds = TestPoint(name="Suhu", low=Decimal(2), high=Decimal(1))
    record = record_of(product, GOOD, reversed_bounds)

    with pytest.raises(ValidationError) as refused:
        record.clean()

    assert refused.value.messages == [
        "Titik uji 2: Batas bawah (2) lebih besar daripada batas atas (1)."
    ]


@pytest.mark.parametrize(
    "code", ["LK-285-IDN", "lk 285 idn", "LK-285"], ids=["own", "loose", "short"]
)
def test_the_code_of_an_outside_laboratory_is_brought_to_its_form(product, code):
    record = CalibrationRecordFactory(
        product=product, laboratory=None, laboratory_name="Lab", laboratory_code=code
    )

    record.full_clean()

    assert record.laboratory_code == "LK-285-IDN"


def test_a_product_without_a_device_type_yet_has_no_limits(catalogue):
    record = CalibrationRecord(
        product=ProductPage(title="Baru"),
        laboratory_name="Lab",
        performed_on=TODAY,
        issued_on=TODAY,
        due_on=TODAY + timedelta(days=900),
        results=dump_points([TestPoint(parameter="flow", mean=Decimal(1))]),
    )

    record.clean()

    assert (record.limits, codes(record)) == ({}, ["parameter_unknown"])


# Findings


def test_a_disagreement_with_the_certificate_is_a_warning(product):
    stated = TestPoint(name="Tekanan", mean=GOOD.mean, high=Decimal(100), stated="pass")
    record = record_of(product, GOOD, stated)

    record.clean()

    assert [indonesian(finding) for finding in record.findings(TODAY)] == [
        "Titik uji 2: Sertifikat menyatakan lulus, sedangkan hasil hitungan dari nilai "
        "dan batasnya gagal.",
        "Hasilnya laik pakai, padahal ada titik uji yang gagal: baris 2.",
    ]


def test_what_many_points_have_in_common_is_told_once(product):
    unknown = TestPoint(parameter="gone", name="Suhu", mean=Decimal(36))
    record = record_of(product, *[unknown] * 30)

    assert [indonesian(finding) for finding in record.findings(TODAY)] == [
        "Titik uji 1, 2, 3, 4, 5, 6, 7, 8, … (30): Parameter “gone” tidak ada pada "
        "profil kalibrasi jenis alat ini."
    ]


def test_of_many_different_findings_of_a_kind_a_few_are_told(product):
    points = [
        TestPoint(name="Suhu", nominal=Decimal(n), mean=Decimal(n), error=Decimal(n))
        for n in range(2, 10)
    ]

    told = [
        indonesian(finding) for finding in record_of(product, *points).findings(TODAY)
    ]

    assert len(told) == 6
    assert told[0] == (
        "Titik uji 1: Kesalahan (2) berbeda dari rata-rata dikurangi nominal (0)."
    )
    assert told[-1] == "Titik uji 6, 7, 8: Keberatan yang serupa."


def test_a_year_is_the_longest_between_two_calibrations(product):
    record = record_of(product, due_on=days_from_today(400))

    assert codes(record) == ["due_too_late"]


# Fit for use


@pytest.mark.parametrize(
    ("fields", "fit"),
    [
        ({}, True),
        ({"result": "unfit"}, False),
        ({"result": "conditional"}, False),
        ({"due_on": -1}, False),
        ({"due_on": 0}, True),
        ({"performed_on": 1}, False),
    ],
    ids=["fit", "unfit", "conditional", "due", "last day", "not yet"],
)
def test_fit_for_use_is_true_only_if_it_is_true_today(product, fields, fit):
    dated = {
        name: days_from_today(value) if isinstance(value, int) else value
        for name, value in fields.items()
    }

    assert record_of(product, GOOD, **dated).fit_for_use() is fit


def test_a_unit_with_a_failing_point_is_not_fit_for_use(product):
    assert record_of(product, GOOD, FAILING).fit_for_use() is False


def test_a_point_fails_by_the_limits_of_the_device_type(product):
    within = TestPoint(parameter="flow", nominal=Decimal(50), mean=Decimal(55))
    beyond = TestPoint(parameter="flow", nominal=Decimal(50), mean=Decimal("55.1"))

    assert record_of(product, within).fit_for_use() is True
    assert record_of(product, beyond).fit_for_use() is False


def test_a_point_that_cannot_be_judged_does_not_count_against_the_unit(product):
    alarm = TestPoint(name="Alarm", stated="pass")

    assert record_of(product, alarm).fit_for_use() is True


@pytest.mark.parametrize(
    ("state", "fit"),
    [("open", True), ("verified", True), ("refused", False), ("revoked", False)],
)
def test_a_verifier_can_take_fitness_away(product, state, fit):
    record = record_of(product, GOOD)
    VerificationCaseFactory(
        supplier=product.supplier,
        fingerprint=record.fingerprint,
        kind="calibration",
        state=state,
    )

    assert record.fit_for_use() is fit


def test_a_changed_result_has_no_judgement_any_more(product):
    record = record_of(product, GOOD)
    recording.record_published([product])
    case = VerificationCase.objects.get(kind="calibration")

    changed = CalibrationRecord.objects.get()
    changed.results[0]["mean"] = "101.5"

    assert case.fingerprint == record.fingerprint
    assert changed.case is None


def test_another_original_is_another_claim(product):
    record = record_of(product, GOOD)
    without = record.fingerprint

    record.dcc = original_of(product.supplier, VERSION_3_3)

    assert record.fingerprint != without
