"""Licences, local content and other certificates of the demo, by what chance says."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from certificates.kinds import CaseState
from demo import certificates
from demo.certificates import (
    Certifiers,
    days_left,
    make_certificates,
    make_licences,
    make_tkdn,
)
from demo.companies import make_companies
from demo.devices import load_devices
from products.models import DeviceType, ProductPage
from suppliers.models import BusinessScale, SupplierKind
from tests.demo.settled_chance import Scripted, Settled

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)
YEAR = timedelta(days=365)


@pytest.fixture
def companies():
    return make_companies(5, 17, TODAY)


@pytest.fixture
def maker(companies):
    return companies[0]


@pytest.fixture
def certifiers(companies):
    def of_kind(kind):
        return [each.page for each in companies if each.page.kind == kind]

    return Certifiers(
        today=TODAY,
        calibration_laboratories=of_kind(SupplierKind.CALIBRATION_LABORATORY),
        testing_laboratories=of_kind(SupplierKind.TESTING_LABORATORY),
        certification_bodies=of_kind(SupplierKind.CERTIFICATION_BODY),
    )


@pytest.fixture
def ventilator(catalogue):
    return DeviceType.objects.get(key="ventilator")


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0, -1), (0.079, -32), (0.08, 14), (0.199, 36), (0.2, 506), (0.999, 1804)],
)
def test_most_is_valid_some_ends_soon_some_has_ended(value, expected):
    assert days_left(Settled.at(value), 5) == expected


def test_licence_numbers_tell_class_sub_category_and_year(certifiers, ventilator):
    start = f"2{ventilator.sub_category}42"

    assert certifiers.next_licence(ventilator, 2024) == f"AKD {start}9153"
    assert certifiers.next_licence(ventilator, 2024) == f"AKD {start}7072"
    assert certifiers.next_licence(ventilator, 2009).endswith("909153")


@pytest.mark.parametrize(("risk_class", "digit"), [("A", 1), ("B", 2), ("D", 3)])
def test_licence_number_begins_with_the_digit_of_the_class(
    certifiers, ventilator, risk_class, digit
):
    ventilator.risk_class = risk_class

    assert certifiers.next_licence(ventilator, 2024).startswith(f"AKD {digit}")


def test_a_licence_runs_five_years_and_is_the_makers(certifiers, ventilator, maker):
    (licence,) = make_licences(ventilator, "Tipe A", maker, certifiers, Settled.at(0.5))

    assert licence.scope == "Tipe A"
    assert licence.expires_on - TODAY == timedelta(days=993)
    assert licence.expires_on - licence.issued_on == 5 * YEAR
    assert licence.registrar == licence.factory == maker.page.legal_name
    assert licence.risk_class == ventilator.risk_class
    assert licence.licence_group == ventilator.licence_group


def test_a_former_licence_ends_about_when_the_present_one_begins(
    certifiers, ventilator, maker
):
    chance = Scripted.answering(True)

    present, former = make_licences(ventilator, "Tipe A", maker, certifiers, chance)

    assert former.scope == "Tipe A"
    assert former.expires_on - present.issued_on == timedelta(days=15)
    assert former.number != present.number


def page_of(maker):
    return ProductPage(
        title="Ventilator Arunika V-100",
        model_name="V-100",
        brand=maker.brands[0],
        hs_code="90192000",
    )


def tkdn(maker, certifiers, *answers, about=None, monkeypatch=None, value=0.5):
    settled = about or Settled.at(0.5)
    monkeypatch.setattr(certificates.Chance, "about", lambda *_: settled)
    return make_tkdn(
        load_devices()["ventilator"],
        page_of(maker),
        "Volume tidal 20-2000 mL",
        maker,
        certifiers,
        Scripted.answering(*answers, value=value),
    )


@pytest.fixture
def make(maker, certifiers, monkeypatch):
    """``make(*answers, about=…)``: the certificates for these answers of chance."""

    def make(*answers, about=None, value=0.5):
        return tkdn(
            maker,
            certifiers,
            *answers,
            about=about,
            monkeypatch=monkeypatch,
            value=value,
        )

    return make


def test_some_products_have_no_tkdn(make):
    assert make(True) == []


def test_tkdn_by_the_older_rule_runs_three_years_without_bmp(make, maker):
    (certificate,) = make(False, False, False)

    assert certificate.method == "31/2022"
    assert certificate.tkdn == Decimal(load_devices()["ventilator"].local_content)
    assert certificate.bmp is None
    assert certificate.bmp_expires_on is None
    assert certificate.tkdn_expires_on - TODAY == timedelta(days=628)
    assert certificate.tkdn_expires_on - certificate.issued_on == 3 * YEAR
    assert certificate.holder == maker.page.legal_name
    assert certificate.specification == "Volume tidal 20-2000 mL"
    assert certificate.number == (
        f"10050/SJ-IND.8/TKDN/{certificate.issued_on.month}/"
        f"{certificate.issued_on.year}"
    )


def test_what_was_issued_before_the_rule_for_devices_is_older(make):
    (certificate,) = make(False, False, False, value=0.0)

    assert certificate.issued_on == TODAY - timedelta(days=1) - 3 * YEAR
    assert certificate.method == "31/2022"


def test_tkdn_by_the_new_rule_runs_five_years_with_bmp(make):
    (certificate,) = make(False, True, True)

    assert certificate.method == "35/2025"
    assert certificate.issued_on <= TODAY
    assert certificate.tkdn_expires_on - certificate.issued_on == 5 * YEAR
    assert certificate.bmp == Decimal(10)
    assert certificate.bmp_expires_on - certificate.issued_on == 5 * YEAR


def test_most_certificates_are_for_the_goods_of_the_product(make, maker):
    (certificate,) = make(False, about=Scripted.answering())

    assert certificate.plant == maker.page.address
    assert certificate.kbli_code == maker.page.kbli_codes[0]
    assert certificate.type_name == "V-100"
    assert certificate.brand == maker.brands[0]
    assert certificate.hs_code == "90192000"
    assert certificate.register_state != CaseState.FROZEN
    assert not certificate.self_declared
    assert certificate.report_number == f"5555/LV-TKDN/{certificate.issued_on.year}"


def test_a_few_are_for_another_brand(make, maker):
    (certificate,) = make(False, about=Scripted.answering(True, True))

    assert certificate.type_name == "Terlampir"
    assert certificate.brand == maker.brands[1]
    assert certificate.hs_code == "90192000"


def test_a_few_are_for_another_tariff_code(make, maker):
    (certificate,) = make(False, about=Scripted.answering(False, False, True))

    assert certificate.brand == maker.brands[0]
    assert certificate.hs_code == "90199099"


def test_a_few_are_frozen_on_the_register(make):
    (certificate,) = make(False, about=Scripted.answering(False, False, False, True))

    assert certificate.register_state == CaseState.FROZEN


@pytest.mark.parametrize(
    ("scale", "new_rule", "says_so", "expected"),
    [
        (BusinessScale.MICRO, True, True, True),
        (BusinessScale.SMALL, True, True, True),
        (BusinessScale.SMALL, True, False, False),
        (BusinessScale.SMALL, False, True, False),
        (BusinessScale.MEDIUM, True, True, False),
    ],
)
def test_small_industry_may_declare_by_the_new_rule_itself(
    make, maker, scale, new_rule, says_so, expected
):
    maker.page.business_scale = scale
    about = Scripted.answering(False, False, False, False, says_so)

    (certificate,) = make(False, new_rule, about=about)

    assert certificate.self_declared is expected
    assert bool(certificate.report_number) is not expected


@pytest.mark.parametrize(
    ("answers", "kinds"),
    [
        ((False, False, False), []),
        ((True, False, False), ["test_report"]),
        ((False, True, False), ["sni"]),
        ((False, False, True), ["trademark"]),
        ((True, True, True), ["test_report", "sni", "trademark"]),
    ],
)
def test_further_certificates_are_as_chance_has_it(certifiers, answers, kinds):
    made = make_certificates(
        load_devices()["ventilator"], certifiers, Scripted.answering(*answers)
    )

    assert [certificate.kind for certificate in made] == kinds


def test_further_certificates_tell_issuer_standard_and_dates(certifiers):
    device = load_devices()["ventilator"]

    report, sni, trademark = make_certificates(
        device, certifiers, Scripted.answering(True, True, True)
    )

    assert report.number == "LHU-55555/2025"
    assert report.issuer == certifiers.testing_laboratories[0].title
    assert report.standard in device.standards
    assert TODAY - report.issued_on == timedelta(days=770)
    assert report.expires_on is None
    assert sni.number == "SPPT-55555"
    assert sni.issuer == certifiers.certification_bodies[0].title
    assert sni.standard == f"SNI {device.standards[-1].split(':')[0]}"
    assert sni.expires_on - sni.issued_on == 4 * YEAR
    assert trademark.number == "IDM955555555"
    assert trademark.issuer == "Direktorat Jenderal Kekayaan Intelektual"
    assert trademark.expires_on - trademark.issued_on == 10 * YEAR
