"""Reference standards and ambient conditions."""

from datetime import date
from decimal import Decimal

import pytest

from domain.dcc.certificate import Environment, Standard
from domain.dcc.reader import read_certificate
from tests.domain.dcc.reading import codes
from tests.domain.dcc.samples import (
    certificate_xml,
    hybrid,
    quantity,
    real,
    xml_list,
)
from tests.findings import told_code


def condition(kind: str, body: str, name: str = "x") -> str:
    ref_type = f' refType="{kind}"' if kind else ""
    return (
        f"<dcc:influenceCondition{ref_type}><dcc:name><dcc:content>{name}"
        f"</dcc:content></dcc:name><dcc:data>{body}</dcc:data>"
        "</dcc:influenceCondition>"
    )


def environment_of(*conditions: str):
    listed = f"<dcc:influenceConditions>{''.join(conditions)}</dcc:influenceConditions>"
    certificate = read_certificate(certificate_xml(measurement=listed))
    return certificate.environment, codes(certificate)


def test_the_environment_in_good_practice_form():
    environment, found = environment_of(
        condition(
            "basic_temperature",
            quantity(
                hybrid(real("295.15", r"\kelvin"), real("22.0", r"\degreecelsius")),
                kind="basic_temperatureMin",
            )
            + quantity(real("24.0", r"\degreecelsius"), kind="basic_temperatureMax"),
        ),
        condition(
            "basic_humidityRelative", quantity(xml_list("0.50 0.55 0.52", r"\one"))
        ),
        condition("", quantity(real("221", r"\volt")), name="Tegangan jala-jala"),
    )

    assert environment == Environment(
        Decimal("22.0"), Decimal("24.0"), "°C", Decimal(50), Decimal(55), Decimal(221)
    )
    assert found == []


def test_the_environment_known_by_words():
    environment, _found = environment_of(
        condition(
            "",
            quantity(real("23", r"\degreecelsius"), kind="math_minimum")
            + quantity(real("25", r"\degreecelsius"), kind="math_maximum"),
            name="Suhu ruang",
        ),
        condition(
            "",
            quantity(real("40", r"\percent"), name="Nilai minimum")
            + quantity(real("60", r"\percent"), name="Nilai maksimum"),
            name="Kelembapan relatif",
        ),
    )

    assert environment == Environment(
        Decimal(23), Decimal(25), "°C", Decimal(40), Decimal(60)
    )


def test_an_environment_that_is_not_understood_is_said_so():
    environment, found = environment_of(
        condition("basic_humidityRelative", quantity(real("12", r"\kelvin"))),
        condition("", quantity(real("23.5-0.5", r"\degreecelsius")), name="Suhu"),
        condition("", quantity(xml_list("210 230", r"\volt")), name="Mains voltage"),
    )

    assert environment == Environment()
    assert found == ["not_a_number", "humidity_skipped", "mains_voltage_skipped"]


def test_reference_standards():
    equipment = """<dcc:measuringEquipments>
     <dcc:measuringEquipment refType="basic_standardUsed">
      <dcc:name><dcc:content>Pengukur tekanan</dcc:content></dcc:name>
      <dcc:certificate><dcc:referral><dcc:content>x</dcc:content></dcc:referral>
       <dcc:referralID>K-77</dcc:referralID><dcc:procedure>SHA256</dcc:procedure>
       <dcc:value>0</dcc:value></dcc:certificate>
      <dcc:manufacturer><dcc:name><dcc:content>Standar Uji</dcc:content></dcc:name>
      </dcc:manufacturer><dcc:model>DPM-4</dcc:model>
      <dcc:identifications><dcc:identification><dcc:issuer>manufacturer</dcc:issuer>
       <dcc:value>9</dcc:value></dcc:identification>
       <dcc:identification><dcc:issuer>owner</dcc:issuer><dcc:value>INV</dcc:value>
       </dcc:identification></dcc:identifications>
     </dcc:measuringEquipment></dcc:measuringEquipments>"""

    certificate = read_certificate(certificate_xml(measurement=equipment))

    assert certificate.standards == (
        Standard("Pengukur tekanan", "Standar Uji", "DPM-4", "9", "K-77"),
    )
    assert codes(certificate) == ["standard_number_skipped"]


