"""Calibrations as a buyer reads them."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation

from certificates.cases import attach_cases
from certificates.reading import Reading
from domain.calibration.points import (
    ReferenceStandard,
    TestPoint,
    dump_points,
    dump_standards,
)
from products.calibration.presentation import (
    ShownPoint,
    certified,
    shown_calibrations,
    shown_points,
)
from products.models import CalibrationParameter, ProductPage
from tests.domain.dcc.samples import VERSION_3_3
from tests.factories.certificates import VerificationCaseFactory
from tests.factories.products import CalibrationRecordFactory, ProductPageFactory
from tests.factories.suppliers import (
    AccreditationFactory,
    LaboratoryFactory,
    days_from_today,
    original_of,
)

pytestmark = pytest.mark.django_db

FLOW = TestPoint(
    parameter="flow",
    unit="mL/h",
    nominal=Decimal("1050.0"),
    mean=Decimal("1049.50"),
    u95=Decimal("0.80"),
)
FAILING = TestPoint(
    name="Tekanan",
    mean=Decimal("104"),
    high=Decimal("103"),
    tolerance="± 3 mmHg",
    stated="pass",
)
QUERIES = 2
"""Of the calibrations of a page read with its details and cases: the laboratories'
accreditations, and their cases."""


@pytest.fixture
def product(catalogue) -> ProductPage:
    """A device type whose flow may be 10 % off."""
    product = ProductPageFactory(slug="pompa")
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


def record_of(product, *points: TestPoint, **fields):
    return CalibrationRecordFactory(
        product=product, results=dump_points(points), **fields
    )


def shown(product, language: str = "id"):
    """The one calibration of the product, as it is shown."""
    page = ProductPage.objects.with_public_details().get(pk=product.pk)
    request = RequestFactory().get("/")
    with translation.override(language):
        (only,) = shown_calibrations(page, timezone.localdate(), request)
    return only


def section(client, product, prefix: str = "") -> str:
    """The text of the calibrations on the product's page."""
    html = client.get(prefix + product.url).content.decode()
    html = html[html.index('id="kalibrasi"') :]
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html)).replace("\u00a0", " ")


# Numbers


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        ("36.50", "36,50", "36.50"),
        ("-0.50", "−0,50", "−0.50"),
        ("1234567.0", "1.234.567,0", "1,234,567.0"),
        ("1E+3", "1.000", "1,000"),
        ("0.000035", "0,000035", "0.000035"),
        ("0", "0", "0"),
    ],
)
def test_numbers_keep_every_certified_digit(number, indonesian, english):
    assert certified(Decimal(number), "id") == indonesian
    assert certified(Decimal(number), "en") == english


def test_no_number_is_nothing():
    assert certified(None, "id") == ""


def test_a_point_has_its_name_limits_and_conformity(product):
    (point,) = shown_points(record_of(product, FLOW))

    assert point == ShownPoint(
        name="Laju alir",
        unit="mL/h",
        nominal="1.050,0",
        measured="1.049,50",
        deviation="−0,50",
        u95="0,80",
        limits="945,000 … 1.155,000",
        conformity="lulus",
        badge="ok",
        disagrees=False,
    )


def test_an_english_reader_reads_the_name_that_the_device_type_has(product):
    points = (
        FLOW,
        TestPoint(parameter="flow", name="Laju 10 mL"),
        TestPoint(name="Suhu"),
    )
    record = record_of(product, *points)

    indonesian = [point.name for point in shown_points(record)]
    with translation.override("en"):
        english = [point.name for point in shown_points(record)]

    assert indonesian == ["Laju alir", "Laju 10 mL", "Suhu"]
    assert english == ["Flow", "Flow", "Suhu"]


def test_a_conformity_that_disagrees_with_the_numbers_is_not_repeated(product):
    with translation.override("en"):
        (point,) = shown_points(record_of(product, FAILING))

    assert (point.conformity, point.badge, point.disagrees) == ("fail", "bad", True)


@pytest.mark.parametrize(
    ("point", "limits"),
    [
        (TestPoint(low=Decimal("97")), "≥ 97"),
        (TestPoint(high=Decimal("0.5")), "≤ 0,5"),
        (TestPoint(tolerance="± 3 %"), "± 3 %"),
        (TestPoint(name="Alarm"), ""),
    ],
)
def test_limits_of_one_side_and_in_words(product, point, limits):
    (only,) = shown_points(record_of(product, point))

    assert only.limits == limits


def test_surroundings_are_one_line(product):
    record_of(
        product,
        temperature_low=Decimal("23.50"),
        temperature_high=Decimal("24.10"),
        humidity_low=Decimal("55.00"),
        humidity_high=Decimal("55.00"),
        mains_voltage=Decimal("221.5"),
    )

    assert shown(product).environment == "23,5 sampai 24,1 °C, 55 % RH, 221,5 V"


# What holds today


@pytest.mark.parametrize(
    ("points", "dates", "fit", "text"),
    [
        ([FLOW], {}, True, "Laik pakai sampai"),
        ([FAILING], {}, False, "Dinyatakan laik, tetapi ada titik uji yang gagal"),
        ([FLOW], {"due_on": -1}, False, "Perlu kalibrasi ulang sejak"),
        ([FLOW], {"performed_on": 5, "issued_on": 6}, False, "Belum berlaku"),
    ],
    ids=["fit", "failing", "due", "not yet"],
)
def test_the_badge_says_what_is_true_today(client, product, points, dates, fit, text):
    dated = {name: days_from_today(days) for name, days in dates.items()}
    record_of(product, *points, certificate_number="KAL-1", **dated)

    assert shown(product).fit_for_use is fit
    said = section(client, product)
    assert f"KAL-1 {text}" in said
    assert ("Laik pakai sampai" in said) is fit


