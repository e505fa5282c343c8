from dataclasses import astuple, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.dcc.certificate import (
    DeviceClass,
    DigitalCertificate,
    Environment,
    Identification,
    Item,
    Laboratory,
    MeasuredPoint,
    ResultTable,
    Signer,
    Standard,
)
from domain.dcc.reader import read_certificate
from domain.dcc.texts import one_line, paragraphs
from domain.dcc.writer import UnwritableCertificate, write_certificate
from domain.units import UNITS
from domain.units import label as unit_label
from tests.domain.dcc.certificates import BARE, FULL, PARTIAL
from tests.domain.dcc.schema_order import faults_of

WRITTEN = Path(__file__).parent / "written"


@pytest.mark.parametrize("certificate", [BARE, FULL], ids=["bare", "full"])
def test_a_certificate_reads_back_as_it_was_written(certificate):
    content = write_certificate(certificate)

    assert read_certificate(content) == certificate
    assert content == write_certificate(certificate)
    assert faults_of(content) == []


@pytest.mark.parametrize(
    ("certificate", "name"),
    [(BARE, "bare"), (FULL, "full"), (PARTIAL, "partial")],
    ids=["bare", "full", "partial"],
)
def test_a_certificate_is_written_to_the_letter(certificate, name):
    content = write_certificate(certificate)

    assert content.decode() + "\n" == (WRITTEN / f"{name}.xml").read_text()
    assert faults_of(content) == []


def test_a_number_of_40_digits_is_written_and_no_longer_one():
    longest = with_point(mean=Decimal("1" * 40))
    longer = with_point(mean=Decimal("1" * 41))

    assert read_certificate(write_certificate(longest)) == longest
    with pytest.raises(UnwritableCertificate, match="^numbers$"):
        write_certificate(longer)


@pytest.mark.parametrize("exponent", ["1E+40", "1E-40"])
def test_a_number_may_have_an_exponent_of_40(exponent):
    certificate = with_point(mean=Decimal(exponent))

    assert read_certificate(write_certificate(certificate)) == certificate


@pytest.mark.parametrize("exponent", ["1E+41", "1E-41"])
def test_a_number_may_have_no_larger_exponent(exponent):
    with pytest.raises(UnwritableCertificate, match="^numbers$"):
        write_certificate(with_point(mean=Decimal(exponent)))


def test_every_field_that_cannot_be_written_is_named():
    certificate = replace(BARE, number="", location="moon", performed_to=None)

    with pytest.raises(UnwritableCertificate, match="^number, performed_to, location$"):
        write_certificate(certificate)


def test_the_digits_are_kept():
    (first, *_others) = read_certificate(write_certificate(FULL)).results[0].points

    assert [str(number) for number in astuple(first)[3:10]] == [
        "100",
        "101.0",
        "1.00",
        "0.50",
        "2.0",
        "95",
        "105",
    ]


def test_the_file_says_its_version_and_is_plain_dsi():
    content = write_certificate(FULL).decode()

    assert 'schemaVersion="3.3.0"' in content
    assert "<si:valueExpandedMU>0.50</si:valueExpandedMU>" in content
    assert r"<si:unit>\minute\tothe{-1}</si:unit>" in content
    assert "<dcc:nonSIUnit>bpm</dcc:nonSIUnit>" in content
    assert "Tensimeter &lt;digital&gt; &amp; manset" in content


def with_point(**fields) -> DigitalCertificate:
    point = MeasuredPoint("NIBP", unit="mmHg", **fields)
    return replace(BARE, results=(ResultTable("Kinerja", (point,)),))


@pytest.mark.parametrize(
    "fields",
    [
        {"mean": Decimal(1), "u95": Decimal(-1), "k": Decimal(2)},
        {"mean": Decimal(1), "u95": Decimal(1), "k": Decimal("0.5")},
        {"mean": Decimal(1), "u95": Decimal(1)},
        {"nominal": Decimal(1), "u95": Decimal(1), "k": Decimal(2)},
    ],
)
def test_an_uncertainty_for_which_dsi_has_no_form_stands_by_itself(fields):
    certificate = with_point(**fields)

    content = write_certificate(certificate)

    assert b"expandedMU" not in content
    assert read_certificate(content) == certificate


