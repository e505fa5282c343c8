"""The administrative part."""

from datetime import date

import pytest

from domain.dcc.administrative import read_order_number
from domain.dcc.certificate import (
    DeviceClass,
    Identification,
    Item,
    Laboratory,
    Signer,
)
from domain.dcc.notes import Notes
from domain.dcc.reader import read_certificate
from tests.domain.dcc.reading import codes
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


def identification(
    value: str, name: str = "", *, issuer: str = "manufacturer", kind: str = ""
) -> str:
    ref_type = f' refType="{kind}"' if kind else ""
    named = f"<dcc:name><dcc:content>{name}</dcc:content></dcc:name>" if name else ""
    return (
        f"<dcc:identification{ref_type}><dcc:issuer>{issuer}</dcc:issuer>"
        f"<dcc:value>{value}</dcc:value>{named}</dcc:identification>"
    )


def with_items(items: str) -> bytes:
    before, rest = VERSION_3_3.decode().split("<dcc:items>")
    rest = rest[rest.index("</dcc:items>") :]
    return f"{before}<dcc:items>{items}{rest}".encode()


def item_of(*identifications: str, others: str = "") -> Item:
    numbers = "".join(identifications)
    (item,) = read_certificate(
        with_items(
            f"<dcc:item>{others}<dcc:identifications>{numbers}</dcc:identifications>"
            "</dcc:item>"
        )
    ).items
    return item


@pytest.mark.parametrize(
    ("name", "serial"),
    [
        ("Seriennummer", "SN-7"),
        ("Serial number", "SN-7"),
        ("Nomor Seri", "SN-7"),
        ("No. seri", "SN-7"),
        ("S/N", "SN-7"),
        ("SN", "SN-7"),
        ("Inventarnummer", ""),
        ("disnomor", ""),
        ("", "SN-7"),
    ],
)
def test_a_serial_number_is_known_by_its_name(name, serial):
    item = item_of(identification("SN-7", name))

    assert item.serial == serial
    assert len(item.identifications) == (0 if serial else 1)


@pytest.mark.parametrize(
    ("number", "others"),
    [
        (identification("X"), 1),
        (identification("7", issuer="customer"), 1),
        (identification("7", kind="alkes_identification"), 1),
        (identification("7", "Serial number", kind="alkes_x"), 1),
        (identification("", "Serial number"), 0),
        (identification("7", "Serial number", kind="alkes_notStated"), 0),
    ],
)
def test_another_number_is_no_serial_number(number, others):
    item = item_of(number, others="<dcc:model>TD-1</dcc:model>")

    assert (item.serial, len(item.identifications)) == ("", others)


def test_what_is_not_stated_does_not_hide_what_follows():
    item = item_of(identification(""), identification("7"))

    assert item.serial == "7"


def test_only_the_first_serial_number_is_taken():
    item = item_of(identification("7"), identification("8"))

    assert item.serial == "7"
    assert item.identifications == (Identification("manufacturer", "", "8"),)


def test_an_issuer_of_its_own_kind_is_another():
    item = item_of(identification("7", "Lot", issuer="moon"))

    assert item.identifications == (Identification("other", "Lot", "7"),)


def test_parts_of_an_item_are_items_and_take_makers_and_classes_from_above():
    made = (
        "<dcc:manufacturer><dcc:name><dcc:content>{}</dcc:content></dcc:name>"
        "</dcc:manufacturer>"
    )
    kind = (
        "<dcc:equipmentClass><dcc:reference>EMDN</dcc:reference>"
        "<dcc:classID>{}</dcc:classID></dcc:equipmentClass>"
    )
    part = "<dcc:item><dcc:model>{}</dcc:model>{}</dcc:item>"

    items = read_certificate(
        with_items(
            made.format("PT A")
            + kind.format("Z1")
            + "<dcc:item><dcc:model>TD-1</dcc:model><dcc:subItems>"
            + part.format("P-1", made.format("PT B") + kind.format("Z2"))
            + "<dcc:item/>"
            + "</dcc:subItems></dcc:item>"
            + part.format("TD-2", kind.format(""))
        )
    ).items

    assert items == (
        Item("", "PT A", "TD-1", classes=(DeviceClass("EMDN", "Z1"),)),
        Item("", "PT B", "P-1", classes=(DeviceClass("EMDN", "Z2"),)),
        Item("", "PT A", "TD-2", classes=(DeviceClass("EMDN", "Z1"),)),
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("2026-03-02Z", date(2026, 3, 2)),
        ("2026-03-02+07:00", date(2026, 3, 2)),
        ("2026-03-02-01:30", date(2026, 3, 2)),
        ("2026-03-02T10:00", None),
        ("2026-13-02", None),
        ("02-03-2026", None),
    ],
)
def test_a_day_is_read_without_its_time_zone(written, day):
    content = VERSION_3_3.replace(b"2026-03-02", written.encode())

    certificate = read_certificate(content)

    assert certificate.performed_from == day
    assert codes(certificate) == ([] if day else ["not_a_date"])


