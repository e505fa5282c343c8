"""The neutral record itself: what the catalogue knows, under its own names."""

from lkpp.profiles.base import Answer, Confidence, Profile, ProfileField, Record
from lkpp.profiles.paths import paths_of
from lkpp.records.neutral_record import SECTIONS, NeutralRecord


def render(record: Record, base_url: str) -> Answer:
    """Addresses of ours have no host in it, so that it can be passed on unparsed."""
    return record


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
    tombstone=render,
    shape=NeutralRecord,
    schema_name="native.schema.json",
)
