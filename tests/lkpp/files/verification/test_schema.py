"""The JSON Schema of an export."""

from hashlib import sha256

import pytest

from core.findings import text
from lkpp.files.verification import schema
from lkpp.files.verification.report import Report
from lkpp.files.verification.schema import RecordShape, record_shape
from tests.lkpp.files.verification.tampering import faults, resign

SHAPE = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": {"type": "integer"}}},
}


def said(shape: RecordShape, record) -> list[str]:
    return [text(finding) for finding in shape.faults(record)]


def test_a_record_by_the_schema_has_no_faults():
    assert said(RecordShape(SHAPE), {"items": [1, 2]}) == []


def test_a_fault_is_told_with_its_place():
    assert said(RecordShape(SHAPE), {"items": [1, "2"]}) == [
        '$.items[1] tidak menurut skema: "2" is not of type "integer"'
    ]


def test_of_many_faults_of_a_record_the_first_are_described(monkeypatch):
    monkeypatch.setattr(schema, "FAULTS_A_RECORD", 3)

    assert len(said(RecordShape(SHAPE), {"items": ["x"] * 1_000})) == 3


def test_a_sound_schema_is_said_to_have_been_checked():
    report = Report()

    assert record_shape(b'{"type": "object"}', report) is not None
    assert (report.schema_checked, report.errors) == (True, [])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "Bukan skema JSON: Expecting"),
        (b'{"type": 7}', "Bukan skema JSON: 7 is not valid under any of the schemas"),
        (b'{"$ref": "http://127.0.0.1:9/x"}', "Bukan skema JSON: Resource"),
        (b'{"$ref": "file:///etc/passwd"}', "Bukan skema JSON: Resource"),
    ],
)
def test_a_schema_that_is_none_or_lies_elsewhere_is_refused(content, sentence):
    report = Report()

    assert record_shape(content, report) is None
    assert report.schema_checked is False
    ((where, what),) = [(each.place, text(each)) for each in report.errors]
    assert where == "schema.json"
    assert what.startswith(sentence)


def test_a_schema_that_is_none_is_found_in_an_export(directory):
    content = b'{"type": 7}'
    (directory / "schema.json").write_bytes(content)

    def agree(manifest):
        manifest["other_files"][0]["bytes"] = len(content)
        manifest["other_files"][0]["sha256"] = sha256(content).hexdigest()

    resign(directory, agree)

    assert [where for where, _what in faults(directory)] == ["schema.json"]
