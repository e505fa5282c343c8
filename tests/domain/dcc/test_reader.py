from datetime import date
from decimal import Decimal

import pytest

from domain.dcc.certificate import (
    DeviceClass,
    Environment,
    Identification,
    Item,
    Laboratory,
    MeasuredPoint,
    Signer,
    Standard,
)
from domain.dcc.reader import read_certificate
from tests.domain.dcc.samples import (
    VERSION_2_4,
    VERSION_3_1,
    VERSION_3_2,
    VERSION_3_3,
    certificate_xml,
    hybrid,
    quantity,
    real,
    xml_list,
)


def codes(certificate) -> list[str]:
    return [finding.code for finding in certificate.findings]


def numbers(point: MeasuredPoint) -> tuple[str | None, ...]:
    fields = (point.nominal, point.mean, point.error, point.u95, point.k)
    return tuple(None if number is None else str(number) for number in fields)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            VERSION_2_4,
            [("100", "100.5", None, "0.8", "2"), ("200", "201.0", None, "0.8", "2")],
        ),
        (
            VERSION_3_1,
            [("100", "100.5", "0.5", "0.8", "2"), ("200", "201.0", "1.0", "0.9", "2")],
        ),
        (
            VERSION_3_2,
            [("100", "100.5", None, "0.8", "2"), ("200", "201.0", None, "0.8", "2")],
        ),
        (
            VERSION_3_3,
            [("100", "100.5", None, "0.8", "2"), ("200", "201.0", None, "0.9", "2.1")],
        ),
    ],
    ids=["2.4", "3.1", "3.2", "3.3"],
)
def test_the_same_table_in_every_version(content, expected):
    certificate = read_certificate(content)

    (table,) = certificate.results
    assert table.name == "Tekanan"
    assert [numbers(point) for point in table.points] == expected
    assert {(point.unit, point.parameter) for point in table.points} == {
        ("mmHg", "Tekanan")
    }
    assert certificate.findings == ()


def test_the_administrative_data():
    certificate = read_certificate(VERSION_3_3)

    assert certificate.number == "S-0042/2026"
    assert certificate.languages == ("id", "en")
    assert certificate.performed_from == date(2026, 3, 2)
    assert certificate.performed_to == date(2026, 3, 3)
    assert certificate.issued_on is None
    assert certificate.location == "laboratory"
    assert certificate.items == (Item("Tensimeter digital", "PT Uji", "TD-1", "SN-7"),)
    assert certificate.laboratory == Laboratory(
        "Lab Uji", "LK-999-IDN", "Jalan Mawar 5", "Bandung", "40111", "ID"
    )
    assert certificate.customer == "RS Uji"
    assert certificate.signers == (Signer("Ani", "Direktur", True),)


def test_order_number_dates_statements_and_conformity():
    certificate = read_certificate(
        certificate_xml(
            core="""<dcc:identifications><dcc:identification>
              <dcc:issuer>calibrationLaboratory</dcc:issuer><dcc:value>O-1</dcc:value>
              <dcc:name><dcc:content>Nomor order</dcc:content></dcc:name>
              </dcc:identification></dcc:identifications>
              <dcc:receiptDate>2026-03-01+07:00</dcc:receiptDate>""",
            administrative="""<dcc:statements>
              <dcc:statement refType="basic_recalibration">
               <dcc:date>2027-03-03</dcc:date></dcc:statement>
              <dcc:statement refType="basic_conformity">
               <dcc:conformity>conditionalPass</dcc:conformity></dcc:statement>
              <dcc:statement><dcc:norm>ISO/IEC 17025</dcc:norm>
               <dcc:reference>7.8</dcc:reference><dcc:declaration>
               <dcc:content lang="id">Tingkat kepercayaan 95 %</dcc:content>
               <dcc:content lang="en">Level of confidence</dcc:content>
               </dcc:declaration></dcc:statement></dcc:statements>""",
        )
    )

    assert certificate.order_number == "O-1"
    assert certificate.received_on == date(2026, 3, 1)
    assert certificate.due_on == date(2027, 3, 3)
    assert certificate.conformity == "conditionalPass"
    assert certificate.statements == ("ISO/IEC 17025, 7.8: Tingkat kepercayaan 95 %",)


