"""Reading parts of a certificate: a table, limits, ambient conditions."""

from decimal import Decimal

from domain.dcc.certificate import DigitalCertificate, MeasuredPoint
from domain.dcc.reader import read_certificate
from tests.domain.dcc.samples import (
    certificate_xml,
    quantity,
    real,
    result,
    table,
    xml_list,
)
from tests.findings import told_code


def read(*quantities: str, about: str = "") -> tuple[list[MeasuredPoint], list[str]]:
    content = certificate_xml(result(table(*quantities, metadata=about)))
    certificate = read_certificate(content)
    points = [point for one in certificate.results for point in one.points]
    return points, [told_code(finding) for finding in certificate.findings]


def point(**fields) -> MeasuredPoint:
    values = {
        name: Decimal(value)
        if name in ("nominal", "mean", "error", "u95", "k", "low", "high")
        else value
        for name, value in fields.items()
    }
    return MeasuredPoint(**({"parameter": "Tekanan", "unit": "mmHg"} | values))


def limits(low: str, high: str, kind: str = "acceptance") -> str:
    return quantity(real(low), kind=f"basic_{kind}LimitLower") + quantity(
        real(high), kind=f"basic_{kind}LimitUpper"
    )


def codes(certificate: DigitalCertificate) -> list[str]:
    return [told_code(finding) for finding in certificate.findings]


CELSIUS = r"\degreecelsius"
KELVIN = r"\kelvin"


def temperatures(*more: str, about: str = "") -> tuple[list[MeasuredPoint], list[str]]:
    """Two points in degrees Celsius, and what else is in the table."""
    return read(
        quantity(xml_list("32.0 36.0", CELSIUS), kind="basic_referenceValue"),
        quantity(xml_list("32.1 36.2", CELSIUS), kind="basic_measuredValue"),
        *more,
        about=about,
    )


def warm(**fields) -> list[MeasuredPoint]:
    """The two points, with the fields of each."""
    points = (("32.0", "32.1"), ("36.0", "36.2"))
    return [
        point(
            unit="°C",
            nominal=nominal,
            mean=mean,
            **{name: texts[position] for name, texts in fields.items()},
        )
        for position, (nominal, mean) in enumerate(points)
    ]
