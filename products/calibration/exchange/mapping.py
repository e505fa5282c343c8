"""Between calibration records and digital calibration certificates (DCC).

:func:`certificate_of` says in a certificate's terms what a record states;
:func:`record_from` fills a record with what a certificate states, for an editor to
confirm. One after the other gives the same record again, save for its documents.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from domain.calibration.cells import LONGEST_TEXT
from domain.calibration.conformity import DecisionRule
from domain.calibration.intervals import due_date
from domain.calibration.limits import EXACT
from domain.calibration.points import (
    ReferenceStandard,
    TestPoint,
    dump_points,
    dump_standards,
)
from domain.dcc.certificate import (
    DeviceClass,
    DigitalCertificate,
    Environment,
    Identification,
    Item,
    Laboratory,
    MeasuredPoint,
    ResultTable,
    Standard,
)
from domain.findings import InvalidInput
from domain.numbers.licences import as_on_labels
from products.models import CalibrationRecord, ProductPage
from products.models.calibration import (
    CalibrationPlace,
    CalibrationPurpose,
    CalibrationResult,
    normalise_laboratory_code,
)
from suppliers.models import SupplierKind, SupplierPage

CELSIUS = "°C"
KELVIN = "K"
ZERO_CELSIUS = Decimal("273.15")

LICENCE = "Nomor Izin Edar"
PURPOSE = "Tujuan kalibrasi"
"""Names of the item's identifications that DCC has no place for."""

CONFORMITIES = {
    CalibrationResult.FIT: "pass",
    CalibrationResult.UNFIT: "fail",
    CalibrationResult.CONDITIONAL: "conditionalPass",
}
RESULTS = {
    "pass": CalibrationResult.FIT,
    "fail": CalibrationResult.UNFIT,
    "noPass": CalibrationResult.UNFIT,
    "conditionalPass": CalibrationResult.CONDITIONAL,
    "conditionalFail": CalibrationResult.CONDITIONAL,
}
"""A device with a condition on it is *bersyarat*, whichever way it leans."""


# A record as a certificate


def certificate_of(record: CalibrationRecord) -> DigitalCertificate:
    """What ``record`` states. Its product, laboratory and their children should have
    been fetched."""
    return DigitalCertificate(
        number=record.certificate_number,
        order_number=record.order_number,
        languages=("id",),
        received_on=record.received_on,
        performed_from=record.began_on or record.performed_on,
        performed_to=record.performed_on,
        issued_on=record.issued_on,
        location=record.place,
        items=(_item(record),),
        laboratory=_laboratory(record),
        customer=record.product.supplier.legal_name,
        due_on=record.due_on,
        conformity=CONFORMITIES[record.result],
        standards=tuple(map(_standard, record.reference_standards)),
        environment=_environment(record),
        results=_tables(record.points),
    )


def _item(record: CalibrationRecord) -> Item:
    page = record.product
    numbers = [
        Identification("other", LICENCE, as_on_labels(row.number))
        for row in page.authorisations.all()[:1]
    ]
    numbers.append(Identification("other", PURPOSE, record.purpose))
    emdn = page.device_type.emdn_code
    return Item(
        name=page.title,
        manufacturer=page.supplier.legal_name,
        model=page.model_name,
        serial=record.unit_serial,
        identifications=tuple(numbers),
        classes=(DeviceClass("EMDN", emdn),) if emdn else (),
    )


def _laboratory(record: CalibrationRecord) -> Laboratory:
    laboratory = record.laboratory
    if laboratory is None:
        return Laboratory(
            name=record.laboratory_name, code=record.laboratory_code, country="ID"
        )
    codes = [row.number for row in laboratory.accreditations.all()]
    return Laboratory(
        name=laboratory.title,
        code=record.laboratory_code or next(iter(codes), ""),
        street=" ".join(laboratory.address.split()),
        city=laboratory.regency_name or laboratory.province_name,
        post_code=laboratory.postal_code,
        country="ID",
    )


def _standard(standard: ReferenceStandard) -> Standard:
    return Standard(
        name=standard.name,
        manufacturer=standard.brand,
        model=standard.model,
        serial=standard.serial,
        certificate_number=standard.certificate_number,
        traceability=standard.traceability,
        due_on=standard.due_on,
    )


def _environment(record: CalibrationRecord) -> Environment:
    low, high = record.temperature_low, record.temperature_high
    return Environment(
        temperature_low=low,
        temperature_high=high,
        temperature_unit="" if low is None and high is None else CELSIUS,
        humidity_low=record.humidity_low,
        humidity_high=record.humidity_high,
        mains_voltage=record.mains_voltage,
    )


def _tables(points: Iterable[TestPoint]) -> tuple[ResultTable, ...]:
    measured = tuple(
        MeasuredPoint(
            parameter=point.name,
            key=point.parameter,
            unit=point.unit,
            nominal=point.nominal,
            mean=point.mean,
            error=point.error,
            u95=point.u95,
            k=point.k,
            low=point.low,
            high=point.high,
            tolerance=point.tolerance,
            rule=point.rule,
            conformity=point.stated,
        )
        for point in points
    )
    return (ResultTable("Hasil kalibrasi", measured),) if measured else ()


# A certificate as a record