@pytest.mark.parametrize(
    ("kind", "name", "environment"),
    [
        ("basic_temperature", "x", Environment(Decimal(5), Decimal(5), "°C")),
        ("", "Temperatur", Environment(Decimal(5), Decimal(5), "°C")),
        ("", "Suhu ruang", Environment(Decimal(5), Decimal(5), "°C")),
        ("x_temperature", "Suhu", Environment(Decimal(5), Decimal(5), "°C")),
        ("basic_pressure", "Suhu", Environment()),
        ("", "Tekanan", Environment()),
    ],
)
def test_a_condition_is_known_by_reftype_before_its_name(kind, name, environment):
    read, _found = environment_of(
        condition(kind, quantity(real("5", r"\degreecelsius")), name=name)
    )

    assert read == environment


@pytest.mark.parametrize(
    "name", ["Luftfeuchte", "Humidity", "Kelembapan", "Kelembaban"]
)
def test_humidity_is_known_by_its_words(name):
    read, _found = environment_of(
        condition("", quantity(real("50", r"\percent")), name=name)
    )

    assert (read.humidity_low, read.humidity_high) == (50, 50)


@pytest.mark.parametrize(
    "name",
    ["Netzspannung", "Mains", "Jala-jala", "Tegangan listrik", "Tegangan sumber"],
)
def test_mains_are_known_by_their_words(name):
    read, _found = environment_of(
        condition("", quantity(real("220", r"\volt")), name=name)
    )

    assert read.mains_voltage == 220


@pytest.mark.parametrize(
    ("quantities", "bounds"),
    [
        (
            quantity(real("1", r"\percent"), name="Lowest")
            + quantity(real("9", r"\percent"), name="Highest"),
            (1, 9),
        ),
        (
            quantity(real("1", r"\percent"), name="Terendah")
            + quantity(real("9", r"\percent"), name="Tertinggi"),
            (1, 9),
        ),
        (
            quantity(real("9", r"\percent"), name="Max")
            + quantity(real("1", r"\percent"), name="Min"),
            (1, 9),
        ),
        (quantity(real("9", r"\percent"), name="Maks"), (None, 9)),
        (quantity(real("0.09", r"\one"), name="Maks"), (None, 9)),
        (quantity(real("0.01", r"\one"), name="Min"), (1, None)),
        (quantity(real("1", r"\percent"), kind="x_Min"), (1, None)),
        (quantity(real("1", r"\percent"), kind="x", name="Max"), (1, 1)),
        (
            quantity(real("4", r"\percent")) + quantity(real("6", r"\percent")),
            (4, 6),
        ),
    ],
)
def test_lowest_and_highest_are_known_by_reftype_or_name(quantities, bounds):
    read, _found = environment_of(condition("basic_humidityRelative", quantities))

    assert (read.humidity_low, read.humidity_high) == bounds


@pytest.mark.parametrize(
    ("number", "unit", "humidity", "found"),
    [
        ("50", r"\percent", Decimal(50), []),
        ("50", "%RH", Decimal(50), []),
        ("50", "% RH", Decimal(50), []),
        ("0.5", r"\one", Decimal("50"), []),
        ("50", r"\volt", None, ["humidity_skipped"]),
        ("x", r"\percent", None, ["not_a_number"]),
    ],
)
def test_humidity_is_in_percent(number, unit, humidity, found):
    read, codes = environment_of(
        condition("basic_humidityRelative", quantity(real(number, unit)))
    )

    assert (read.humidity_low, read.humidity_high) == (humidity, humidity)
    assert codes == found


@pytest.mark.parametrize(
    ("numbers", "unit", "voltage", "found"),
    [
        ("220 220", r"\volt", Decimal(220), []),
        ("220", r"\volt", Decimal(220), []),
        ("0.22", r"\kilo\volt", None, ["mains_voltage_skipped"]),
        ("219 221", r"\volt", None, ["mains_voltage_skipped"]),
        ("x", r"\volt", None, ["not_a_number"]),
    ],
)
def test_the_mains_voltage_is_one_value_in_volts(numbers, unit, voltage, found):
    read, codes = environment_of(
        condition("alkes_mainsVoltage", quantity(xml_list(numbers, unit)))
    )

    assert (read.mains_voltage, codes) == (voltage, found)


def test_a_temperature_in_kelvin_counts_among_those_in_degrees():
    read, found = environment_of(
        condition(
            "basic_temperature",
            quantity(real("22.0", r"\degreecelsius"))
            + quantity(real("294.15", r"\kelvin")),
        )
    )

    assert read == Environment(Decimal("21.00"), Decimal("22.0"), "°C")
    assert found == []


