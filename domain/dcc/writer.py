"""Writing a digital calibration certificate (PTB DCC 3.3.0, D-SI 2.2.1).

The order of the elements is that of the schema. What the schema demands and the
certificate does not state is written empty, or marked as not stated where it may not
be empty; see ``marks``. The same certificate always gives the same bytes.
"""

from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from domain.dcc.administrative import CONFORMITIES, COUNTRY, LANGUAGE
from domain.dcc.administrative_writer import add_administrative_data
from domain.dcc.certificate import (
    WRITTEN_VERSION,
    DigitalCertificate,
)
from domain.dcc.columns import RULES
from domain.dcc.quantities import LARGEST_EXPONENT, MOST_DIGITS
from domain.dcc.results_writer import DECLARED, add_measurement_results
from domain.dcc.texts import DCC, SI, dcc, one_line

LOCATIONS = ("laboratory", "customer", "other")


class UnwritableCertificate(ValueError):
    """A certificate without something that the schema cannot do without.

    ``fields`` are those at issue, such as "number".
    """

    def __init__(self, fields: tuple[str, ...]):
        super().__init__(", ".join(fields))
        self.fields = fields


def write_certificate(certificate: DigitalCertificate) -> bytes:
    """The certificate as DCC 3.3.0 in UTF-8, unsigned.

    Raises UnwritableCertificate without a number or the days of calibration, and for
    values that the schema does not know.
    """
    fields = tuple(_unwritable(certificate))
    if fields:
        raise UnwritableCertificate(fields)
    root = etree.Element(
        dcc("digitalCalibrationCertificate"),
        nsmap={"dcc": DCC, "si": SI},
        schemaVersion=WRITTEN_VERSION,
    )
    add_administrative_data(root, certificate)
    add_measurement_results(root, certificate)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _unwritable(certificate: DigitalCertificate) -> Iterator[str]:
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


def _numbers(certificate: DigitalCertificate) -> Iterator[Decimal | None]:
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
