"""Writing a digital calibration certificate (PTB DCC 3.3.0, D-SI 2.2.1).

The order of the elements is that of the schema. What the schema demands and the
certificate does not state is written empty, or marked as not stated where it may not
be empty; see ``marks``. The same certificate always gives the same bytes.
"""

from datetime import date
from decimal import Decimal

from lxml import etree

from domain.dcc import marks, units
from domain.dcc.administrative import CONFORMITIES, COUNTRY, ISSUERS, LANGUAGE
from domain.dcc.certificate import (
    WRITTEN_VERSION,
    DeviceClass,
    DigitalCertificate,
    Environment,
    Identification,
    Item,
    Laboratory,
    MeasuredPoint,
    ResultTable,
    Signer,
    Standard,
)
from domain.dcc.quantities import LARGEST_EXPONENT, MOST_DIGITS
from domain.dcc.tables import CONFORMITIES as OF_POINTS
from domain.dcc.tables import RULES
from domain.dcc.texts import DCC, SI, dcc, one_line, paragraphs, si

SOFTWARE = "Katalog Alat Kesehatan Dalam Negeri"
RELEASE = "1"
DEFAULT_LANGUAGE = "id"
DEFAULT_COUNTRY = "ID"
LOCATIONS = ("laboratory", "customer", "other")
DECLARED = {stated: word for word, stated in OF_POINTS.items()}

COVERAGE_PROBABILITY = "0.95"
LARGEST_FACTOR = 1000
NOTHING = "-"

Node = etree._Element


class UnwritableCertificate(ValueError):
    """A certificate without something that the schema cannot do without.

    ``faults`` names the fields, such as "number".
    """

    def __init__(self, faults: tuple[str, ...]):
        super().__init__(", ".join(faults))
        self.faults = faults


def write_certificate(certificate: DigitalCertificate) -> bytes:
    """The certificate as DCC 3.3.0 in UTF-8, unsigned.

    Raises UnwritableCertificate without a number or the days of calibration, and for
    values that the schema does not know.
    """
    faults = tuple(_faults(certificate))
    if faults:
        raise UnwritableCertificate(faults)
    root = etree.Element(
        dcc("digitalCalibrationCertificate"),
        nsmap={"dcc": DCC, "si": SI},
        schemaVersion=WRITTEN_VERSION,
    )
    _add_administrative_data(root, certificate)
    _add_measurement_results(root, certificate)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _faults(certificate: DigitalCertificate):
    if not one_line(certificate.number):
        yield "number"
    for name in ("performed_from", "performed_to"):
        if getattr(certificate, name) is None:
            yield name
    if any(not LANGUAGE.fullmatch(one) for one in certificate.languages):
        yield "languages"
    if certificate.location not in ("", *LOCATIONS):
        yield "location"
    country = certificate.laboratory.country
    if country and not COUNTRY.fullmatch(country):
        yield "laboratory.country"
    if certificate.conformity not in ("", *CONFORMITIES):
        yield "conformity"
    points = [point for table in certificate.results for point in table.points]
    if any(point.rule not in ("", *RULES) for point in points):
        yield "rule"
    if any(point.conformity not in ("", *DECLARED) for point in points):
        yield "point.conformity"
    if not all(_is_writable(number) for number in _numbers(certificate)):
        yield "numbers"


def _numbers(certificate: DigitalCertificate):
    environment = certificate.environment
    yield environment.temperature_low
    yield environment.temperature_high
    yield environment.humidity_low
    yield environment.humidity_high
    yield environment.mains_voltage
    for table in certificate.results:
        for point in table.points:
            yield from (point.nominal, point.mean, point.error, point.u95, point.k)
            yield from (point.low, point.high)


def _is_writable(number: Decimal | None) -> bool:
    """Whether a reader would take the number: finite and of a sane length."""
    if number is None:
        return True
    return (
        number.is_finite()
        and len(str(number)) <= MOST_DIGITS
        and abs(number.adjusted()) <= LARGEST_EXPONENT
    )


def _add(parent: Node, name: str, text: str = "", *kinds: str) -> Node:
    """A new last child in the certificate's namespace, with its refTypes."""
    element = etree.SubElement(parent, dcc(name))
    if text:
        element.text = text
    if kinds:
        element.set("refType", " ".join(kinds))
    return element


def _add_kind(parent: Node, name: str, *kinds: str) -> Node:
    return _add(parent, name, "", *kinds)


def _add_stated(parent: Node, name: str, text: str) -> None:
    """A child with a text, or none where the text is empty."""
    tidy = one_line(text)
    if tidy:
        _add(parent, name, tidy)


