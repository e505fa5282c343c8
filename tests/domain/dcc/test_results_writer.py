"""How standards, conditions and points are written."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.dcc.certificate import Environment, MeasuredPoint, ResultTable
from domain.dcc.reader import read_certificate
from domain.dcc.writer import write_certificate
from tests.domain.dcc.certificates import BARE


def with_point(**fields):
    point = MeasuredPoint(**fields)
    return replace(BARE, results=(ResultTable("Kinerja", (point,)),))


@pytest.mark.parametrize(
    ("fields", "home"),
    [
        ({"error": "1", "mean": "2", "u95": "0.1", "k": "2"}, "basic_measurementError"),
        ({"mean": "2", "u95": "0.1", "k": "2"}, "basic_measuredValue"),
        ({"mean": "2", "u95": "0", "k": "1"}, "basic_measuredValue"),
        ({"mean": "2", "u95": "0.1", "k": "1000"}, "basic_measuredValue"),
        ({"nominal": "2", "u95": "0.1", "k": "2"}, None),
        ({"mean": "2", "u95": "-0.1", "k": "2"}, None),
        ({"mean": "2", "u95": "0.1", "k": "0.99"}, None),
        ({"mean": "2", "u95": "0.1", "k": "1000.1"}, None),
        ({"mean": "2", "u95": "0.1"}, None),
        ({"mean": "2", "k": "2"}, None),
    ],
)
def test_an_uncertainty_stands_where_dsi_has_a_form_for_it(fields, home):
    certificate = with_point(**{name: Decimal(text) for name, text in fields.items()})

    content = write_certificate(certificate).decode()

    assert content.count("<si:expandedMU>") == (1 if home else 0)
    if home:
        before = content[: content.index("<si:expandedMU>")]
        assert before.rindex(home) > before.rindex("<dcc:quantity")
    assert read_certificate(content.encode()) == certificate


@pytest.mark.parametrize(
    ("fields", "is_marked"),
    [
        ({"unit": "mmHg", "mean": Decimal(1)}, False),
        ({"unit": "mmHg", "u95": Decimal(1)}, False),
        ({"unit": "mmHg", "k": Decimal(2)}, True),
        ({"unit": "mmHg"}, True),
        ({"unit": "menit", "mean": Decimal(1)}, True),
        ({"unit": "", "mean": Decimal(1)}, False),
    ],
)
def test_a_unit_is_marked_where_the_numbers_do_not_give_it_back(fields, is_marked):
    certificate = with_point(**fields)

    content = write_certificate(certificate)

    assert (b"<dcc:nonSIUnit>" in content) is is_marked
    assert read_certificate(content) == certificate


@pytest.mark.parametrize(
    ("environment", "count"),
    [
        (Environment(), 0),
        (Environment(Decimal(22), temperature_unit="°C"), 1),
        (Environment(humidity_high=Decimal(60)), 1),
        (Environment(mains_voltage=Decimal(0)), 1),
        (
            Environment(Decimal(0), Decimal(0), "°C", Decimal(0), Decimal(0)),
            2,
        ),
    ],
)
def test_only_conditions_that_are_stated_are_written(environment, count):
    certificate = replace(BARE, environment=environment)

    content = write_certificate(certificate)

    assert content.count(b"<dcc:influenceCondition ") == count
    assert (b"<dcc:influenceConditions>" in content) is bool(count)
    assert read_certificate(content).environment == environment
