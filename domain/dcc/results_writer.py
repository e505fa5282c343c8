"""Writing the results of measurement: standards, conditions and tables of points."""

from decimal import Decimal

from lxml import etree

from domain.dcc import marks, units
from domain.dcc.certificate import (
    DigitalCertificate,
    Environment,
    MeasuredPoint,
    ResultTable,
    Standard,
)
from domain.dcc.elements import (
    Node,
    add,
    add_kind,
    add_maker,
    add_name,
    add_number,
    add_serial,
    add_stated,
)
from domain.dcc.rows import CONFORMITIES as OF_POINTS
from domain.dcc.texts import dcc, one_line, si

DECLARED = {stated: word for word, stated in OF_POINTS.items()}
COVERAGE_PROBABILITY = "0.95"
LARGEST_FACTOR = 1000


def add_measurement_results(root: Node, certificate: DigitalCertificate) -> None:
    results = add(root, "measurementResults")
    measurement = add_kind(results, "measurementResult", marks.RESULTS)
    add_name(measurement, "Hasil kalibrasi")
    _add_standards(measurement, certificate.standards)
    _add_environment(measurement, certificate.environment)
    tables = add(measurement, "results")
    for table in certificate.results or (ResultTable(),):
        _add_table(tables, table)


def _add_standards(measurement: Node, standards: tuple[Standard, ...]) -> None:
    if not standards:
        return
    listed = add(measurement, "measuringEquipments")
    for standard in standards:
        _add_standard(listed, standard)


def _add_standard(listed: Node, standard: Standard) -> None:
    element = add_kind(listed, "measuringEquipment", marks.STANDARD)
    add_name(element, standard.name)
    traceability = one_line(standard.traceability)
    if traceability:
        description = add_kind(element, "description", marks.TRACEABILITY)
        add(description, "content", traceability)
    add_maker(element, standard.manufacturer)
    add_stated(element, "model", standard.model)
    serial, number = one_line(standard.serial), one_line(standard.certificate_number)
    if not (serial or number or standard.due_on):
        return
    numbers = add(element, "identifications")
    if serial:
        add_serial(numbers, serial)
    if number:
        # Not as the schema's "certificate", which demands a hash of that certificate.
        add_number(
            numbers, "other", number, "Nomor sertifikat", marks.CERTIFICATE_NUMBER
        )
    if standard.due_on:
        # The schema has no place for it.
        due = standard.due_on.isoformat()
        add_number(numbers, "other", due, "Kalibrasi ulang", marks.STANDARD_DUE)


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
    condition = add_kind(conditions, "influenceCondition", kind)
    add_name(condition, name)
    return add(condition, "data")


def _add_quantity(
    parent: Node, unit: str, number: Decimal, name: str, *kinds: str
) -> Node:
    """A quantity of one number; its ``si:real`` is returned."""
    quantity = add_kind(parent, "quantity", *kinds)
    if name:
        add_name(quantity, name)
    real = etree.SubElement(quantity, si("real"))
    etree.SubElement(real, si("value")).text = str(number)
    etree.SubElement(real, si("unit")).text = units.to_dsi(one_line(unit))
    return real


def _add_table(tables: Node, table: ResultTable) -> None:
    result = add(tables, "result")
    add_name(result, table.name)
    data = add(result, "data")
    for point in table.points:
        _add_point(data, point)
    if not table.points:
        add(add_kind(data, "text", marks.NOT_STATED), "content")


def _add_point(data: Node, point: MeasuredPoint) -> None:
    """One point as a list of quantities, so that points may differ in everything."""
    row = add_kind(data, "list", marks.POINT)
    add_name(row, point.parameter)
    for name, number, kinds in _columns(point):
        real = _add_quantity(row, point.unit, number, name, *kinds)
        if kinds == _home_of_uncertainty(point):
            _add_uncertainty(real, point.u95, point.k)
    if _home_of_uncertainty(point) is None:
        _add_loose_uncertainty(row, point)
    if row.find(dcc("quantity")) is None:
        empty = add_kind(row, "quantity", marks.NOT_STATED)
        add(add(empty, "noQuantity"), "content")
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


def _add_uncertainty(real: Node, u95: Decimal | None, k: Decimal | None) -> None:
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
            entry = add_kind(metadata, "metaData", kind)
            add(add(entry, "declaration"), "content", one_line(text))
    if point.conformity:
        entry = add_kind(metadata, "metaData", marks.CONFORMITY)
        add(entry, "conformityXMLList", DECLARED[point.conformity])
    unit = one_line(point.unit)
    if unit and not _is_in_its_numbers(point, unit):
        add(add_kind(metadata, "metaData", marks.UNIT), "nonSIUnit", unit)
    if len(metadata):
        row.append(metadata)


def _is_in_its_numbers(point: MeasuredPoint, unit: str) -> bool:
    """Whether a reader gets the unit back from the numbers as it was spelled."""
    has_numbers = bool(_columns(point)) or point.u95 is not None
    return has_numbers and units.from_dsi(units.to_dsi(unit)).text == unit
