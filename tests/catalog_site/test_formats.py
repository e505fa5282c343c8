"""Dates in forms that are not the catalogue's own."""

from datetime import date, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput


@pytest.mark.parametrize("language", ["id", "id-id", "en"])
def test_the_day_comes_first_in_every_language(language):
    with translation.override(language):
        assert forms.DateField().clean("08/07/2024") == date(2024, 7, 8)
        assert forms.DateField().clean("08.07.2024") == date(2024, 7, 8)
        assert forms.DateField().clean("2024-07-08") == date(2024, 7, 8)
        moment = forms.DateTimeField().clean("08-07-2024 14.30").replace(tzinfo=None)
        assert moment == datetime(2024, 7, 8, 14, 30)
        with pytest.raises(ValidationError):
            forms.DateField().clean("08/17/2024")


@pytest.mark.parametrize("language", ["id", "en"])
def test_calendars_write_what_fields_read(language):
    day = datetime(2024, 8, 17, 14, 30)

    with translation.override(language):
        assert AdminDateInput().format_value(day.date()) == "17-08-2024"
        assert AdminDateInput().get_config()["format"] == "d-m-Y"
        assert AdminDateTimeInput().format_value(day) == "17-08-2024 14:30"
        assert AdminDateTimeInput().get_config()["format"] == "d-m-Y H:i"
