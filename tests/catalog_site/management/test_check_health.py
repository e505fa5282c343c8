"""``manage.py check_health``"""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog_site import health
from catalog_site.health import Part


@pytest.fixture
def found(monkeypatch):
    """What is found when parts are looked at, and how they are asked for."""
    asked: list[tuple[timedelta, bool]] = []

    def find(*found):
        def parts(longest_lag, *, may_refuse):
            asked.append((longest_lag, may_refuse))
            return found

        monkeypatch.setattr(health, "parts", parts)
        return asked

    return find


def run(*arguments) -> tuple[str, str]:
    """What the command writes, and what it ends with."""
    written = StringIO()
    try:
        call_command("check_health", *arguments, stdout=written)
    except CommandError as error:
        return written.getvalue(), str(error)
    return written.getvalue(), ""


def test_it_ends_well_where_everything_is(found):
    asked = found(Part(True, "Satu."), Part(True, "Dua."))

    assert run() == ("Satu.\nDua.\n", "")
    assert asked == [(timedelta(minutes=5), False)]


def test_it_ends_with_a_fault_after_having_told_everything(found):
    found(Part(False, "Satu."), Part(True, "Dua."))

    assert run() == ("Satu.\nDua.\n", "Ada yang perlu diperhatikan.")


def test_what_to_do_is_told_only_where_something_is_not_well(found):
    found(Part(False, "Satu.", "Lakukan ini."), Part(True, "Dua.", "Lakukan itu."))

    written, _fault = run()

    assert written == "Satu.\n  Lakukan ini.\nDua.\n"


def test_how_long_a_change_may_wait_is_the_operator_s_to_say(found):
    asked = found()

    run("--longest-lag", "60")

    assert asked == [(timedelta(minutes=1), False)]


def test_refused_products_may_be_allowed(found):
    asked = found()

    run("--allow-refused")

    assert asked == [(timedelta(minutes=5), True)]
