"""Values and addresses as documents write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest

from search.documents.context import BuildContext, public_path
from search.documents.values import day, document_url, moment, percentage


@pytest.mark.parametrize(
    ("value", "written"), [(Decimal("57.62"), 57.62), (Decimal(0), 0.0), (None, None)]
)
def test_a_percentage_is_a_number_or_not_known(value, written):
    assert percentage(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(date(2026, 2, 1), "2026-02-01"), (None, "")]
)
def test_a_day_is_written_in_iso_form(value, written):
    assert day(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (
            datetime(2026, 2, 1, 8, 30, 15, 999_999, tzinfo=UTC),
            "2026-02-01T08:30:15Z",
        ),
        (None, ""),
    ],
)
def test_a_moment_is_written_to_the_second(value, written):
    assert moment(value) == written


def test_a_document_that_is_not_there_has_no_address():
    assert document_url(SimpleNamespace(url="/documents/1/")) == "/documents/1/"
    assert document_url(None) == ""


def test_an_address_leaves_the_home_page_out():
    context = BuildContext(date(2026, 1, 1), "/beranda/", Fraction(1))

    assert public_path("/beranda/pemasok/maju/", context) == "/pemasok/maju/"