@pytest.mark.parametrize(
    ("result", "text", "tone"),
    [("unfit", "Tidak laik pakai", "bad"), ("conditional", "Bersyarat", "soon")],
)
def test_another_result_is_shown_as_what_it_is(client, product, result, text, tone):
    record_of(product, FLOW, certificate_number="KAL-1", result=result)

    assert shown(product).reading == Reading(text, tone, ("warning",))
    assert f"KAL-1 {text}" in section(client, product)


def test_a_refused_calibration_is_shown_as_refused(client, product):
    record = record_of(product, FLOW, certificate_number="KAL-1")
    VerificationCaseFactory(
        supplier=product.supplier,
        fingerprint=record.fingerprint,
        kind="calibration",
        state="refused",
        reason="Nomor tidak dikenal laboratorium.",
    )

    assert shown(product).fit_for_use is False
    assert "KAL-1 Ditolak verifikator" in section(client, product)


# Laboratories


def test_the_accreditation_of_a_listed_laboratory_must_hold_today(client, product):
    laboratory = LaboratoryFactory(title="Lab Kita")
    AccreditationFactory(supplier=laboratory, number="LK-111-IDN")
    AccreditationFactory(
        supplier=laboratory, number="LK-222-IDN", expires_on=days_from_today(-1)
    )
    record_of(product, laboratory=laboratory)

    calibration = shown(product)

    assert (calibration.laboratory_code, calibration.is_accredited) == (
        "LK-111-IDN",
        True,
    )
    assert "Lab Kita · LK-111-IDN akreditasi KAN berlaku" in section(client, product)


def test_a_listed_laboratory_without_accreditation_is_said_to_have_none(
    client, product
):
    record_of(product, laboratory=LaboratoryFactory(title="Lab Kita"))

    assert shown(product).is_accredited is False
    assert "Lab Kita · tanpa akreditasi KAN yang berlaku" in section(client, product)


def test_the_code_of_an_outside_laboratory_is_no_accreditation(client, product):
    record_of(
        product,
        laboratory=None,
        laboratory_name="Lab Luar",
        laboratory_code="LK-999-IDN",
    )

    calibration = shown(product)

    assert (calibration.laboratory_code, calibration.is_accredited) == (
        "LK-999-IDN",
        False,
    )
    assert "akreditasi KAN berlaku" not in section(client, product)


def test_a_laboratory_that_left_the_catalogue_has_no_page(client, product):
    laboratory = LaboratoryFactory(title="Lab Lama", live=False)
    record_of(product, laboratory=laboratory)

    assert shown(product).laboratory_url == ""
    assert "Lab Lama" in section(client, product)


# The page


def test_the_page_shows_results_plot_standards_and_download(client, product):
    record = record_of(
        product,
        FLOW,
        FAILING,
        standards=dump_standards(
            [
                ReferenceStandard(
                    name="Analyzer", serial="9-77", traceability="SI", due_on=date.max
                )
            ]
        ),
        dcc=original_of(product.supplier, VERSION_3_3),
        dcc_signature="absent",
    )

    html = client.get(product.url).content.decode()

    text = section(client, product)
    row = "Laju alir (mL/h) 1.050,0 1.049,50 −0,50 0,80 945,000 … 1.155,000 lulus"
    assert row in text
    assert "gagal sertifikat menyatakan lain" in text
    assert "Analyzer, SN 9-77 – tertelusur ke SI" in text
    assert "Sertifikat digital asli (XML) Tanpa tanda tangan digital" in text
    assert f'href="/kalibrasi/{record.pk}/dcc.xml"' in html
    assert "<svg" in html[html.index('id="kalibrasi"') :]


def test_names_in_a_calibration_are_never_markup(client, product):
    script = "<script>alert(1)</script>"
    record_of(
        product,
        TestPoint(name=script, unit="<b>", mean=Decimal(1), high=Decimal(2)),
        certificate_number=script,
        laboratory=None,
        laboratory_name=script,
    )

    assert script not in client.get(product.url).content.decode()


def test_english_readers_read_english(client, product):
    record_of(product, FLOW)

    with translation.override("en"):
        (point,) = shown(product, "en").points

    assert (point.name, point.conformity, point.deviation) == (
        "Flow",
        "pass",
        "−0.50",
    )


def test_results_that_cannot_be_read_are_left_out(client, product):
    CalibrationRecordFactory(
        product=product, results=[{"name": "Suhu", "mean": "x"}, 7], standards={"a": 1}
    )

    assert client.get(product.url).status_code == 200
    assert [point.name for point in shown(product).points] == ["Suhu"]


@pytest.mark.parametrize("number", [1, 12])
def test_queries_do_not_depend_on_the_number_of_records(
    product, number, django_assert_num_queries
):
    for _each in range(number):
        laboratory = LaboratoryFactory()
        AccreditationFactory(supplier=laboratory)
        record_of(
            product,
            FLOW,
            FAILING,
            laboratory=laboratory,
            dcc=original_of(product.supplier, VERSION_3_3),
        )
    page = ProductPage.objects.with_public_details().get(pk=product.pk)
    attach_cases([page])
    request = RequestFactory().get("/")
    page.get_url(request)

    with django_assert_num_queries(QUERIES):
        calibrations = shown_calibrations(page, timezone.localdate(), request)

    assert len(calibrations) == number
