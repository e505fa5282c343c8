"""Addresses in records, which get the host where they leave the ledger."""

import orjson
import pytest
from hypothesis import given
from pydantic import TypeAdapter

from core.pictures import SPECS, PictureUrls
from lkpp.profiles import PROFILES, samples
from lkpp.profiles.paths import values_in
from lkpp.records.addresses import absolute, quoted, with_host
from lkpp.records.neutral_record import NeutralRecord
from tests.lkpp.record_samples import (
    variant_record,
    variant_records,
    with_listing,
    withdrawn_record,
)

BASE_URL = "https://katalog.example"
NATIVE = PROFILES["native"]

TYPED = [
    '"url":"/jahat',
    '","url":"/jahat","x":"',
    '\\","url":"/jahat',
    '"urls":{"s50":"/jahat"}',
    '"urls":{',
    '}},"url":"/jahat"',
    "/jahat",
    "url",
    '":"/',
    "\u2028\x00/",
]
"""What somebody may type who wants it taken for an address."""


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/katalog/a/", "https://katalog.example/katalog/a/"),
        ("/katalog/é a/", "https://katalog.example/katalog/%C3%A9%20a/"),
        ("/a%20b?x=1&y=2#z", "https://katalog.example/a%20b?x=1&y=2#z"),
        ("https://berkas.example/a", "https://berkas.example/a"),
    ],
)
def test_addresses_get_a_host_and_are_ascii(address, expected):
    assert absolute(BASE_URL, address) == expected


def addresses_of(record: dict) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, value in values_in(record):
        if path.endswith("url") or ".urls." in path:
            found.setdefault(path, []).append(value)
    return found


def served(record: dict) -> dict:
    return orjson.loads(with_host(orjson.dumps(record), BASE_URL))


def test_every_address_gets_the_host_and_nothing_else_changes():
    record = variant_record()

    told = served(record)

    assert told["listing"]["url"] == f"{BASE_URL}/pemasok/contoh/hb-3m/"
    assert told["pictures"][1]["urls"] == {
        size: f"{BASE_URL}/gambar/samping/{size}"
        for size in ("card", "s50", "s100", "s300", "s800")
    }
    assert [each["url"] for each in told["attachments"]] == [
        f"{BASE_URL}/dokumen/{number}/{kind}.pdf"
        for number, kind in enumerate(("licence", "cpakb", "tkdn", "datasheet"), 1)
    ]
    assert orjson.dumps(told).replace(BASE_URL.encode(), b"") == orjson.dumps(record)


@pytest.mark.parametrize("typed", TYPED)
def test_what_somebody_typed_stays(typed):
    record = with_listing(title=typed, summary=typed, brand=typed)
    record["name"] = typed
    record["specification"] = [{"label": typed, "text": typed}]
    record["pictures"][0] |= {"alt": typed, "caption": typed}
    record["attachments"][0] |= {"kind": typed, "label": typed}

    told = served(record)

    assert orjson.dumps(told).replace(BASE_URL.encode(), b"") == orjson.dumps(record)
    assert told["listing"]["title"] == told["name"] == typed
    assert told["specification"] == record["specification"]
    assert told == NATIVE.entry(record, BASE_URL)


def test_what_left_and_addresses_of_others_stay():
    gone = withdrawn_record()
    foreign = with_listing(url="https://berkas.example/x")

    assert served(gone) == gone == NATIVE.entry(gone, BASE_URL)
    assert served(foreign)["listing"] == foreign["listing"]


@given(variant_records())
def test_unparsed_and_parsed_records_become_the_same(record):
    record = with_sizes_of_ours(record)
    stored = quoted_record(record)

    assert served(stored) == NATIVE.entry(record, BASE_URL)
    for addresses in addresses_of(served(stored)).values():
        assert all(each.startswith("https://") for each in addresses)


def with_sizes_of_ours(record: dict) -> dict:
    pictures = [
        each | {"urls": dict(zip(SPECS, each["urls"].values(), strict=False))}
        for each in record["pictures"] or ()
    ]
    return record | {"pictures": pictures} if record["active"] else record


def test_pictures_have_the_sizes_that_are_looked_for():
    assert set(PictureUrls.__annotations__) == set(SPECS)
    assert tuple(SPECS) == samples.SIZES


def quoted_record(record: dict) -> dict:
    """As the ledger has it, where addresses are in ASCII."""
    if not record["active"]:
        return record
    listing = record["listing"]
    return record | {
        "listing": listing | {"url": quoted(listing["url"])},
        "pictures": [
            each | {"urls": {size: quoted(at) for size, at in each["urls"].items()}}
            for each in record["pictures"]
        ],
        "attachments": [
            each | {"url": quoted(each["url"])} for each in record["attachments"]
        ],
    }


def test_the_fields_that_hold_addresses_are_those_with_their_names():
    """What :func:`with_host` goes by."""
    schemas = TypeAdapter(NeutralRecord).json_schema()["$defs"].values()
    holding = set()
    for schema in schemas:
        for name, field in schema["properties"].items():
            values = field.get("additionalProperties") or field
            if isinstance(values, dict) and values.get("format") == "uri":
                holding.add((schema["title"], name))
            else:
                assert name not in ("url", "urls")

    assert holding == {("Listing", "url"), ("Picture", "urls"), ("Attachment", "url")}
