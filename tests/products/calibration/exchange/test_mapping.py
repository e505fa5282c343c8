"""Between calibration records and digital certificates."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calibration.points import (
    ReferenceStandard,
    TestPoint,
    dump_points,
    dump_standards,
)
from domain.dcc.certificate import Environment
from domain.dcc.reader import read_certificate
from domain.dcc.writer import write_certificate
from products.calibration.exchange.mapping import certificate_of, record_from
from products.models import CalibrationParameter, CalibrationRecord
from tests.domain.dcc.samples import UNREAD_ERROR
from tests.factories.products import CalibrationRecordFactory, ProductPageFactory
from tests.factories.suppliers import AccreditationFactory, LaboratoryFactory

pytestmark = pytest.mark.django_db

TRANSFERRED = (
    "certificate_number",
    "order_number",
    "laboratory",
    "laboratory_name",
    "laboratory_code",
    "unit_serial",
    "purpose",
    "received_on",
    "began_on",
    "performed_on",
    "issued_on",
    "due_on",
    "place",
    "temperature_low",
    "temperature_high",
    "humidity_low",
    "humidity_high",
    "mains_voltage",
    "result",
    "results",
    "standards",
)

POINTS = (
    TestPoint(
        parameter="flow",
        name="Laju alir",
        unit="mL/h",
        nominal=Decimal("50.0"),
        mean=Decimal("51.20"),
        error=Decimal("1.20"),
        u95=Decimal("0.8"),
        k=Decimal("2.00"),
        low=Decimal("45.0"),
        high=Decimal("55.0"),
        tolerance="± 10 %",
        rule="guarded",
        stated="pass",
    ),
    TestPoint(name="Alarm oklusi", stated="pass"),
    TestPoint(name="Kebisingan", unit="dBA", mean=Decimal("48"), high=Decimal("60")),
)
STANDARDS = (
    ReferenceStandard(
        name="Infusion analyzer",
        brand="Uji",
        model="IDA-9",
        serial="9-77",
        traceability="SI melalui LK-9032-IDN",
        certificate_number="K-12/2026",
        due_on=date(2027, 3, 31),
    ),
)


def pump():
    product = ProductPageFactory(model_name="IP-200")
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


def full_record(product, **fields) -> CalibrationRecord:
    return CalibrationRecordFactory(
        **{
            "product": product,
            "certificate_number": "012/KAL/2026",
            "order_number": "ORD-7",
            "unit_serial": "IP200-0001",
            "purpose": "factory_release",
            "received_on": date(2026, 5, 1),
            "began_on": date(2026, 5, 2),
            "performed_on": date(2026, 5, 3),
            "issued_on": date(2026, 5, 6),
            "due_on": date(2027, 5, 3),
            "place": "customer",
            "temperature_low": Decimal("23.50"),
            "temperature_high": Decimal("24.10"),
            "humidity_low": Decimal("52.00"),
            "humidity_high": Decimal("58.00"),
            "mains_voltage": Decimal("221.5"),
            "result": "fit",
            "results": dump_points(POINTS),
            "standards": dump_standards(STANDARDS),
            **fields,
        }
    )


def transferred(record) -> dict:
    return {name: getattr(record, name) for name in TRANSFERRED}


def through_a_file(record, product) -> CalibrationRecord:
    return record_from(
        read_certificate(write_certificate(certificate_of(record))), product
    )


def test_a_record_comes_back_from_its_certificate(catalogue):
    product = pump()
    laboratory = LaboratoryFactory()
    AccreditationFactory(supplier=laboratory, number="LK-285-IDN")
    record = full_record(product, laboratory=laboratory)

    read = through_a_file(record, product)

    assert transferred(read) == transferred(record)


def test_an_outside_laboratory_comes_back_by_name_and_code(catalogue):
    product = pump()
    record = full_record(
        product,
        laboratory=None,
        laboratory_name="Lab Luar Kota",
        laboratory_code="LK-999-IDN",
        began_on=None,
        received_on=None,
        order_number="",
        place="",
        temperature_low=None,
        temperature_high=None,
        humidity_low=None,
        humidity_high=None,
        mains_voltage=None,
        result="conditional",
        results=[],
        standards=[],
    )

    read = through_a_file(record, product)

    assert transferred(read) == transferred(record)


@pytest.mark.parametrize("bound", ["temperature_low", "temperature_high"])
def test_a_temperature_alone_is_in_degrees_celsius(catalogue, bound):
    only = {"temperature_low": None, "temperature_high": None, bound: Decimal(23)}

    environment = certificate_of(full_record(pump(), **only)).environment

    assert getattr(environment, bound) == 23
    assert environment.temperature_unit == "°C"


decimals = st.decimals(-9999, 9999, places=3) | st.none()
points = st.builds(
    TestPoint,
    parameter=st.sampled_from(["", "flow"]),
    name=st.text("abcdefghij ").map(lambda text: " ".join(text.split())).filter(bool),
    unit=st.sampled_from(["", "mL/h", "mmHg", "bpm"]),
    nominal=decimals,
    mean=decimals,
    error=decimals,
    u95=st.decimals(0, 99, places=2) | st.none(),
    k=st.just(Decimal("2")) | st.none(),
    low=decimals,
    high=decimals,
    rule=st.sampled_from(["simple", "guarded", "non_binary"]),
    stated=st.sampled_from(["", "pass", "fail", "conditional_pass"]),
)


def test_any_points_come_back(catalogue):
    product = pump()
    record = full_record(product)

    @settings(max_examples=60, deadline=None)
    @given(st.lists(points, max_size=4))
    def come_back(drawn):
        record.results = dump_points(drawn)

        assert through_a_file(record, product).results == record.results

    come_back()


def test_what_a_certificate_leaves_out_follows_or_stays_empty(catalogue):
    product = pump()
    record = full_record(product, laboratory=None, laboratory_name="Lab")
    certificate = certificate_of(record)

    bare = replace(
        certificate,
        issued_on=None,
        due_on=None,
        conformity="",
        items=(),
        performed_from=certificate.performed_to,
    )
    read = record_from(bare, product)

    assert (read.issued_on, read.due_on) == (date(2026, 5, 3), date(2027, 5, 3))
    assert (read.began_on, read.unit_serial, read.purpose) == (None, "", "type_sample")
    # One point cannot be judged by its numbers and passes by its own words.
    assert read.result == "fit"


def test_temperatures_in_kelvin_become_celsius(catalogue):
    product = pump()
    certificate = replace(
        certificate_of(full_record(product)),
        environment=Environment(Decimal("296.15"), Decimal("297.15"), "K"),
    )

    read = record_from(certificate, product)

    assert (read.temperature_low, read.temperature_high) == (
        Decimal("23.00"),
        Decimal("24.00"),
    )


def test_a_parameter_of_another_device_type_is_no_parameter_here(catalogue):
    certificate = certificate_of(full_record(pump()))

    read = record_from(certificate, ProductPageFactory())

    assert [row["parameter"] for row in read.results] == ["", "", ""]
    assert read.results[0]["name"] == "Laju alir"


def test_a_verdict_that_rests_on_what_was_not_read_is_not_taken_over(catalogue):
    record = record_from(read_certificate(UNREAD_ERROR), ProductPageFactory())

    assert [(point.mean, point.error, point.stated) for point in record.points] == [
        (Decimal("100.5"), None, ""),
        (Decimal("201.0"), None, ""),
    ]
