"""Which column a quantity is."""

from xml.etree import ElementTree

import pytest

from domain.dcc.roles import Role, role_of, speaks_of_error
from tests.domain.dcc.reading import point, read
from tests.domain.dcc.samples import quantity, real


def named(*names: str, kind: str = "") -> ElementTree.Element:
    contents = "".join(f"<dcc:content>{name}</dcc:content>" for name in names)
    return ElementTree.fromstring(
        f'<dcc:quantity xmlns:dcc="https://ptb.de/dcc" refType="{kind}">'
        f"<dcc:name>{contents}</dcc:name></dcc:quantity>"
    )


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        (("Nennwert", "Messwert"), {"nominal": "100", "mean": "101"}),
        (("Reference", "Measured"), {"nominal": "100", "mean": "101"}),
        (("Titik ukur", "Rata-rata pembacaan"), {"nominal": "100", "mean": "101"}),
        (("Setting", "Error"), {"nominal": "100", "error": "101"}),
        (("Sollwert", "Abweichung"), {"nominal": "100", "error": "101"}),
        (("Nilai acuan", "Koreksi"), {"nominal": "100", "error": "-101"}),
        (("Untere Grenze", "Obere Grenze"), {"low": "100", "high": "101"}),
        (("Batas bawah", "Batas atas"), {"low": "100", "high": "101"}),
        (("Measured value", "Ketidakpastian U95"), {"mean": "100", "u95": "101"}),
        (("Measured value", "Coverage factor"), {"mean": "100", "k": "101"}),
    ],
)
def test_without_reftypes_the_names_say_what_a_column_is(names, fields):
    first, second = names

    points, found = read(
        quantity(real("100"), name=first), quantity(real("101"), name=second)
    )

    assert points == [point(**fields)]
    assert found == []


@pytest.mark.parametrize(
    ("ref_type", "role"),
    [
        ("basic_nominalValue", Role.NOMINAL),
        ("basic_referenceValue", Role.REFERENCE),
        ("basic_measuredValue", Role.MEASURED),
        ("basic_measurementError", Role.ERROR),
        ("basic_measurementError_error", Role.ERROR),
        ("basic_measurementError_correction", Role.CORRECTION),
        ("basic_acceptanceLimitLower", Role.LOW),
        ("basic_acceptanceLimitUpper", Role.HIGH),
        ("basic_toleranceLimitLower", Role.TOLERANCE_LOW),
        ("basic_toleranceLimitUpper", Role.TOLERANCE_HIGH),
        ("basic_expandedUncertainty", Role.U95),
        ("alkes_expandedUncertainty", Role.U95),
        ("alkes_coverageFactor", Role.K),
    ],
)
def test_the_reftype_says_what_a_column_is_before_its_name(ref_type, role):
    assert role_of(named("Unsicherheit", kind=f"x {ref_type}")) == role


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Erweiterte Messunsicherheit", Role.U95),
        ("U 95", Role.U95),
        ("u95", Role.U95),
        ("Erweiterungsfaktor", Role.K),
        ("Faktor cakupan", Role.K),
        ("Untere Toleranz", Role.LOW),
        ("Batas min akzeptanz", Role.LOW),
        ("Obere Toleranz", Role.HIGH),
        ("Maks. toleransi", Role.HIGH),
        ("Batas bawah", Role.LOW),
        ("acceptance min", Role.LOW),
        ("Batas maks", Role.HIGH),
        ("acceptance maximum", Role.HIGH),
        ("Abweichung, untere", Role.LOW),
        ("Deviation, lower", Role.LOW),
        ("Abweichung, obere", Role.HIGH),
        ("Deviation, upper", Role.HIGH),
        ("Korrektion", Role.CORRECTION),
        ("Koreksi", Role.CORRECTION),
        ("Abweichung", Role.ERROR),
        ("Galat", Role.ERROR),
        ("Referenzwert", Role.REFERENCE),
        ("Normalwert", Role.REFERENCE),
        ("Nennwert", Role.NOMINAL),
        ("Titik ukur", Role.NOMINAL),
        ("Messwert", Role.MEASURED),
        ("Mittelwert", Role.MEASURED),
        ("Ruang", None),
        ("standarisasi", None),
    ],
)
def test_words_of_three_languages_say_what_a_column_is(name, role):
    assert role_of(named(name)) == role


def test_the_first_name_that_says_something_decides():
    assert role_of(named("Ruang", "Kesalahan", "Messwert")) == Role.ERROR


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Batas bawah kesalahan",), True),
        (("Untere Grenze", "Lower limit of ERROR"), True),
        (("Abweichung unten",), True),
        (("Limit of correction",), True),
        (("Batas bawah",), False),
        ((), False),
    ],
)
def test_the_name_of_a_limit_may_say_that_it_bounds_the_error(names, expected):
    assert speaks_of_error(named(*names)) is expected
