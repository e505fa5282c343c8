"""Results and the lists within them."""

from domain.dcc.quantities import MOST_POINTS
from domain.dcc.reader import read_certificate
from tests.domain.dcc.reading import point, read
from tests.domain.dcc.samples import (
    certificate_xml,
    quantity,
    real,
    result,
    table,
    xml_list,
)


def test_lists_within_lists_are_read_in_order():
    inner = [
        "<dcc:list><dcc:name><dcc:content>"
        + name
        + "</dcc:content></dcc:name>"
        + quantity(real(value), kind="basic_measuredValue")
        + "</dcc:list>"
        for name, value in (("Naik", "1"), ("Turun", "2"))
    ]

    points, _found = read(*inner)

    assert points == [
        point(parameter="Naik", mean="1"),
        point(parameter="Turun", mean="2"),
    ]


def test_a_result_without_numbers_is_kept_by_name():
    content = certificate_xml(
        result("<dcc:text><dcc:content>Baik</dcc:content></dcc:text>", "Fisik")
    )

    certificate = read_certificate(content)

    assert [(one.name, one.points) for one in certificate.results] == [("Fisik", ())]
    assert [finding.code for finding in certificate.findings] == [
        "part_skipped",
        "no_points",
    ]


def test_no_more_points_are_read_than_are_good_for_anyone():
    values = " ".join(["1"] * (MOST_POINTS + 10))

    content = certificate_xml(
        result(table(quantity(xml_list(values), kind="basic_measuredValue"))) * 2
    )
    certificate = read_certificate(content)

    assert [len(one.points) for one in certificate.results] == [MOST_POINTS, 0]
    assert "too_many_points" in [finding.code for finding in certificate.findings]