def _add_name(parent: Node, text: str) -> None:
    _add(_add(parent, "name"), "content", one_line(text))


def _add_day(parent: Node, name: str, day: date | None) -> None:
    if day is not None:
        _add(parent, name, day.isoformat())


def _add_administrative_data(root: Node, certificate: DigitalCertificate) -> None:
    data = _add(root, "administrativeData")
    software = _add(_add(data, "dccSoftware"), "software")
    _add_name(software, SOFTWARE)
    _add(software, "release", RELEASE)
    _add_core_data(data, certificate)
    items = _add(data, "items")
    for item in certificate.items or (Item(),):
        _add_item(items, item)
    _add_laboratory(data, certificate.laboratory)
    persons = _add(data, "respPersons")
    for signer in certificate.signers or (Signer(),):
        _add_signer(persons, signer)
    customer = _add(data, "customer")
    _add_name(customer, certificate.customer)
    _add_unstated_place(_add(customer, "location"))
    _add_statements(data, certificate)


def _add_core_data(data: Node, certificate: DigitalCertificate) -> None:
    core = _add(data, "coreData")
    languages = certificate.languages or (DEFAULT_LANGUAGE,)
    country = certificate.laboratory.country or DEFAULT_COUNTRY
    _add(core, "countryCodeISO3166_1", country)
    for language in languages:
        _add(core, "usedLangCodeISO639_1", language)
    _add(core, "mandatoryLangCodeISO639_1", languages[0])
    _add(core, "uniqueIdentifier", one_line(certificate.number))
    order = one_line(certificate.order_number)
    if order:
        numbers = _add(core, "identifications")
        _add_number(
            numbers, "calibrationLaboratory", order, "Nomor order", marks.ORDER_NUMBER
        )
    _add_day(core, "receiptDate", certificate.received_on)
    _add_day(core, "beginPerformanceDate", certificate.performed_from)
    _add_day(core, "endPerformanceDate", certificate.performed_to)
    if certificate.location:
        _add(core, "performanceLocation", certificate.location)
    else:
        _add(core, "performanceLocation", "other", marks.NOT_STATED)
    _add_day(core, "issueDate", certificate.issued_on)


def _add_number(numbers: Node, issuer: str, value: str, name: str, *kinds: str) -> None:
    number = _add_kind(numbers, "identification", *kinds)
    _add(number, "issuer", issuer)
    _add(number, "value", one_line(value))
    if one_line(name):
        _add_name(number, name)


def _add_item(items: Node, item: Item) -> None:
    element = _add(items, "item")
    _add_name(element, item.name)
    for one in item.classes:
        _add_class(element, one)
    _add_maker(element, item.manufacturer)
    _add_stated(element, "model", item.model)
    numbers = _add(element, "identifications")
    if one_line(item.serial):
        _add_serial(numbers, item.serial)
    for identification in item.identifications:
        _add_identification(numbers, identification)
    if len(numbers) == 0:
        _add_number(numbers, "other", NOTHING, "", marks.NOT_STATED)


def _add_class(element: Node, one: DeviceClass) -> None:
    if one_line(one.code):
        entry = _add(element, "equipmentClass")
        _add(entry, "reference", one_line(one.reference) or NOTHING)
        _add(entry, "classID", one_line(one.code))


def _add_maker(element: Node, name: str) -> None:
    if one_line(name):
        _add_name(_add(element, "manufacturer"), name)


def _add_serial(numbers: Node, serial: str) -> None:
    _add_number(numbers, "manufacturer", serial, "Nomor seri", marks.SERIAL_NUMBER)


def _add_identification(numbers: Node, number: Identification) -> None:
    if one_line(number.value):
        issuer = number.issuer if number.issuer in ISSUERS else "other"
        _add_number(numbers, issuer, number.value, number.name, marks.IDENTIFICATION)


def _add_laboratory(data: Node, laboratory: Laboratory) -> None:
    element = _add(data, "calibrationLaboratory")
    _add_stated(element, "calibrationLaboratoryCode", laboratory.code)
    contact = _add(element, "contact")
    _add_name(contact, laboratory.name)
    _add_stated(contact, "eMail", laboratory.email)
    _add_stated(contact, "phone", laboratory.phone)
    place = _add(contact, "location")
    _add_stated(place, "city", laboratory.city)
    _add_stated(place, "countryCode", laboratory.country)
    _add_stated(place, "postCode", laboratory.post_code)
    _add_stated(place, "street", laboratory.street)
    if len(place) == 0:
        _add_unstated_place(place)


