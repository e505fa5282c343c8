import json
from copy import deepcopy

import orjson
import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings

from lkpp.feed import schemas
from lkpp.profiles import PROFILES, documentation, samples
from lkpp.records.neutral_record import NeutralRecord
from tests.lkpp.records import minimal_record, variant_records
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
    from lkpp.choices import ProfileName

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


def test_the_native_record_is_passed_on_as_it_is():
    record = samples.full_record()

    assert PROFILES["native"].entry(record, BASE_URL) is record


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


def test_the_page_of_fields_is_the_present_one():
    assert documentation.PAGE.read_text() == documentation.page()


def test_the_page_tells_source_evidence_and_confidence_of_a_field():
    lines = documentation.page().splitlines()

    assert (
        "| `informasi.no_produk_penyedia` | `sku` "
        "| feed v5: three public implementations | reconstructed |"
    ) in lines
    assert (
        "| `kd_produk` | `listing.lkpp.kd_produk` | ISB Ecat-ProdukDetail | attested |"
    ) in lines
    assert (
        "| `no_produk` | LKPP assigns it | ISB Ecat-ProdukDetail | attested |"
    ) in lines
    assert (
        "| `product_category[]` | constant `7` "
        "| Toko Daring product pull: three marketplaces | reconstructed |"
    ) in lines


# The command


@pytest.fixture
def directory(tmp_path, monkeypatch):
    """Where the command writes in a test, with one schema that is no more."""
    monkeypatch.setattr("lkpp.feed.schemas.DIRECTORY", tmp_path)
    monkeypatch.setattr(
        "lkpp.profiles.documentation.PAGE", tmp_path / "lkpp-profiles.md"
    )
    (tmp_path / "v4.schema.json").write_text("{}")
    return tmp_path


def publish(capsys, *arguments):
    call_command("publish_schemas", *arguments)
    return capsys.readouterr().out


def test_the_command_writes_what_differs_and_removes_what_is_no_more(directory, capsys):
    written = publish(capsys)

    contents = {path.name: path.read_bytes() for path in directory.iterdir()}
    page = {"lkpp-profiles.md": documentation.page().encode()}
    assert contents == schemas.generated_schemas() | page
    assert written.count("Ditulis: ") == 9
    assert f"Dihapus: {directory / 'v4.schema.json'}" in written
    assert publish(capsys) == "Semua skema sudah sesuai.\n"


def test_the_command_only_looks_when_asked_to(directory, capsys):
    with pytest.raises(CommandError, match=r"v6\.schema\.json.*Jalankan publish_sch"):
        call_command("publish_schemas", "--check")

    assert [path.name for path in directory.iterdir()] == ["v4.schema.json"]


def test_the_command_says_where_it_cannot_write(directory, monkeypatch):
    (directory / "native.schema.json").mkdir()
    monkeypatch.setattr(
        "lkpp.management.commands.publish_schemas._content", lambda path: None
    )

    with pytest.raises(CommandError, match=r"native\.schema\.json tidak dapat ditulis"):
        call_command("publish_schemas")
