"""The administrative part."""

from datetime import date

import pytest

from domain.dcc.certificate import (
    DeviceClass,
    Identification,
    Item,
    Laboratory,
    Signer,
)
from domain.dcc.reader import read_certificate
from tests.domain.dcc.samples import (
    VERSION_3_3,
    certificate_xml,
)


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