@pytest.mark.parametrize(
    ("name", "kind", "order"),
    [
        ("Auftragsnummer", "", "O-1"),
        ("Order", "", "O-1"),
        ("No. pesanan", "", "O-1"),
        ("Nomor permintaan", "", "O-1"),
        ("Proyek", "alkes_orderNumber", "O-1"),
        ("Border", "", ""),
    ],
)
def test_an_order_number_is_known_by_name_or_mark(name, kind, order):
    numbers = identification("O-1", name, kind=kind)

    certificate = read_certificate(
        certificate_xml(core=f"<dcc:identifications>{numbers}</dcc:identifications>")
    )

    assert certificate.order_number == order
    assert codes(certificate) == ([] if order else ["number_skipped"])


def test_a_second_order_number_is_said_to_be_skipped():
    numbers = identification("O-1", "Order") + identification("O-2", "Order")

    certificate = read_certificate(
        certificate_xml(core=f"<dcc:identifications>{numbers}</dcc:identifications>")
    )

    assert certificate.order_number == "O-1"
    assert codes(certificate) == ["number_skipped"]


@pytest.mark.parametrize(
    ("mandatory", "used", "languages"),
    [("en", "id", ("en", "id")), ("id", "id", ("id",)), ("Id", "en", ("en",))],
)
def test_the_mandatory_language_comes_first(mandatory, used, languages):
    content = (
        VERSION_3_3.decode()
        .replace("<dcc:usedLangCodeISO639_1>id</dcc:usedLangCodeISO639_1>", "")
        .replace("ISO639_1>en</dcc:used", f"ISO639_1>{used}</dcc:used")
        .replace("ISO639_1>id</dcc:mandatory", f"ISO639_1>{mandatory}</dcc:mandatory")
    )

    assert read_certificate(content.encode()).languages == languages


def test_a_place_that_is_marked_as_not_stated_is_none():
    content = VERSION_3_3.replace(
        b"<dcc:performanceLocation>laboratory",
        b'<dcc:performanceLocation refType="alkes_notStated">other',
    )

    certificate = read_certificate(content)

    assert (certificate.location, codes(certificate)) == ("", [])


@pytest.mark.parametrize(
    ("signer", "signers"),
    [
        ("<dcc:mainSigner>1</dcc:mainSigner>", (Signer("", "Teknisi", True),)),
        ("<dcc:mainSigner>0</dcc:mainSigner>", (Signer("", "Teknisi", False),)),
        ("<dcc:mainSigner>false</dcc:mainSigner>", (Signer("", "Teknisi", False),)),
        ("", (Signer("", "Teknisi", False),)),
    ],
)
def test_a_signer_may_be_known_by_the_role_alone(signer, signers):
    before, rest = VERSION_3_3.decode().split("<dcc:respPersons>")
    rest = rest[rest.index("</dcc:respPersons>") :]
    person = f"<dcc:respPerson><dcc:role>Teknisi</dcc:role>{signer}</dcc:respPerson>"

    certificate = read_certificate(
        f"{before}<dcc:respPersons>{person}<dcc:respPerson/>{rest}".encode()
    )

    assert certificate.signers == signers


def with_statements(*statements: str, measurement: str = "") -> bytes:
    return certificate_xml(
        administrative=f"<dcc:statements>{''.join(statements)}</dcc:statements>",
        measurement=measurement,
    )


def statement(body: str, kind: str = "") -> str:
    ref_type = f' refType="{kind}"' if kind else ""
    return f"<dcc:statement{ref_type}>{body}</dcc:statement>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<dcc:norm>ISO 1</dcc:norm>", "ISO 1"),
        ("<dcc:norm> </dcc:norm><dcc:reference>7.8</dcc:reference>", "7.8"),
        (
            "<dcc:declaration><dcc:content>a\nb</dcc:content></dcc:declaration>",
            "a\nb",
        ),
        (
            "<dcc:norm>ISO 1</dcc:norm><dcc:norm>ISO 2</dcc:norm><dcc:declaration>"
            "<dcc:content>a</dcc:content></dcc:declaration>",
            "ISO 1, ISO 2: a",
        ),
    ],
)
def test_a_statement_is_led_by_the_norm_it_names(body, text):
    certificate = read_certificate(with_statements(statement(body), statement("")))

    assert certificate.statements == (text,)


