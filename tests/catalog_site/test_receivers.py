"""Exceptions that nobody expected are counted."""

import pytest
from django.core.signals import got_request_exception

from catalog_site.metrics.counting import counted

pytestmark = pytest.mark.django_db


def told() -> float:
    name = "catalogue_unhandled_exceptions_total"
    return counted().get_sample_value(name, {"route": "tentang/"}) or 0.0


def test_an_exception_is_counted_by_the_pattern_of_the_address(
    client, catalogue, monkeypatch
):
    client.raise_request_exception = False
    before = told()

    def fail(*args, **options):
        raise ZeroDivisionError

    monkeypatch.setattr("catalog_site.guide.render", fail)
    status = client.get("/tentang/").status_code

    assert (status, told() - before) == (500, 1)


def test_one_of_no_request_is_not(catalogue):
    before = told()

    got_request_exception.send(sender=None)

    assert told() == before
