"""The command that verifies an export."""

import json
from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.formats import date_format

from tests.lkpp.export_samples import FEED
from tests.lkpp.management.exports import refusal, run


def test_a_whole_export_is_said_to_be_so(directory, key):
    created = json.loads((directory / "manifest.json").read_bytes())["created_at"]
    made = timezone.localtime(datetime.fromisoformat(created))

    assert run("verify_export", str(directory)) == (
        "Utuh dan asli: 3 catatan (0 ditarik) dalam 1 bagian, revisi 0 sampai 5, dari "
        f"https://katalog.example, dibuat {date_format(made, 'DATETIME_FORMAT')}, "
        f"kunci {key.kid}.\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--newer-than=4",),
        ("--newer-than=2026-11-24T14:00:00+07:00",),
        ("--max-age=1h",),
        ("--max-age=2d",),
        ("--catalogue=https://katalog.example",),
    ],
)
def test_what_is_as_expected_is_whole(directory, words):
    assert run("verify_export", str(directory), *words).startswith("Utuh")


@pytest.mark.parametrize(
    "words",
    [
        ("--newer-than=5",),
        ("--newer-than=2999-01-01T00:00:00Z",),
        ("--catalogue=https://lain.example",),
    ],
)
def test_what_is_not_as_expected_is_refused(directory, words):
    assert refusal("verify_export", str(directory), *words) == "1 kesalahan ditemukan."


def test_an_export_that_is_too_old_is_refused(directory):
    with time_machine.travel(timezone.now() + timedelta(hours=37)):
        assert run("verify_export", str(directory), "--max-age=38h").startswith("Utuh")
        assert refusal("verify_export", str(directory), "--max-age=36h") == (
            "1 kesalahan ditemukan."
        )


@pytest.mark.parametrize(
    "word",
    [
        "--newer-than=kemarin",
        "--newer-than=2026-11-24T14:00:00",
        "--newer-than=-1",
        "--max-age=36",
        "--max-age=0h",
        "--max-age=1w",
        "--max-age=١h",
    ],
)
def test_an_expectation_that_is_not_understood_is_refused(directory, word):
    assert refusal("verify_export", str(directory), word).startswith("Error: argument")


def test_a_fault_is_said_with_its_place_and_the_status_is_1(directory):
    (directory / "part-00001.ndjson.gz").unlink()
    out = StringIO()

    with pytest.raises(CommandError) as refused:
        call_command("verify_export", str(directory), stdout=out)

    assert out.getvalue() == "part-00001.ndjson.gz: Berkas ini tidak ada.\n"
    assert str(refused.value) == "1 kesalahan ditemukan."
    assert refused.value.returncode == 1


def test_a_key_set_from_a_file_is_gone_by(directory, tmp_path):
    published = tmp_path / "jwks.json"
    published.write_text(run("lkpp_keys", "list", "--json"))
    empty = tmp_path / "kosong.json"
    empty.write_text('{"keys": []}')

    assert run("verify_export", str(directory), f"--jwks={published}")
    assert refusal("verify_export", str(directory), f"--jwks={empty}") == (
        "1 kesalahan ditemukan."
    )


@pytest.mark.parametrize("content", [None, b"bukan", b"\xff", b"[" * 100_000])
def test_a_key_set_that_cannot_be_read_is_said(directory, tmp_path, content):
    path = tmp_path / "jwks.json"
    if content is not None:
        path.write_bytes(content)

    said = refusal("verify_export", str(directory), f"--jwks={path}")

    assert said.startswith(f"Kumpulan kunci {path} tidak dapat dibaca")


class Terminal(StringIO):
    def isatty(self):
        return True


def test_no_bar_is_drawn_into_json(directory):
    out = Terminal()

    call_command("verify_export", str(directory), "--json", stdout=out)

    assert json.loads(out.getvalue())["ok"] is True


def test_the_answer_can_be_had_in_json(directory, key):
    (directory / "lagi").write_text("")
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_export", str(directory), "--json", stdout=out)

    manifest = json.loads((directory / "manifest.json").read_bytes())
    assert json.loads(out.getvalue()) == {
        "ok": False,
        "faults": [
            {"where": "lagi", "what": "Berkas ini tidak disebut dalam manifes."}
        ],
        "notes": [],
        "kid": key.kid,
        "catalogue": "https://katalog.example",
        "feed": FEED,
        "created_at": manifest["created_at"],
        "profile": "sample",
        "format": "ndjson",
        "after": 0,
        "to": 5,
        "parts": 1,
        "records": 3,
        "withdrawn": 0,
        "schema_checked": True,
    }


def test_the_schema_can_be_left_out(directory):
    assert run("verify_export", str(directory), "--no-schema").startswith("Utuh")
