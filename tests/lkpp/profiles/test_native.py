"""The neutral record itself as a profile."""

import orjson

from lkpp.profiles import PROFILES, samples

BASE_URL = "https://katalog.example"


def test_the_native_record_has_the_host_in_its_addresses_and_is_else_as_it_is():
    record = samples.full_record()

    entry = PROFILES["native"].entry(record, BASE_URL)

    assert entry["listing"]["url"] == f"{BASE_URL}/pemasok/contoh/hb-3m/"
    assert entry["pictures"][0]["urls"]["s50"] == f"{BASE_URL}/gambar/depan/s50"
    assert entry["attachments"][2]["url"] == f"{BASE_URL}/dokumen/3/tkdn.pdf"
    assert orjson.loads(orjson.dumps(entry).replace(BASE_URL.encode(), b"")) == record
    assert record == samples.full_record()


def test_what_left_is_passed_on_as_it_is():
    record = samples.withdrawn_record()

    assert PROFILES["native"].entry(record, BASE_URL) is record