def record_from(
    certificate: DigitalCertificate, product: ProductPage
) -> CalibrationRecord:
    """An unsaved record of ``product`` with what ``certificate`` states.

    What it leaves out stays empty, or follows: the day of the next calibration from
    the device type's interval, the result from the test points.
    """
    item = certificate.items[0] if certificate.items else Item()
    ended = certificate.performed_to or certificate.performed_from
    began = certificate.performed_from
    record = CalibrationRecord(
        product=product,
        certificate_number=certificate.number,
        order_number=certificate.order_number,
        unit_serial=item.serial,
        purpose=_purpose(item),
        received_on=certificate.received_on,
        began_on=began if began != ended else None,
        performed_on=ended,
        issued_on=certificate.issued_on or ended,
        due_on=certificate.due_on or _due(ended, product),
        place=_place(certificate.location),
        results=dump_points(_points(certificate, product)),
        standards=dump_standards(map(_reference, certificate.standards)),
    )
    _set_laboratory(record, certificate.laboratory)
    _set_environment(record, certificate.environment)
    record.result = _result(certificate, record)
    return record


def _purpose(item: Item) -> str:
    stated = {each.value for each in item.identifications if each.name == PURPOSE}
    known = stated.intersection(CalibrationPurpose.values)
    return known.pop() if known else CalibrationPurpose.TYPE_SAMPLE


def _due(ended: date | None, product: ProductPage) -> date | None:
    if ended is None:
        return None
    return due_date(ended, product.device_type.calibration_interval_months)


def _place(location: str) -> str:
    return location if location in CalibrationPlace.values else ""


def _points(certificate: DigitalCertificate, product: ProductPage) -> list[TestPoint]:
    known = product.device_type.limits
    return [
        TestPoint(
            parameter=point.key if point.key in known else "",
            name=_clipped(point.parameter or table.name),
            unit=_clipped(point.unit),
            nominal=point.nominal,
            mean=point.mean,
            error=point.error,
            u95=point.u95,
            k=point.k,
            low=point.low,
            high=point.high,
            tolerance=_clipped(point.tolerance),
            rule=point.rule or DecisionRule.SIMPLE,
            # A verdict is not taken over without all that it rests on.
            stated="" if point.lacking else point.conformity,
        )
        for table in certificate.results
        for point in table.points
    ]


def _reference(standard: Standard) -> ReferenceStandard:
    return ReferenceStandard(
        name=_clipped(standard.name),
        brand=_clipped(standard.manufacturer),
        model=_clipped(standard.model),
        serial=_clipped(standard.serial),
        traceability=_clipped(standard.traceability),
        certificate_number=_clipped(standard.certificate_number),
        due_on=standard.due_on,
    )


def _clipped(text: str) -> str:
    """As much of a long text as a cell of the tables takes."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def _set_laboratory(record: CalibrationRecord, laboratory: Laboratory) -> None:
    """The laboratory of the catalogue with this accreditation or name, else as
    the certificate names it."""
    listed = SupplierPage.objects.live().filter(
        kind=SupplierKind.CALIBRATION_LABORATORY
    )
    code = _kan_code(laboratory.code)
    found = None
    if code:
        found = listed.filter(accreditations__number=code).first()
    if found is None and laboratory.name:
        found = listed.filter(title__iexact=laboratory.name).first()
    if found is not None:
        record.laboratory = found
    else:
        record.laboratory_name = laboratory.name
        record.laboratory_code = code


def _kan_code(code: str) -> str:
    """The code if KAN gave it: those of other accreditors have no place here."""
    try:
        return normalise_laboratory_code(code)
    except InvalidInput:
        return ""


def _set_environment(record: CalibrationRecord, environment: Environment) -> None:
    unit = environment.temperature_unit
    for name, value, outwards in (
        ("temperature_low", _celsius(environment.temperature_low, unit), ROUND_FLOOR),
        (
            "temperature_high",
            _celsius(environment.temperature_high, unit),
            ROUND_CEILING,
        ),
        ("humidity_low", environment.humidity_low, ROUND_FLOOR),
        ("humidity_high", environment.humidity_high, ROUND_CEILING),
        ("mains_voltage", environment.mains_voltage, ROUND_HALF_EVEN),
    ):
        setattr(record, name, _to_places(value, record, name, outwards))


def _celsius(value: Decimal | None, unit: str) -> Decimal | None:
    """The temperature in °C; None where its unit is neither that nor kelvin."""
    if value is None or unit not in {CELSIUS, KELVIN}:
        return None
    return value if unit == CELSIUS else EXACT.subtract(value, ZERO_CELSIUS)


def _to_places(
    value: Decimal | None, record: CalibrationRecord, name: str, rounding: str
) -> Decimal | None:
    """The value with no more decimal places than the record's field has; a span is
    rounded outwards, so that it still holds what it held."""
    if value is None:
        return None
    last = Decimal(1).scaleb(-record._meta.get_field(name).decimal_places)
    return value.quantize(last, rounding=rounding, context=EXACT)


def _result(certificate: DigitalCertificate, record: CalibrationRecord) -> str:
    if certificate.conformity in RESULTS:
        return RESULTS[certificate.conformity]
    found = {point.conformity(record.limits) for point in record.points}
    return CalibrationResult.FIT if found == {"pass"} else CalibrationResult.CONDITIONAL
