"""The neutral record itself as a profile."""

from lkpp.profiles import PROFILES, samples


def test_the_native_record_is_passed_on_as_it_is():
    record = samples.full_record()

    assert PROFILES["native"].entry(record, "https://katalog.example") is record
