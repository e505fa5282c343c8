"""Numbers of the digital SI, and their uncertainties."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from domain.dcc import quantities
from domain.dcc.notes import Notes
from domain.dcc.quantities import read_decimal, read_values
from domain.dcc.values import Value, Values
from tests.domain.dcc.reading import point, read
from tests.domain.dcc.samples import (
    expanded_mu,
    expanded_unc,
    expanded_unc_list,
    hybrid,
    quantity,
    real,
    xml_list,
)
from tests.findings import told_code


def test_single_numbers_with_an_uncertainty_of_si_2_2():
    points, found = read(
        quantity(real("100"), kind="basic_nominalValue"),
        quantity(
            real("101.0", uncertainty=expanded_mu("0.50")), kind="basic_measuredValue"
        ),
    )

    assert points == [point(nominal="100", mean="101.0", u95="0.50", k="2")]
    assert str(points[0].u95) == "0.50"
    assert found == []


def test_of_a_hybrid_the_customary_unit_is_read_with_the_others_uncertainty():
    points, found = read(
        quantity(
            hybrid(xml_list("0.20 0.50", r"\one"), xml_list("20 50", r"\percent")),
            kind="basic_referenceValue",
        ),
        quantity(
            hybrid(
                xml_list("0.010 -0.010", r"\one", expanded_unc_list("0.006 0.008")),
                xml_list("1.0 -1.0", r"\percent"),
            ),
            kind="basic_measurementError",
        ),
    )

    assert points == [
        point(unit="%", nominal="20", error="1.0", u95="0.6", k="2"),
        point(unit="%", nominal="50", error="-1.0", u95="0.8", k="2"),
    ]
    assert found == []


def test_a_hybrid_whose_uncertainty_does_not_convert_is_read_where_it_has_one():
    points, _found = read(
        quantity(
            hybrid(real("60", r"\second", expanded_mu("0.5")), real("1", r"\minute")),
            kind="basic_measuredValue",
        ),
    )

    assert points == [point(unit="s", mean="60", u95="0.5", k="2")]


def test_another_coverage_is_said_so():
    _points, found = read(
        quantity(
            real("5", uncertainty=expanded_mu("1", "3", "0.997")),
            kind="basic_measuredValue",
        )
    )

    assert found == ["other_probability"]


STANDARD_MU = (
    "<si:measurementUncertaintyUnivariate><si:standardMU><si:valueStandardMU>1"
    "</si:valueStandardMU></si:standardMU></si:measurementUncertaintyUnivariate>"
)

INTERVAL = (
    "<si:coverageInterval><si:standardUnc>1</si:standardUnc></si:coverageInterval>"
)

RELATIVE = (
    "<dcc:relativeUncertainty><dcc:relativeUncertaintySingle>0.1"
    "</dcc:relativeUncertaintySingle>"
    "</dcc:relativeUncertainty>"
)


@pytest.mark.parametrize(
    "numbers",
    [
        real("5", uncertainty=STANDARD_MU),
        real("5", uncertainty=INTERVAL),
        real("5") + RELATIVE,
    ],
)
def test_another_uncertainty_is_not_taken_for_an_expanded_one(numbers):
    points, found = read(quantity(numbers, kind="basic_measuredValue"))

    assert points == [point(mean="5", lacking=("uncertainty",))]
    assert found == ["uncertainty_not_expanded"]


def values_of(numbers: str) -> tuple[Values, list[str]]:
    notes = Notes()
    values = read_values(
        ElementTree.fromstring(
            '<dcc:quantity xmlns:dcc="https://ptb.de/dcc" '
            f'xmlns:si="https://ptb.de/si">{numbers}</dcc:quantity>'
        ),
        notes,
    )
    return values, [told_code(finding) for finding in notes.findings]


def value(
    number: str | None, u95: str | None = None, k: str | None = None, unit: str = "V"
) -> Value:
    numbers = [None if text is None else Decimal(text) for text in (number, u95, k)]
    return Value(numbers[0], unit, numbers[1], numbers[2])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (None, None),
        (" ", None),
        (" 10.00 ", "10.00"),
        ("-.5", "-0.5"),
        ("+5.", "5"),
        ("1e3", "1E+3"),
        ("1E-40", "1E-40"),
        ("1e40", "1E+40"),
        ("1" * 40, "1" * 40),
    ],
)
def test_a_number_is_read_as_certified(text, number):
    notes = Notes()

    read = read_decimal(text, notes)

    assert (None if read is None else str(read)) == number
    assert notes.findings == ()


@pytest.mark.parametrize(
    "text", ["1,5", "1 5", "NaN", "1e41", "1e-41", "1" * 41, "1e99999", "٣", "."]
)
def test_what_is_no_number_or_too_long_is_none_with_a_warning(text):
    notes = Notes()

    assert read_decimal(text, notes) is None
    assert [told_code(finding) for finding in notes.findings] == ["not_a_number"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (real("5", "V"), (value("5"),)),
        (
            "<si:constant><si:value>5</si:value><si:unit>V</si:unit></si:constant>",
            (value("5"),),
        ),
        (xml_list("1 2", "V"), (value("1"), value("2"))),
        (xml_list("1 2", "V W"), (value("1"), value("2", unit="W"))),
        (xml_list("1 2", ""), (value("1", unit=""), value("2", unit=""))),
        (
            xml_list("1 2", "V", expanded_unc_list("0.5", "2")),
            (value("1", "0.5", "2"), value("2", "0.5", "2")),
        ),
        (
            xml_list("1 2", "V", expanded_unc_list("0.5 0.6", "2 3")),
            (value("1", "0.5", "2"), value("2", "0.6", "3")),
        ),
        (xml_list("1", "V", expanded_unc_list("0.5", "2")), (value("1", "0.5", "2"),)),
        (
            xml_list("1", "V", expanded_unc_list("0.5 0.6", "2 3")),
            (value("1", "0.5", "2"), value("1", "0.6", "3")),
        ),
        (
            "<si:realList><si:listUnit>V</si:listUnit>"
            "<si:real><si:value>1</si:value></si:real>"
            + real("2", "W", expanded_mu("0.1", "3"))
            + "<si:listUnivariateUnc><si:expandedUnc><si:uncertainty>0.5"
            "</si:uncertainty><si:coverageFactor>2</si:coverageFactor>"
            "</si:expandedUnc></si:listUnivariateUnc></si:realList>",
            (value("1", "0.5", "2"), value("2", "0.1", "3", "W")),
        ),
        (
            "<si:list><si:list>" + real("1", "V") + "</si:list><si:realList>"
            "<si:listUnit>W</si:listUnit><si:real><si:value>2</si:value></si:real>"
            "</si:realList></si:list>",
            (value("1"), value("2", unit="W")),
        ),
        (hybrid(), ()),
        (hybrid(hybrid(real("1", "V"))), ()),
        (hybrid("<si:label>x</si:label>", real("1", "V")), (value("1"),)),
        (hybrid(real("1", "V"), real("1000", "W")), (value("1000", unit="W"),)),
        ("<si:label>x</si:label>", ()),
        ("<dcc:noQuantity/>", ()),
    ],
)
def test_every_form_of_numbers_is_read(numbers, expected):
    values, _found = values_of(numbers)

    assert values == expected


def test_a_hybrid_with_as_many_uncertainties_as_values_takes_each():
    values, found = values_of(
        hybrid(
            xml_list("1 2", r"\volt", expanded_unc_list("0.1 0.2", "2 3")),
            xml_list("1000 2000", r"\milli\volt"),
        )
    )

    unit = r"\milli\volt"
    assert values == (
        value("1000", "1E+2", "2", unit),
        value("2000", "2E+2", "3", unit),
    )
    assert found == []


def test_a_hybrid_of_different_lengths_is_read_where_it_has_an_uncertainty():
    certain = xml_list("1", r"\volt", expanded_unc_list("0.1", "2"))

    values, _found = values_of(hybrid(certain, xml_list("1000 2000", r"\volt")))

    assert values == (value("1", "0.1", "2", r"\volt"),)


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        ("0.94", []),
        ("0.9545", []),
        ("0.96", []),
        ("0.9399", ["other_probability"]),
        ("0.9601", ["other_probability"]),
        ("x", ["not_a_number"]),
        ("", []),
    ],
)
def test_about_95_percent_is_the_usual_coverage(probability, expected):
    _values, found = values_of(real("5", "V", expanded_mu("1", "2", probability)))

    assert found == expected


def test_no_more_numbers_are_read_than_points(monkeypatch):
    monkeypatch.setattr(quantities, "MOST_POINTS", 4)

    many, _found = values_of(xml_list("1 2 3 4 5 6", "V"))
    listed, _none = values_of(f"<si:list>{real('1', 'V') * 6}</si:list>")

    assert [value.number for value in many] == [1, 2, 3, 4]
    assert len(listed) == 4


def test_other_forms_of_uncertainty_are_said_to_be_skipped():
    _values, found = values_of(
        xml_list("1", "V", "<si:measurementUncertaintyUnivariateXMLList/>")
    )

    assert found == ["uncertainty_not_expanded"]


def test_an_uncertainty_that_is_no_number_is_said_so():
    values, found = values_of(real("5", uncertainty=expanded_mu("1,5", "2")))

    assert [each.u95 for each in values] == [None]
    assert found == ["not_a_number"]


BAD_LIST = "<si:realList><si:listUnit>V</si:listUnit>{}</si:realList>"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (real("1", "V", expanded_mu("0.5", "2,0")), (value("1", "0.5"),)),
        (xml_list("1", "V", expanded_unc_list("0.5", "2,0")), (value("1", "0.5"),)),
        (xml_list("1", "V", expanded_unc_list("0,5", "2")), (value("1", k="2"),)),
        (
            BAD_LIST.format("<si:real><si:value>1,5</si:value></si:real>"),
            (value(None),),
        ),
        (f"<si:list><si:list>{real('1,5', 'V')}</si:list></si:list>", (value(None),)),
        (
            BAD_LIST.format(
                "<si:real><si:value>1</si:value></si:real><si:listUnivariateUnc>"
                + expanded_unc("0,5")
                + "</si:listUnivariateUnc>"
            ),
            (value("1", k="2"),),
        ),
        (hybrid(real("1,5", "W"), real("1000", "V")), (value("1000"),)),
    ],
)
def test_a_number_that_is_not_understood_is_said_so_wherever_it_stands(
    numbers, expected
):
    values, found = values_of(numbers)

    assert values == expected
    assert found == ["not_a_number"]


def test_of_a_hybrid_with_fewer_uncertainties_than_values_the_others_have_none():
    values, _found = values_of(
        hybrid(
            xml_list("1 2 3", r"\volt", expanded_unc_list("0.1 0.2", "2 3")),
            xml_list("1000 2000 3000", r"\milli\volt"),
        )
    )

    assert [each.u95 for each in values] == [100, 200, None]
    assert [each.k for each in values] == [2, 3, None]


def test_each_coverage_of_a_list_is_looked_at():
    listed = expanded_unc_list("1 1", "2 2").replace("0.95", "x 0.99")

    _values, found = values_of(xml_list("5 6", "V", listed))

    assert found == ["not_a_number", "other_probability"]