def test_conditions_in_another_unit_are_left_out_and_said_so():
    read, found = environment_of(
        condition(
            "basic_temperature",
            quantity(real("22", r"\degreecelsius"))
            + quantity(real("300", r"\percent"))
            + quantity(real("24", r"\degreecelsius")),
        )
    )

    assert read == Environment(Decimal(22), Decimal(24), "°C")
    assert found == ["environment_units"]


def test_conditions_may_stand_with_all_measurements():
    listed = (
        "<dcc:influenceConditions>"
        + condition("basic_temperature", quantity(real("22", r"\degreecelsius")))
        + "</dcc:influenceConditions>"
    )
    content = certificate_xml().replace(
        b"<dcc:measurementResults>", f"<dcc:measurementResults>{listed}".encode()
    )

    assert read_certificate(content).environment.temperature_low == 22


EQUIPMENT = "<dcc:measuringEquipment>{}</dcc:measuringEquipment>"


def equipments(*bodies: str) -> str:
    listed = "".join(EQUIPMENT.format(body) for body in bodies)
    return f"<dcc:measuringEquipments>{listed}</dcc:measuringEquipments>"


def number(value: str, kind: str) -> str:
    return (
        f'<dcc:identification refType="{kind}"><dcc:issuer>other</dcc:issuer>'
        f"<dcc:value>{value}</dcc:value></dcc:identification>"
    )


def test_number_due_date_and_traceability_of_a_standard_are_read_by_their_marks():
    content = certificate_xml(
        measurement=equipments(
            "<dcc:identifications>"
            + number("K-1", "alkes_certificateNumber")
            + number("2027-01-31", "alkes_standardDue")
            + "</dcc:identifications>"
            '<dcc:description refType="alkes_traceability"><dcc:content>SI melalui\n'
            "LK-032-IDN</dcc:content></dcc:description>",
            "<dcc:model>X</dcc:model><dcc:description><dcc:content>Baru</dcc:content>"
            "</dcc:description>",
        )
    )

    certificate = read_certificate(content)

    assert certificate.standards == (
        Standard(
            certificate_number="K-1",
            traceability="SI melalui LK-032-IDN",
            due_on=date(2027, 1, 31),
        ),
        Standard(model="X"),
    )
    assert codes(certificate) == []


def test_a_standard_named_for_all_and_for_one_measurement_counts_once():
    named = equipments("<dcc:model>A</dcc:model>", "<dcc:model>A</dcc:model>")
    again = equipments("<dcc:model>A</dcc:model>", "<dcc:model>B</dcc:model>", "")
    content = certificate_xml(measurement=again).replace(
        b"<dcc:measurementResults>", f"<dcc:measurementResults>{named}".encode()
    )

    standards = read_certificate(content).standards

    # Within one list the same name twice means two instruments.
    assert standards == (
        Standard(model="A"),
        Standard(model="A"),
        Standard(model="B"),
    )


@pytest.mark.parametrize(("count", "found"), [(50, []), (51, ["too_many_standards"])])
def test_fifty_standards_are_read(count, found):
    bodies = [f"<dcc:model>{each}</dcc:model>" for each in range(count)]

    certificate = read_certificate(certificate_xml(measurement=equipments(*bodies)))

    assert len(certificate.standards) == 50
    assert codes(certificate) == found


def test_an_unreadable_due_date_of_a_standard_is_named():
    content = certificate_xml(
        measurement=equipments(
            "<dcc:identifications>"
            + number("besok", "alkes_standardDue")
            + "</dcc:identifications>"
        )
    )

    (finding,) = read_certificate(content).findings

    assert told_code(finding) == "not_a_date"
    assert finding.parameters == {"text": "“besok”", "name": "value"}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("math_maximum", (None, Decimal(25))),
        ("basic_measuredValueMax", (None, Decimal(25))),
        ("math_minimum", (Decimal(25), None)),
        ("basic_measuredValueMin", (Decimal(25), None)),
        ("basic_measuredValue", (Decimal(25), Decimal(25))),
    ],
)
def test_one_bound_says_nothing_of_the_other(kind, expected):
    environment, _found = environment_of(
        condition("", quantity(real("25", r"\degreecelsius"), kind=kind), name="Suhu")
    )

    assert (environment.temperature_low, environment.temperature_high) == expected


@pytest.mark.parametrize("bound", ["Min", "Max"])
def test_a_bound_alone_is_no_mains_voltage(bound):
    environment, found = environment_of(
        condition("alkes_mainsVoltage", quantity(real("220", r"\volt"), name=bound))
    )

    assert environment.mains_voltage is None
    assert found == ["mains_voltage_skipped"]