def test_classes_and_other_numbers_of_an_item():
    content = VERSION_3_3.replace(
        b"<dcc:identifications>\n    <dcc:identification><dcc:issuer>manufacturer",
        b"""<dcc:equipmentClass><dcc:reference>EMDN</dcc:reference>
        <dcc:classID>Z12</dcc:classID></dcc:equipmentClass>
        <dcc:identifications>
        <dcc:identification><dcc:issuer>other</dcc:issuer>
        <dcc:value>AKD 20501910001</dcc:value>
        <dcc:name><dcc:content>Nomor Izin Edar</dcc:content></dcc:name>
        </dcc:identification>
        <dcc:identification><dcc:issuer>manufacturer""",
    )

    (item,) = read_certificate(content).items

    assert item.serial == "SN-7"
    assert item.classes == (DeviceClass("EMDN", "Z12"),)
    assert item.identifications == (
        Identification("other", "Nomor Izin Edar", "AKD 20501910001"),
    )


def test_a_serial_number_is_known_by_its_reftype():
    content = VERSION_3_3.replace(
        b"<dcc:identification><dcc:issuer>manufacturer",
        b'<dcc:identification refType="basic_serialNumber"><dcc:issuer>owner',
    )

    assert read_certificate(content).items[0].serial == "SN-7"


@pytest.mark.parametrize(
    ("written", "location"),
    [
        ("laboratoryBranch", "laboratory"),
        ("customerBranch", "customer"),
        ("other", "other"),
        ("moon", ""),
    ],
)
def test_the_place_of_calibration(written, location):
    content = VERSION_3_3.replace(b">laboratory<", f">{written}<".encode())

    assert read_certificate(content).location == location


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
    ("old", "new", "code"),
    [
        ("2026-03-02", "2026-02-30", "not_a_date"),
        ("2026-03-02", "kemarin", "not_a_date"),
        (">laboratory<", ">moon<", "location_unknown"),
        (">ID</dcc:countryCode>", ">Indonesia</dcc:countryCode>", "not_a_country"),
        (">en</dcc:used", ">english</dcc:used", "not_a_language"),
        ("S-0042/2026", " ", "number_missing"),
        ("<dcc:items>", "<dcc:news>x</dcc:news><dcc:items>", "part_unknown"),
        (
            "<dcc:beginPerformanceDate>",
            "<dcc:reportAmendedSubstituted><dcc:replacedUniqueIdentifier>S-1"
            "</dcc:replacedUniqueIdentifier></dcc:reportAmendedSubstituted>"
            "<dcc:beginPerformanceDate>",
            "replaces_another",
        ),
    ],
)
def test_what_is_not_understood_is_a_warning(old, new, code):
    content = VERSION_3_3.decode().replace(old, new, 1).encode()

    certificate = read_certificate(content)

    assert codes(certificate) == [code]
    assert not any(finding.is_error for finding in certificate.findings)


def test_a_certificate_with_nothing_in_it_is_read():
    certificate = read_certificate(
        b'<x:digitalCalibrationCertificate xmlns:x="https://ptb.de/dcc" '
        b'schemaVersion="3.3.0"/>'
    )

    assert certificate.number == ""
    assert certificate.results == ()
    assert codes(certificate) == ["number_missing"]


def test_warnings_do_not_go_on_for_ever():
    news = "".join(f"<dcc:news{n}/>" for n in range(500))
    content = VERSION_3_3.decode().replace("<dcc:items>", f"{news}<dcc:items>")

    certificate = read_certificate(content.encode())

    assert len(certificate.findings) == 50