def test_the_first_day_of_recalibration_is_taken():
    due = "<dcc:date>{}</dcc:date>"

    certificate = read_certificate(
        with_statements(
            statement(due.format("2026-03-03")),
            statement("<dcc:date>besok</dcc:date>", "basic_recalibration"),
            statement(due.format("2027-03-03"), "basic_recalibration"),
            statement(due.format("2028-03-03"), "basic_recalibration"),
            statement(due.format("2029-03-03")),
        )
    )

    assert certificate.due_on == date(2027, 3, 3)
    assert codes(certificate) == ["not_a_date"]


CONFORMITY = "<dcc:conformity>{}</dcc:conformity>"


@pytest.mark.parametrize(
    ("words", "conformity", "found"),
    [
        (("pass", "pass"), "pass", []),
        (("", "fail"), "fail", []),
        (("noPass", "noFail"), "noPass", ["conformity_contradicts"]),
        (("laik",), "", []),
        (("laik", "pass"), "pass", ["conformity_contradicts"]),
    ],
)
def test_the_overall_result_is_the_first_known_word(words, conformity, found):
    certificate = read_certificate(
        with_statements(
            *(statement(CONFORMITY.format(word), "basic_conformity") for word in words),
            statement(CONFORMITY.format("conditionalPass")),
        )
    )

    assert (certificate.conformity, codes(certificate)) == (conformity, found)


def test_the_overall_result_may_stand_with_a_measurement():
    entry = (
        "<dcc:metaData{}>" + CONFORMITY.format("conditionalFail") + "</dcc:metaData>"
    )
    stated = certificate_xml(
        measurement="<dcc:measurementMetaData>"
        + entry.format(' refType="basic_conformity"')
        + "</dcc:measurementMetaData>"
    )
    other = certificate_xml(
        measurement="<dcc:measurementMetaData>"
        + entry.format("")
        + "</dcc:measurementMetaData>"
    )

    assert read_certificate(stated).conformity == "conditionalFail"
    assert read_certificate(other).conformity == ""


def test_a_laboratory_without_an_address_is_read():
    content = VERSION_3_3.decode()
    start, end = content.index("<dcc:location>"), content.index("</dcc:location>")

    certificate = read_certificate((content[:start] + content[end + 15 :]).encode())

    assert certificate.laboratory == Laboratory("Lab Uji", "LK-999-IDN")


def test_mail_and_telephone_of_a_laboratory_are_read():
    content = VERSION_3_3.replace(
        b"<dcc:location>",
        b"<dcc:eMail>a@b.id</dcc:eMail><dcc:phone>022-1</dcc:phone><dcc:location>",
    ).replace(b"<dcc:streetNo>5</dcc:streetNo>", b"")

    laboratory = read_certificate(content).laboratory

    assert (laboratory.email, laboratory.phone) == ("a@b.id", "022-1")
    assert laboratory.street == "Jalan Mawar"


@pytest.mark.parametrize(
    "issuer", ["manufacturer", "calibrationLaboratory", "customer", "owner", "other"]
)
def test_the_issuers_of_the_schema_are_kept(issuer):
    item = item_of(identification("7", "Lot", issuer=issuer))

    assert item.identifications == (Identification(issuer, "Lot", "7"),)


def test_two_hundred_statements_are_read():
    norms = [statement(f"<dcc:norm>ISO {number}</dcc:norm>") for number in range(201)]

    statements = read_certificate(with_statements(*norms)).statements

    assert (len(statements), statements[-1]) == (200, "ISO 199")


def test_a_country_that_is_no_code_is_left_out():
    content = VERSION_3_3.replace(
        b"<dcc:countryCode>ID<", b"<dcc:countryCode>Indonesia<"
    )

    certificate = read_certificate(content)

    assert certificate.laboratory.country == ""
    assert codes(certificate) == ["not_a_country"]


def test_without_core_data_there_is_no_order_number():
    assert read_order_number(None, Notes()) == ""


@pytest.mark.parametrize(("count", "found"), [(100, []), (101, ["too_many_items"])])
def test_a_hundred_items_are_read(count, found):
    item = "<dcc:item><dcc:model>TD-1</dcc:model></dcc:item>"

    certificate = read_certificate(with_items(item * count))

    assert len(certificate.items) == 100
    assert codes(certificate) == found
