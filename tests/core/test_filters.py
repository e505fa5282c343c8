"""Fields of filters, which read what is typed as forms do."""

from datetime import datetime
from decimal import Decimal

import django_filters
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone


def field_of(filter_class, **options):
    return filter_class(field_name="at", **options).field


def test_a_range_of_days_is_read_as_people_write_days():
    read = field_of(django_filters.DateFromToRangeFilter).clean(
        ["17 Agustus 2024", "18/8/24"]
    )

    assert timezone.localtime(read.start).replace(tzinfo=None) == datetime(2024, 8, 17)
    assert timezone.localtime(read.stop).date() == datetime(2024, 8, 18).date()


def test_a_day_that_cannot_be_read_is_refused():
    with pytest.raises(ValidationError) as refused:
        field_of(django_filters.DateFromToRangeFilter).clean(["31-02-2024", ""])

    assert refused.value.messages == [
        "Tidak ada tanggal “31-02-2024”: bulan itu dari 1 sampai 29."
    ]


def test_the_format_stands_at_the_filter():
    field = field_of(django_filters.DateFromToRangeFilter)

    assert field.help_text == "Contoh: 17-08-2024 atau 17 Agustus 2024."


def test_a_range_of_numbers_is_read_as_people_write_numbers():
    read = field_of(django_filters.RangeFilter).clean(["1.500", "2,5 juta"])

    assert read == slice(Decimal("1500"), Decimal("2500000"))