def test_limits_of_the_measured_value_are_not_taken_for_those_of_the_error():
    certificate = with_point(nominal=Decimal(100), low=Decimal(-5), high=Decimal(5))

    assert read_certificate(write_certificate(certificate)) == certificate


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": " "}, "number"),
        ({"performed_from": None}, "performed_from"),
        ({"performed_to": None}, "performed_to"),
        ({"languages": ("indonesia",)}, "languages"),
        ({"location": "moon"}, "location"),
        ({"laboratory": Laboratory(country="Indonesia")}, "laboratory.country"),
        ({"conformity": "laik"}, "conformity"),
        (
            {"results": (ResultTable("x", (MeasuredPoint(rule="x"),)),)},
            "rule",
        ),
        (
            {"results": (ResultTable("x", (MeasuredPoint(conformity="x"),)),)},
            "point.conformity",
        ),
        (
            {"results": (ResultTable("x", (MeasuredPoint(mean=Decimal("NaN")),)),)},
            "numbers",
        ),
        ({"environment": Environment(Decimal("1E+99"))}, "numbers"),
    ],
)
def test_what_the_schema_cannot_say_is_not_written(change, field):
    with pytest.raises(UnwritableCertificate) as refusal:
        write_certificate(replace(FULL, **change))

    assert refusal.value.fields == (field,)


def test_control_characters_are_left_out():
    content = write_certificate(replace(BARE, customer="RS\x00 \x1b[31mUji\ud800\x9b"))

    assert read_certificate(content).customer == "RS [31mUji"


lines = st.text(max_size=20).map(one_line)
words = lines.filter(bool)
decimals = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4
) | st.sampled_from(
    [Decimal("0.00"), Decimal("1E+3"), Decimal("-0.0"), Decimal("1e-9")]
)
maybe = st.none() | decimals
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
labels = sorted(
    {unit_label(unit, language) for unit in UNITS for language in ["id", "en"]}
)
units = (
    st.sampled_from(["", *labels, *sorted(UNITS), r"\volt", "HRC", "W per m"]) | words
)
points = st.builds(
    MeasuredPoint,
    lines,
    lines,
    units,
    *[maybe] * 7,
    lines,
    st.sampled_from(["", "simple", "guarded", "non_binary"]),
    st.sampled_from(["", "pass", "fail", "conditional_pass", "conditional_fail"]),
)
items = st.builds(
    Item,
    words,
    lines,
    lines,
    lines,
    st.lists(
        st.builds(
            Identification,
            st.sampled_from(
                ["manufacturer", "calibrationLaboratory", "customer", "owner", "other"]
            ),
            lines | st.just("Nomor seri"),
            words,
        ),
        max_size=2,
    ).map(tuple),
    st.lists(st.builds(DeviceClass, words, words), max_size=2).map(tuple),
)
temperatures = st.tuples(maybe, maybe).filter(
    lambda pair: None in pair or pair[0] <= pair[1]
)


@st.composite
def environments(draw) -> Environment:
    low, high = draw(temperatures)
    damp, wet = draw(temperatures)
    unit = "" if low is None and high is None else draw(st.sampled_from(["°C", "K"]))
    return Environment(low, high, unit, damp, wet, draw(maybe))


certificates = st.builds(
    DigitalCertificate,
    number=words,
    order_number=lines,
    languages=st.sampled_from([("id",), ("en",), ("id", "en"), ("en", "de", "id")]),
    received_on=st.none() | days,
    performed_from=days,
    performed_to=days,
    issued_on=st.none() | days,
    location=st.sampled_from(["", "laboratory", "customer", "other"]),
    items=st.lists(items, max_size=2).map(tuple),
    laboratory=st.builds(
        Laboratory,
        *[lines] * 5,
        st.sampled_from(["", "ID", "DE"]),
        lines,
        lines,
    ),
    customer=lines,
    signers=st.lists(st.builds(Signer, words, lines, st.booleans()), max_size=2).map(
        tuple
    ),
    due_on=st.none() | days,
    conformity=st.sampled_from(["", "pass", "fail", "conditionalPass", "noFail"]),
    standards=st.lists(
        st.builds(Standard, words, *[lines] * 5, due_on=st.none() | st.dates()),
        max_size=2,
    ).map(tuple),
    environment=environments(),
    results=st.lists(
        st.builds(ResultTable, words, st.lists(points, max_size=3).map(tuple)),
        max_size=2,
    ).map(tuple),
    statements=st.lists(
        st.text(max_size=30).map(paragraphs).filter(bool), max_size=2
    ).map(tuple),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(certificates)
def test_every_certificate_reads_back_as_it_was_written(certificate):
    content = write_certificate(certificate)

    assert read_certificate(content) == certificate
    assert faults_of(content) == []
