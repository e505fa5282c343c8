"""Calibrations of the demo: measured by the profile, and found what they say."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from demo import calibrations
from demo.calibrations import make_calibrations
from demo.certificates import Certifiers
from demo.chance import Chance
from demo.companies import make_companies
from demo.measurements import MAINS
from products.models import CalibrationRecord, DeviceType, ProductPage
from products.models.calibration import CalibrationResult
from suppliers.models import SupplierKind
from tests.demo.settled_chance import Scripted

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)


@pytest.fixture
def certifiers():
    pages = [company.page for company in make_companies(5, 17, TODAY)]
    laboratories = [p for p in pages if p.kind == SupplierKind.CALIBRATION_LABORATORY]
    return Certifiers(TODAY, laboratories, [], [])


@pytest.fixture
def make(certifiers, monkeypatch, catalogue):
    """``make(key, result, count)``: calibrations of a device type with one result."""

    def make(key="ventilator", result=None, count=20) -> list[CalibrationRecord]:
        if result:
            monkeypatch.setattr(calibrations, "RESULTS", (result,) * 3)
        device_type = DeviceType.objects.get(key=key)
        made = []
        for number in range(count):
            chance = Chance.about(number)
            made += make_calibrations(device_type, "V 100", certifiers, chance)
        for record in made:
            record.product = ProductPage(device_type=device_type)
        return made

    return make


def found(record):
    return {point.computed(record.limits) for point in record.points}


def test_nothing_where_none_is_required_or_chance_is_against_it(certifiers, catalogue):
    glove = DeviceType.objects.get(key="examination_glove")
    ventilator = DeviceType.objects.get(key="ventilator")

    def made(device_type, chance):
        return make_calibrations(device_type, "V-100", certifiers, chance)

    assert made(glove, Scripted.answering()) == []
    assert made(ventilator, Scripted.answering(True)) == []
    assert len(made(ventilator, Scripted.answering(value=0.0))) == 1
    assert len(made(ventilator, Scripted.answering(value=0.99))) == 3


@pytest.mark.parametrize("key", ["ventilator", "infant_incubator", "dental_unit"])
def test_points_of_a_fit_unit_pass(make, key):
    records = make(key, CalibrationResult.FIT)

    assert records
    for record in records:
        assert found(record) == {"pass"}


def test_one_point_of_an_unfit_unit_fails_and_it_is_of_the_device(make):
    records = make(result=CalibrationResult.UNFIT)

    assert records
    for record in records:
        failing = [p for p in record.points if p.computed(record.limits) == "fail"]
        assert len(failing) == 1
        assert failing[0].parameter not in MAINS


def test_one_point_of_a_conditional_unit_is_too_near_to_be_sure(make):
    records = make(result=CalibrationResult.CONDITIONAL)

    assert records
    for record in records:
        conformities = [point.computed(record.limits) for point in record.points]
        assert conformities.count("conditional_pass") == 1
        assert set(conformities) == {"pass", "conditional_pass"}
        assert {str(point.rule) for point in record.points} == {"non_binary"}


def test_what_was_found_is_what_is_stated(make):
    for record in make():
        for point in record.points:
            assert point.stated == point.computed(record.limits)


def test_readings_of_the_mains_lie_near_the_voltage_of_the_place(make):
    for record in make():
        voltages = [p for p in record.points if p.parameter == "mains_line_neutral"]
        assert voltages
        for point in voltages:
            assert point.nominal == 220
            assert abs(point.mean - record.mains_voltage) < 4
            assert point.error == point.mean - 220


def test_nothing_set_means_no_error(make):
    for record in make("infant_incubator"):
        for point in record.points:
            assert (point.error is None) == (point.nominal is None)
            assert point.k == 2
            assert point.u95 > 0


def test_type_without_a_profile_is_only_stated(make, monkeypatch):
    monkeypatch.setattr(calibrations, "measurement_of", lambda *_: None)

    for record in make():
        assert not record.points
        assert not record.reference_standards
        assert record.mains_voltage is None


def test_days_are_in_order_and_a_year_is_covered(make):
    for record in make():
        assert timedelta(10) <= TODAY - record.performed_on <= timedelta(430)
        assert record.performed_on < record.issued_on <= TODAY
        assert record.issued_on - record.performed_on <= timedelta(days=9)
        assert record.due_on - record.performed_on == timedelta(days=365)


def test_unit_comes_to_the_laboratory_or_is_measured_where_it_stands(make):
    places = set()
    for record in make(count=60):
        places.add(str(record.place))
        if record.place == "laboratory":
            assert timedelta(0) <= record.performed_on - record.received_on
            assert record.performed_on - record.received_on <= timedelta(days=6)
        else:
            assert record.received_on is None
    assert places == {"laboratory", "customer"}


def test_climate_is_that_of_a_laboratory(make):
    for record in make():
        low, high = record.temperature_low, record.temperature_high
        assert Decimal("23") <= low < high <= Decimal("26")
        low, high = record.humidity_low, record.humidity_high
        assert Decimal("50") <= low < high <= Decimal("60")


def test_numbers_tell_laboratory_and_month(make, certifiers):
    nib = certifiers.calibration_laboratories[0].nib
    for record in make():
        start, kind, _serial, month, year = record.certificate_number.split("/")
        assert (start, kind) == (nib[-3:], "KAL")
        assert int(month) == record.performed_on.month
        assert len(month) == 2
        assert int(year) == record.performed_on.year
        assert record.unit_serial.startswith("V100-")


def test_standards_are_the_laboratorys_own_and_in_date(make):
    serials = {}
    for record in make():
        names = [standard.name for standard in record.reference_standards]
        assert names == [
            "Analisator aliran gas",
            "Paru-paru uji",
            "Analisator keselamatan listrik",
        ]
        for standard in record.reference_standards:
            serials.setdefault(standard.name, set()).add(standard.serial)
            assert timedelta(0) < standard.due_on - record.performed_on
            assert standard.due_on - record.performed_on <= timedelta(days=366)
            assert standard.certificate_number.endswith(f"/{standard.due_on.year - 1}")
    assert {name: len(found) for name, found in serials.items()} == dict.fromkeys(
        serials, 1
    )


def test_tolerance_is_worded_without_the_variants_of_others(make):
    for record in make():
        for point in record.points:
            assert not set("[(;") & set(point.tolerance)
