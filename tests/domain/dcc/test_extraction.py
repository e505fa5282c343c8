"""No number of a certificate is lost between the file and what is read of it.

What the file holds is told by XPath, apart from the reader (``extraction``).
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.dcc.reader import read_certificate
from domain.dcc.writer import write_certificate
from tests.domain.dcc.certificates import FULL, PARTIAL
from tests.domain.dcc.extraction import Comparison, compare, main, written_numbers
from tests.domain.dcc.samples import (
    VERSION_2_4,
    VERSION_3_1,
    VERSION_3_2,
    VERSION_3_3,
    certificate_xml,
    conformities,
    expanded_mu_list,
    expanded_unc_list,
    hybrid,
    metadata,
    quantity,
    result,
    table,
    xml_list,
)


def compared(content: bytes) -> Comparison:
    return compare(content, read_certificate(content))


@pytest.mark.parametrize(
    ("content", "numbers"),
    [
        (VERSION_2_4, 6),
        (VERSION_3_1, 9),
        (VERSION_3_2, 6),
        (VERSION_3_3, 8),
        (write_certificate(FULL), 14),
        (write_certificate(PARTIAL), 11),
    ],
)
def test_every_number_of_a_plain_certificate_is_placed(content, numbers):
    found = compared(content)

    assert len(found.placed) == found.total == numbers
    assert found.invented == []


def test_a_number_that_the_reader_drops_is_noticed():
    certificate = read_certificate(VERSION_3_1)
    content = VERSION_3_1.replace(b"100 200", b"100 200 777")

    found = compare(content, certificate)

    assert [(one.what, one.number) for one in found.lost] == [("value", 777)]


def test_a_number_that_the_reader_makes_up_is_noticed():
    certificate = read_certificate(VERSION_3_1)
    content = VERSION_3_1.replace(b"201.0", b"201.7")

    found = compare(content, certificate)

    assert [str(number) for number in found.invented] == ["201.0"]


def test_numbers_of_a_quantity_in_the_metadata_of_another_count_once():
    within = metadata(f"<dcc:data>{quantity(xml_list('3'))}</dcc:data>")
    content = certificate_xml(result(table(quantity(xml_list("1 2"), metadata=within))))

    assert [(one.quantity, one.number) for one in written_numbers(content)] == [
        (0, 1),
        (0, 2),
        (1, 3),
    ]


KINDS = (
    "basic_nominalValue",
    "basic_referenceValue",
    "basic_measuredValue",
    "basic_measurementError",
    "basic_measurementError_correction",
    "basic_acceptanceLimitLower",
    "basic_acceptanceLimitUpper",
    "basic_toleranceLimitLower",
    "basic_toleranceLimitUpper",
    "basic_expandedUncertainty",
    "alkes_coverageFactor",
    "basic_somethingElse",
    "",
)
UNITS = (
    r"\degreecelsius",
    r"\kelvin",
    r"\milli\kelvin",
    r"\percent",
    r"\one",
    r"\mmHg",
    r"\foo",
)
STANDARD_MU = (
    "<si:measurementUncertaintyUnivariateXMLList><si:standardMUXMLList>"
    "<si:valueStandardMUXMLList>{}</si:valueStandardMUXMLList></si:standardMUXMLList>"
    "</si:measurementUncertaintyUnivariateXMLList>"
)

# Far apart, so that none is another one moved by powers of ten or by the zero.
numbers = st.integers(-999_999, 999_999).map(lambda number: f"{number * 7 + 3}.25")
kinds = st.sampled_from(KINDS)
factors = st.sampled_from(["1.96", "2", "2.0", "3.31"])


def joined(length: int) -> st.SearchStrategy[str]:
    return st.lists(numbers, min_size=length, max_size=length).map(" ".join)


@st.composite
def lists(draw, length: int, units: list[str]) -> str:
    """``si:realListXMLList`` with an uncertainty of any form, or none."""
    uncertainty = draw(st.sampled_from(["", "unc", "mu", "standard"]))
    factor = draw(factors)
    written = draw(joined(draw(st.sampled_from([1, length]))))
    form = {
        "": "",
        "unc": expanded_unc_list(written, factor),
        "mu": expanded_mu_list(written, factor),
        "standard": STANDARD_MU.format(written),
    }[uncertainty]
    values = draw(joined(draw(st.sampled_from([1, length]))))
    return xml_list(values, draw(st.sampled_from(units)), form)


@st.composite
def quantities(draw, length: int, units: list[str], kind: str, depth: int = 1) -> str:
    alternatives = draw(st.lists(lists(length, units), min_size=1, max_size=2))
    held = alternatives[0] if len(alternatives) == 1 else hybrid(*alternatives)
    about = ""
    if depth and draw(st.booleans()):
        inner = draw(quantities(length, units, draw(kinds), depth - 1))
        about = metadata(conformities("pass") + f"<dcc:data>{inner}</dcc:data>")
    # The kind is told by the refType or not at all; the name tells columns apart.
    name = f"Kolom {draw(st.integers(0, 10**6))}"
    return quantity(held, kind=kind, name=name, metadata=about)


@st.composite
def tables(draw) -> bytes:
    length = draw(st.integers(1, 3))
    told = draw(st.lists(kinds, min_size=1, max_size=7, unique=draw(st.booleans())))
    units = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=3))
    columns = [draw(quantities(length, units, kind)) for kind in told]
    about = ""
    if draw(st.booleans()):
        said = draw(quantities(length, units, draw(kinds), 0))
        about = metadata(f"<dcc:data>{said}</dcc:data>")
    return certificate_xml(result(table(*columns, metadata=about)))


@settings(max_examples=300, deadline=None)
@given(content=tables())
def test_no_number_of_any_table_is_lost_or_made_up(content):
    found = compared(content)

    assert found.lost == []
    assert found.invented == []


@given(content=tables())
def test_what_is_left_is_said_in_a_finding(content):
    certificate = read_certificate(content)

    codes = {finding.code for finding in certificate.findings}
    assert {left.reason for left in certificate.unread} <= codes


def test_files_kept_elsewhere_are_compared_too(tmp_path, capsys):
    whole, cut = tmp_path / "utuh.xml", tmp_path / "rusak.xml"
    whole.write_bytes(VERSION_3_1)
    cut.write_bytes(VERSION_3_1[:-9])

    assert main([str(whole), str(cut)]) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[0] == (
        "     9 = 9 placed + 0 again + 0 listed + 0 lost, 0 invented; 2 points: "
        "3.1.2 utuh.xml"
    )
    assert said[1].startswith(" refused rusak.xml:")
