"""What a reader expects of an export beyond its being genuine."""

from datetime import datetime, timedelta

import pytest

from core.findings import text
from core.moments import rfc3339
from lkpp.files.verification.expectations import Expectations

MADE = datetime.fromisoformat("2026-11-24T14:00:00+07:00")
HOUR = timedelta(hours=1)
MANIFEST = {
    "created_at": MADE.isoformat(),
    "revisions": {"after": 0, "to": 48},
    "catalogue": "https://katalog.example",
}


def unmet(now: datetime = MADE, manifest=MANIFEST, **expected) -> list[str]:
    return [text(each) for each in Expectations(**expected).unmet(manifest, now)]


def test_without_expectations_an_export_of_any_age_will_do():
    assert unmet(now=MADE + 10_000 * HOUR) == []


def test_one_that_goes_further_is_newer():
    assert unmet(newer_than=47) == []


@pytest.mark.parametrize("known", [48, 49])
def test_one_that_goes_no_further_is_not(known):
    assert unmet(newer_than=known) == [f"Sampai revisi 48, tidak sesudah {known}."]


def test_one_made_later_is_newer():
    assert unmet(newer_than=MADE - HOUR) == []


@pytest.mark.parametrize("known", [MADE, MADE + HOUR])
def test_one_made_no_later_is_not(known):
    assert unmet(newer_than=known) == [
        f"Dibuat pada 2026-11-24T07:00:00Z, tidak sesudah {rfc3339(known)}."
    ]


@pytest.mark.parametrize("age", [timedelta(0), HOUR])
def test_one_as_old_as_it_may_be_will_do(age):
    assert unmet(now=MADE + age, max_age=HOUR) == []


def test_one_older_than_it_may_be_is_refused():
    assert unmet(now=MADE + HOUR + timedelta(seconds=1), max_age=HOUR) == [
        "Dibuat pada 2026-11-24T07:00:00Z, lebih lama daripada yang diterima."
    ]


def test_a_clock_that_is_a_little_ahead_is_believed():
    assert unmet(now=MADE - timedelta(minutes=5), max_age=HOUR) == []


def test_a_time_that_lies_ahead_is_not():
    assert unmet(now=MADE - timedelta(minutes=6), max_age=HOUR) == [
        "Dibuat pada 2026-11-24T07:00:00Z, yang belum tiba."
    ]


@pytest.mark.parametrize(
    "address", ["https://katalog.example", "https://katalog.example/"]
)
def test_the_catalogue_is_known_by_its_address(address):
    assert unmet(catalogue=address) == []


@pytest.mark.parametrize("found", ["https://lain.example", None, 7])
def test_another_catalogue_is_refused(found):
    manifest = MANIFEST | {"catalogue": found}

    assert unmet(manifest=manifest, catalogue="https://katalog.example") == [
        f"Ekspor dari katalog {found}, bukan https://katalog.example."
    ]
