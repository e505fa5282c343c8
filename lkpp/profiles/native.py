"""The neutral record itself: what the catalogue knows, under its own names."""

from lkpp.profiles.base import Answer, Confidence, Profile, ProfileField, Record
from lkpp.profiles.paths import paths_of
from lkpp.records.addresses import absolute
from lkpp.records.neutral_record import SECTIONS, NeutralRecord


def render(record: Record, base_url: str) -> Answer:
    """The record with the host in its addresses. The feed does the same to the bytes of
    the ledger, unparsed: :func:`lkpp.records.addresses.with_host`."""
    listing = record["listing"]
    return record | {
        "listing": listing | {"url": absolute(base_url, listing["url"])},
        "pictures": [
            each | {"urls": _with_host(each["urls"], base_url)}
            for each in record["pictures"]
        ],
        "attachments": [
            each | {"url": absolute(base_url, each["url"])}
            for each in record["attachments"]
        ],
    }


def tombstone(record: Record, base_url: str) -> Answer:
    """As it is: what left has no addresses."""
    return record


def _with_host(urls: dict[str, str], base_url: str) -> dict[str, str]:
    return {size: absolute(base_url, address) for size, address in urls.items()}


def _fields() -> tuple[ProfileField, ...]:
    """Each field is its own source."""
    return tuple(
        ProfileField(path, path, "the neutral record", Confidence.ATTESTED)
        for known in paths_of(NeutralRecord)
        for path in _keys_named(known)
    )


def _keys_named(path: str) -> list[str]:
    """``changed`` has an entry for every section, which has a column in a table."""
    if path != "changed.*":
        return [path]
    return [f"changed.{section}" for section in SECTIONS]


NATIVE = Profile(
    name="native",
    title="Neutral record of a variant",
    media="application/json",
    fields=_fields(),
    render=render,
    tombstone=tombstone,
    shape=NeutralRecord,
    schema_name="native.schema.json",
)