def _add_unstated_place(place: Node) -> None:
    _add(_add_kind(place, "further", marks.NOT_STATED), "content")


def _add_signer(persons: Node, signer: Signer) -> None:
    element = _add(persons, "respPerson")
    _add_name(_add(element, "person"), signer.name)
    _add_stated(element, "role", signer.role)
    if signer.is_main:
        _add(element, "mainSigner", "true")


def _add_statements(data: Node, certificate: DigitalCertificate) -> None:
    texts = [paragraphs(text) for text in certificate.statements]
    texts = [text for text in texts if text]
    if not (texts or certificate.due_on or certificate.conformity):
        return
    statements = _add(data, "statements")
    for text in texts:
        _add(_add(_add(statements, "statement"), "declaration"), "content", text)
    if certificate.due_on:
        due = _add_kind(statements, "statement", marks.RECALIBRATION)
        _add_day(due, "date", certificate.due_on)
    if certificate.conformity:
        overall = _add_kind(statements, "statement", marks.CONFORMITY)
        _add(overall, "conformity", certificate.conformity)


def _add_measurement_results(root: Node, certificate: DigitalCertificate) -> None:
    results = _add(root, "measurementResults")
    measurement = _add_kind(results, "measurementResult", marks.RESULTS)
    _add_name(measurement, "Hasil kalibrasi")
    _add_standards(measurement, certificate.standards)
    _add_environment(measurement, certificate.environment)
    tables = _add(measurement, "results")
    for table in certificate.results or (ResultTable(),):
        _add_table(tables, table)


def _add_standards(measurement: Node, standards: tuple[Standard, ...]) -> None:
    if not standards:
        return
    listed = _add(measurement, "measuringEquipments")
    for standard in standards:
        _add_standard(listed, standard)


def _add_standard(listed: Node, standard: Standard) -> None:
    element = _add_kind(listed, "measuringEquipment", marks.STANDARD)
    _add_name(element, standard.name)
    traceability = one_line(standard.traceability)
    if traceability:
        description = _add_kind(element, "description", marks.TRACEABILITY)
        _add(description, "content", traceability)
    _add_maker(element, standard.manufacturer)
    _add_stated(element, "model", standard.model)
    serial, number = one_line(standard.serial), one_line(standard.certificate_number)
    if not (serial or number or standard.due_on):
        return
    numbers = _add(element, "identifications")
    if serial:
        _add_serial(numbers, serial)
    if number:
        # Not as the schema's "certificate", which demands a hash of that certificate.
        _add_number(
            numbers, "other", number, "Nomor sertifikat", marks.CERTIFICATE_NUMBER
        )
    if standard.due_on:
        # The schema has no place for it.
        due = standard.due_on.isoformat()
        _add_number(numbers, "other", due, "Kalibrasi ulang", marks.STANDARD_DUE)


def _add_environment(measurement: Node, environment: Environment) -> None:
    conditions = etree.Element(dcc("influenceConditions"))
    _add_condition(
        conditions,
        "basic_temperature",
        "Suhu ruang",
        environment.temperature_unit,
        environment.temperature_low,
        environment.temperature_high,
    )
    _add_condition(
        conditions,
        "basic_humidityRelative",
        "Kelembapan relatif",
        "%",
        environment.humidity_low,
        environment.humidity_high,
    )
    if environment.mains_voltage is not None:
        data = _condition(conditions, marks.MAINS_VOLTAGE, "Tegangan jala-jala")
        _add_quantity(data, "V", environment.mains_voltage, "", marks.MAINS_VOLTAGE)
    if len(conditions):
        measurement.append(conditions)


def _add_condition(
    conditions: Node,
    kind: str,
    name: str,
    unit: str,
    low: Decimal | None,
    high: Decimal | None,
) -> None:
    if low is None and high is None:
        return
    data = _condition(conditions, kind, name)
    if low is not None:
        _add_quantity(data, unit, low, f"{name}, terendah", f"{kind}Min")
    if high is not None:
        _add_quantity(data, unit, high, f"{name}, tertinggi", f"{kind}Max")


def _condition(conditions: Node, kind: str, name: str) -> Node:
    condition = _add_kind(conditions, "influenceCondition", kind)
    _add_name(condition, name)
    return _add(condition, "data")


def _add_quantity(
    parent: Node, unit: str, number: Decimal, name: str, *kinds: str
) -> Node:
    """A quantity of one number; its ``si:real`` is returned."""
    quantity = _add_kind(parent, "quantity", *kinds)
    if name:
        _add_name(quantity, name)
    real = etree.SubElement(quantity, si("real"))
    etree.SubElement(real, si("value")).text = str(number)
    etree.SubElement(real, si("unit")).text = units.to_dsi(one_line(unit))
    return real


