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
