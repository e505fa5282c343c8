"""The JSON Schemas that are published."""

import json
from copy import deepcopy

import orjson
import pytest
from hypothesis import given, settings

from lkpp.choices import ProfileName
from lkpp.feed import schemas
from lkpp.profiles import PROFILES, samples
from lkpp.records.neutral_record import NeutralRecord
from tests.lkpp.record_samples import minimal_record, variant_records
from tests.lkpp.schema_check import faults, validator

BASE_URL = "https://katalog.example"

RECORDS = {
    "full": samples.full_record(),
    "minimal": minimal_record(),
    "withdrawn": samples.withdrawn_record(),
}

every_profile = pytest.mark.parametrize(
    "profile", PROFILES.values(), ids=list(PROFILES)
)


def faults_of(profile, answer):
    return faults(profile.schema_name.removesuffix(".schema.json"), answer)


def test_the_profiles_are_those_that_a_client_may_be_given():
    assert sorted(PROFILES) == sorted(ProfileName.values)


@pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
def test_the_samples_are_neutral_records(record):
    parsed = NeutralRecord.model_validate_json(orjson.dumps(record))

    assert orjson.loads(parsed.model_dump_json()) == record


@every_profile
@pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
def test_an_answer_satisfies_the_schema_and_leaves_the_record_alone(profile, record):
    before = deepcopy(record)

    answer = profile.entry(record, BASE_URL)

    assert faults_of(profile, answer) == []
    assert record == before


@every_profile
def test_an_answer_never_satisfies_the_schema_of_another(profile):
    answer = profile.entry(samples.full_record(), BASE_URL)

    others = [other for other in PROFILES.values() if other is not profile]
    assert [other.name for other in others if not faults_of(other, answer)] == []


@every_profile
def test_a_field_too_many_or_too_few_is_a_fault(profile):
    answer = profile.entry(samples.full_record(), BASE_URL)
    first = next(iter(answer))

    lacking = {name: value for name, value in answer.items() if name != first}
    assert faults_of(profile, lacking) != []
    assert faults_of(profile, answer | {"lain": None}) != []


@settings(deadline=None, max_examples=60)
@given(record=variant_records())
def test_any_record_gives_valid_answers_that_read_back_to_the_byte(record):
    NeutralRecord.model_validate_json(orjson.dumps(record))

    for profile in PROFILES.values():
        written = orjson.dumps(profile.entry(record, BASE_URL))

        assert faults_of(profile, orjson.loads(written)) == [], profile.name
        assert orjson.dumps(orjson.loads(written)) == written


def test_the_published_schemas_are_those_of_the_profiles():
    generated = schemas.generated_schemas()

    assert sorted(generated) == [
        "isb.schema.json",
        "native.schema.json",
        "tokodaring.schema.json",
        "v5-entry.schema.json",
        "v5-error.schema.json",
        "v5-list.schema.json",
        "v5-single.schema.json",
        "v6.schema.json",
    ]
    assert schemas.published_schemas() == generated


@pytest.mark.parametrize("name", sorted(schemas.published_schemas()))
def test_a_published_schema_is_one_of_2020_12(name):
    schema = json.loads(schemas.published_schemas()[name])

    validator(name.removesuffix(".schema.json")).check_schema(schema)
    assert schema["$id"] == name
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@every_profile
def test_the_schema_of_a_profile_refers_to_no_other(profile):
    references = orjson.dumps(profile.schema).split(b'"$ref":"')[1:]

    assert all(reference.startswith(b"#/$defs/") for reference in references)
