"""Writing the administrative part of a certificate."""

from domain.dcc import marks
from domain.dcc.administrative import ISSUERS
from domain.dcc.certificate import (
    DeviceClass,
    DigitalCertificate,
    Identification,
    Item,
    Laboratory,
    Signer,
)
from domain.dcc.elements import (
    Node,
    add,
    add_day,
    add_kind,
    add_maker,
    add_name,
    add_number,
    add_serial,
    add_stated,
)
from domain.dcc.texts import one_line, paragraphs

SOFTWARE = "Katalog Alat Kesehatan Dalam Negeri"
RELEASE = "1"
DEFAULT_LANGUAGE = "id"
DEFAULT_COUNTRY = "ID"
NOTHING = "-"


def add_administrative_data(root: Node, certificate: DigitalCertificate) -> None:
    data = add(root, "administrativeData")
    software = add(add(data, "dccSoftware"), "software")
    add_name(software, SOFTWARE)
    add(software, "release", RELEASE)
    _add_core_data(data, certificate)
    items = add(data, "items")
    for item in certificate.items or (Item(),):
        _add_item(items, item)
    _add_laboratory(data, certificate.laboratory)
    persons = add(data, "respPersons")
    for signer in certificate.signers or (Signer(),):
        _add_signer(persons, signer)
    customer = add(data, "customer")
    add_name(customer, certificate.customer)
    _add_unstated_place(add(customer, "location"))
    _add_statements(data, certificate)


def _add_core_data(data: Node, certificate: DigitalCertificate) -> None:
    core = add(data, "coreData")
    languages = certificate.languages or (DEFAULT_LANGUAGE,)
    country = certificate.laboratory.country or DEFAULT_COUNTRY
    add(core, "countryCodeISO3166_1", country)
    for language in languages:
        add(core, "usedLangCodeISO639_1", language)
    add(core, "mandatoryLangCodeISO639_1", languages[0])
    add(core, "uniqueIdentifier", one_line(certificate.number))
    order = one_line(certificate.order_number)
    if order:
        numbers = add(core, "identifications")
        add_number(
            numbers, "calibrationLaboratory", order, "Nomor order", marks.ORDER_NUMBER
        )
    add_day(core, "receiptDate", certificate.received_on)
    add_day(core, "beginPerformanceDate", certificate.performed_from)
    add_day(core, "endPerformanceDate", certificate.performed_to)
    if certificate.location:
        add(core, "performanceLocation", certificate.location)
    else:
        add(core, "performanceLocation", "other", marks.NOT_STATED)
    add_day(core, "issueDate", certificate.issued_on)


def _add_item(items: Node, item: Item) -> None:
    element = add(items, "item")
    add_name(element, item.name)
    for one in item.classes:
        _add_class(element, one)
    add_maker(element, item.manufacturer)
    add_stated(element, "model", item.model)
    numbers = add(element, "identifications")
    if one_line(item.serial):
        add_serial(numbers, item.serial)
    for identification in item.identifications:
        _add_identification(numbers, identification)
    if len(numbers) == 0:
        add_number(numbers, "other", NOTHING, "", marks.NOT_STATED)


def _add_class(element: Node, one: DeviceClass) -> None:
    if one_line(one.code):
        entry = add(element, "equipmentClass")
        add(entry, "reference", one_line(one.reference) or NOTHING)
        add(entry, "classID", one_line(one.code))


def _add_identification(numbers: Node, number: Identification) -> None:
    if one_line(number.value):
        issuer = number.issuer if number.issuer in ISSUERS else "other"
        add_number(numbers, issuer, number.value, number.name, marks.IDENTIFICATION)


def _add_laboratory(data: Node, laboratory: Laboratory) -> None:
    element = add(data, "calibrationLaboratory")
    add_stated(element, "calibrationLaboratoryCode", laboratory.code)
    contact = add(element, "contact")
    add_name(contact, laboratory.name)
    add_stated(contact, "eMail", laboratory.email)
    add_stated(contact, "phone", laboratory.phone)
    place = add(contact, "location")
    add_stated(place, "city", laboratory.city)
    add_stated(place, "countryCode", laboratory.country)
    add_stated(place, "postCode", laboratory.post_code)
    add_stated(place, "street", laboratory.street)
    if len(place) == 0:
        _add_unstated_place(place)


def _add_unstated_place(place: Node) -> None:
    add(add_kind(place, "further", marks.NOT_STATED), "content")


def _add_signer(persons: Node, signer: Signer) -> None:
    element = add(persons, "respPerson")
    add_name(add(element, "person"), signer.name)
    add_stated(element, "role", signer.role)
    if signer.is_main:
        add(element, "mainSigner", "true")


def _add_statements(data: Node, certificate: DigitalCertificate) -> None:
    texts = [paragraphs(text) for text in certificate.statements]
    texts = [text for text in texts if text]
    if not (texts or certificate.due_on or certificate.conformity):
        return
    statements = add(data, "statements")
    for text in texts:
        add(add(add(statements, "statement"), "declaration"), "content", text)
    if certificate.due_on:
        due = add_kind(statements, "statement", marks.RECALIBRATION)
        add_day(due, "date", certificate.due_on)
    if certificate.conformity:
        overall = add_kind(statements, "statement", marks.CONFORMITY)
        add(overall, "conformity", certificate.conformity)
