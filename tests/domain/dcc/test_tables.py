"""Results and the lists within them."""

from decimal import Decimal

import pytest

from domain.dcc import columns, quantities, tables
from domain.dcc.certificate import Unread
from domain.dcc.reader import read_certificate
from tests.domain.dcc.reading import point, read
from tests.domain.dcc.samples import (
    UNREAD_ERROR,
    certificate_xml,
    quantity,
    real,
    result,
    table,
    xml_list,
)
from tests.findings import told_code
from tests.wording import english, indonesian


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
    assert [told_code(finding) for finding in certificate.findings] == [
        "part_skipped",
        "no_points",
    ]


@pytest.fixture
def few_points(monkeypatch):
    """Twelve points may be read."""
    assert quantities.MOST_POINTS == 5_000
    for module in (tables, columns, quantities):
        monkeypatch.setattr(module, "MOST_POINTS", 12)


def measured(count):
    values = " ".join(["1"] * count)
    return table(quantity(xml_list(values), kind="basic_measuredValue"))


def test_no_more_points_are_read_than_are_good_for_anyone(few_points):
    certificate = read_certificate(certificate_xml(result(measured(22)) * 2))

    assert [len(one.points) for one in certificate.results] == [12, 0]
    assert "too_many_points" in [told_code(finding) for finding in certificate.findings]


def test_that_points_were_left_out_is_said_once(few_points):
    content = certificate_xml(result(measured(12) + measured(1) + measured(1)))

    findings = read_certificate(content).findings

    (finding,) = [each for each in findings if each.code == "too_many_points"]
    assert finding.is_error is False
    assert indonesian(finding) == "Hanya 12 titik ukur pertama yang dibaca."
    assert english(finding) == "Only the first 12 points were read."


def test_as_many_points_as_may_be_are_read_without_a_word(few_points):
    certificate = read_certificate(certificate_xml(result(measured(12))))

    assert [len(one.points) for one in certificate.results] == [12]
    assert "too_many_points" not in [told_code(each) for each in certificate.findings]


@pytest.mark.parametrize("count", [13, 15])
def test_points_too_many_are_said_of_rows_too(few_points, count):
    rows = quantity(real("1"), kind="basic_measuredValue") * count

    certificate = read_certificate(certificate_xml(result(table(rows))))

    assert [len(one.points) for one in certificate.results] == [12]
    assert "too_many_points" in [told_code(each) for each in certificate.findings]


def test_a_result_without_a_name_has_that_of_its_measurement():
    measured_once = quantity(real("1"), kind="basic_measuredValue")
    content = certificate_xml(
        f"<dcc:result><dcc:data>{measured_once}</dcc:data></dcc:result>"
    )

    certificate = read_certificate(content)

    (only,) = certificate.results
    assert only.name == "Kinerja"
    assert only.points == (point(parameter="Kinerja", mean="1"),)
    assert certificate.findings == ()


def test_a_result_that_says_it_has_no_points_is_no_surprise():
    content = certificate_xml(
        result('<dcc:text refType="alkes_notStated"><dcc:content/></dcc:text>', "Fisik")
    )

    certificate = read_certificate(content)

    assert [(one.name, one.points) for one in certificate.results] == [("Fisik", ())]
    assert certificate.findings == ()


def test_a_verdict_that_rests_on_what_was_not_read_is_said_to():
    certificate = read_certificate(UNREAD_ERROR)

    (only,) = certificate.results
    assert [(each.conformity, each.lacking) for each in only.points] == [
        ("pass", ("difference",))
    ] * 2
    assert [told_code(finding) for finding in certificate.findings] == [
        "unit_differs",
        "verdict_rests_on_unread",
    ]
    assert indonesian(certificate.findings[1]) == (
        "Kesesuaian 2 titik dalam “Tekanan” dinyatakan, tetapi tidak semua bilangan "
        "yang mendasarinya terbaca."
    )
    assert english(certificate.findings[1]) == (
        "The conformity of 2 points in “Tekanan” is stated, but not all numbers on "
        "which it rests could be read."
    )


def test_what_is_left_is_told_with_its_table():
    certificate = read_certificate(UNREAD_ERROR)

    assert certificate.unread == (
        Unread(
            "Tekanan",
            "Kesalahan relatif",
            "unit_differs",
            (Decimal("0.5"), Decimal("0.5")),
            r"\percent",
        ),
    )


def test_a_value_that_stands_alone_is_named_by_itself():
    alone = quantity(real("7"), name="Massa", kind="basic_measuredValue")
    unnamed = quantity(real("8"), name="Nilai ukur", kind="basic_measuredValue")
    untold = quantity(real("9"), name="Volume")
    content = certificate_xml(result(alone) + result(unnamed) + result(untold))

    points = [each.points for each in read_certificate(content).results]

    assert points == [
        (point(parameter="Massa", mean="7"),),
        (point(mean="8"),),
        (point(parameter="Volume", mean="9"),),
    ]


def test_columns_of_which_nothing_is_told_are_read_one_by_one():
    points, found = read(
        quantity(xml_list("1 2"), name="Naik"), quantity(real("3"), name="Turun")
    )

    assert points == [
        point(parameter="Naik", mean="1"),
        point(parameter="Naik", mean="2"),
        point(parameter="Turun", mean="3"),
    ]
    assert found == ["taken_as_measured", "taken_as_measured"]