def _add_table(tables: Node, table: ResultTable) -> None:
    result = _add(tables, "result")
    _add_name(result, table.name)
    data = _add(result, "data")
    for point in table.points:
        _add_point(data, point)
    if not table.points:
        _add(_add_kind(data, "text", marks.NOT_STATED), "content")


def _add_point(data: Node, point: MeasuredPoint) -> None:
    """One point as a list of quantities, so that points may differ in everything."""
    row = _add_kind(data, "list", marks.POINT)
    _add_name(row, point.parameter)
    for name, number, kinds in _columns(point):
        real = _add_quantity(row, point.unit, number, name, *kinds)
        if kinds == _home_of_uncertainty(point):
            _add_uncertainty(real, point.u95, point.k)
    if _home_of_uncertainty(point) is None:
        _add_loose_uncertainty(row, point)
    if row.find(dcc("quantity")) is None:
        empty = _add_kind(row, "quantity", marks.NOT_STATED)
        _add(_add(empty, "noQuantity"), "content")
    _add_metadata(row, point)


NOMINAL = ("basic_nominalValue",)
MEASURED = ("basic_measuredValue",)
ERROR = ("basic_measurementError",)
LOWER = ("basic_acceptanceLimitLower", marks.OF_MEASURED_VALUE)
UPPER = ("basic_acceptanceLimitUpper", marks.OF_MEASURED_VALUE)


def _columns(point: MeasuredPoint) -> list[tuple[str, Decimal, tuple[str, ...]]]:
    columns = (
        ("Nilai nominal", point.nominal, NOMINAL),
        ("Nilai ukur", point.mean, MEASURED),
        ("Kesalahan", point.error, ERROR),
        ("Batas bawah", point.low, LOWER),
        ("Batas atas", point.high, UPPER),
    )
    return [
        (name, number, kinds) for name, number, kinds in columns if number is not None
    ]


def _home_of_uncertainty(point: MeasuredPoint) -> tuple[str, ...] | None:
    """The column that carries the uncertainty; None where D-SI has no form for it.

    D-SI demands both numbers, a positive one and a factor of at least 1.
    """
    if point.u95 is None or point.k is None:
        return None
    if point.u95.is_signed() or not 1 <= point.k <= LARGEST_FACTOR:
        return None
    if point.error is not None:
        return ERROR
    return MEASURED if point.mean is not None else None


def _add_uncertainty(real: Node, u95: Decimal, k: Decimal) -> None:
    expanded = etree.SubElement(
        etree.SubElement(real, si("measurementUncertaintyUnivariate")), si("expandedMU")
    )
    etree.SubElement(expanded, si("valueExpandedMU")).text = str(u95)
    etree.SubElement(expanded, si("coverageFactor")).text = f"{k:f}"
    etree.SubElement(expanded, si("coverageProbability")).text = COVERAGE_PROBABILITY


def _add_loose_uncertainty(row: Node, point: MeasuredPoint) -> None:
    if point.u95 is not None:
        _add_quantity(row, point.unit, point.u95, "U95", marks.EXPANDED_UNCERTAINTY)
    if point.k is not None:
        _add_quantity(row, "", point.k, "Faktor cakupan k", marks.COVERAGE_FACTOR)


def _add_metadata(row: Node, point: MeasuredPoint) -> None:
    metadata = etree.Element(dcc("measurementMetaData"))
    for kind, text in (
        (marks.PARAMETER_KEY, point.key),
        (marks.TOLERANCE, point.tolerance),
        (marks.DECISION_RULE, point.rule),
    ):
        if one_line(text):
            entry = _add_kind(metadata, "metaData", kind)
            _add(_add(entry, "declaration"), "content", one_line(text))
    if point.conformity:
        entry = _add_kind(metadata, "metaData", marks.CONFORMITY)
        _add(entry, "conformityXMLList", DECLARED[point.conformity])
    unit = one_line(point.unit)
    if unit and not _is_in_its_numbers(point, unit):
        _add(_add_kind(metadata, "metaData", marks.UNIT), "nonSIUnit", unit)
    if len(metadata):
        row.append(metadata)


def _is_in_its_numbers(point: MeasuredPoint, unit: str) -> bool:
    """Whether a reader gets the unit back from the numbers as it was spelled."""
    has_numbers = bool(_columns(point)) or point.u95 is not None
    return has_numbers and units.from_dsi(units.to_dsi(unit)).text == unit
