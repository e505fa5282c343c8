"""Certificates of every version, and what is not understood of them."""

import pytest

from domain.dcc.certificate import (
    MeasuredPoint,
)
from domain.dcc.reader import read_certificate
from tests.domain.dcc.reading import codes
from tests.domain.dcc.samples import (
    VERSION_2_4,
    VERSION_3_1,
    VERSION_3_2,
    VERSION_3_3,
    certificate_xml,
)


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

    assert len(certificate.findings) == 51


@pytest.mark.parametrize(
    "name",
    ["receiptDate", "beginPerformanceDate", "endPerformanceDate", "issueDate"],
)
def test_a_date_that_is_none_is_said_so(name):
    stated = f"<dcc:{name}>31-12-2026</dcc:{name}>"

    certificate = read_certificate(certificate_xml(core=stated))

    (finding,) = [f for f in certificate.findings if f.code == "not_a_date"]
    assert finding.parameters["name"] == name
