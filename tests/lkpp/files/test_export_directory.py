import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lkpp.files import signing
from lkpp.files.export_directory import TargetRefused, replaced_whole
from tests.lkpp.export_samples import exported, order, rows


@pytest.fixture
def former(tmp_path) -> Path:
    """An export of one record."""
    signing.new_key()
    target = tmp_path / "ekspor"
    with replaced_whole(target) as directory:
        exported(directory, rows(1), order())
    return target


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def beside(target: Path) -> list[str]:
    """What else there is, but for the keys."""
    return sorted(
        path.name
        for path in target.parent.iterdir()
        if path != target and path.name != "keys"
    )


def test_the_new_takes_the_place_of_the_former(former):
    with replaced_whole(former) as directory:
        assert directory.parent == former.parent
        exported(directory, rows(2), order(part_records=1))

    assert sorted(contents(former)) == [
        "manifest.json",
        "manifest.json.jws",
        "part-00001.ndjson.gz",
        "part-00002.ndjson.gz",
        "schema.json",
    ]
    assert beside(former) == []


@pytest.mark.parametrize("error", [OSError(28, "penuh"), KeyboardInterrupt()])
def test_what_fails_changes_nothing(former, error):
    before = contents(former)

    with pytest.raises(type(error)), replaced_whole(former) as directory:
        (directory / "part-00001.ndjson.gz").write_bytes(b"setengah")
        raise error

    assert contents(former) == before
    assert beside(former) == []


def test_a_killed_export_changes_nothing_and_is_cleared_away(former):
    before = contents(former)
    process = subprocess.Popen(
        [sys.executable, "-c", HALF_AN_EXPORT, str(former)],
        stdout=subprocess.PIPE,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "catalog_site.settings.test"},
        cwd=Path(__file__).parents[3],
    )
    assert process.stdout.readline() == b"setengah\n"

    process.send_signal(signal.SIGKILL)
    process.wait()

    assert contents(former) == before
    partial = f".ekspor.partial-{process.pid}"
    assert beside(former) == [partial]
    assert sorted(contents(former.with_name(partial))) == [
        "part-00001.ndjson.gz",
        "part-00002.ndjson.gz",
        "part-00003.ndjson.gz",
    ]
    with replaced_whole(former) as directory:
        exported(directory, rows(2), order())
    assert beside(former) == []


HALF_AN_EXPORT = """
import sys, time
from pathlib import Path

import django
django.setup()

from lkpp.files.export_directory import replaced_whole
from tests.lkpp.export_samples import exported, order, row

def rows():
    for number in range(1, 6):
        yield row(f"SKU-{number}", number)
    print("setengah", flush=True)
    time.sleep(60)

with replaced_whole(Path(sys.argv[1])) as directory:
    exported(directory, rows(), order(part_records=2), to=5)
"""


def test_a_displaced_former_one_is_put_back(former):
    # Killed between the two renames
    before = contents(former)
    former.rename(former.with_name(".ekspor.former-999999"))

    with pytest.raises(OSError, match="penuh"), replaced_whole(former):
        raise OSError(28, "penuh")

    assert contents(former) == before
    assert beside(former) == []


def test_a_running_export_is_not_disturbed(former):
    with replaced_whole(former) as running:
        (running / "part").write_bytes(b"1")

        with pytest.raises(TargetRefused, match="sedang berjalan"):
            replaced_whole(former).__enter__()

        assert (running / "part").read_bytes() == b"1"


def test_a_failed_exchange_puts_the_former_one_back(former, monkeypatch):
    before = contents(former)
    rename = Path.rename

    def refuse_partial(path, target):
        if ".partial-" in path.name:
            raise OSError(13, "ditolak")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_partial)

    with pytest.raises(OSError, match="ditolak"), replaced_whole(former):
        pass

    assert contents(former) == before
    assert beside(former) == []


def test_an_empty_directory_is_replaced(tmp_path):
    target = tmp_path / "kosong"
    target.mkdir()

    with replaced_whole(target) as directory:
        (directory / "isi").write_bytes(b"1")

    assert contents(target) == {"isi": b"1"}


@pytest.mark.parametrize(
    "manifest",
    [None, b"", b"[]", b'{"name": "proyek lain"}', b'{"parts": 1, "other_files": []}'],
)
def test_a_directory_that_is_no_export_is_never_replaced(tmp_path, manifest):
    (tmp_path / "surat.txt").write_text("penting")
    if manifest is not None:
        (tmp_path / "manifest.json").write_bytes(manifest)

    with pytest.raises(TargetRefused) as refusal:
        replaced_whole(tmp_path).__enter__()

    assert str(refusal.value) == (
        f"{tmp_path} sudah berisi berkas dan bukan hasil ekspor. Pilih direktori lain."
    )
    assert (tmp_path / "surat.txt").read_text() == "penting"


def test_an_export_with_something_else_in_it_is_not_replaced(former):
    (former / "catatan.txt").write_text("penting")

    with pytest.raises(TargetRefused, match="bukan bagian ekspor: catatan.txt"):
        replaced_whole(former).__enter__()

    assert (former / "catatan.txt").read_text() == "penting"
    assert beside(former) == []


def test_a_file_is_not_replaced(tmp_path):
    (tmp_path / "berkas").write_text("penting")

    with pytest.raises(TargetRefused, match="bukan direktori"):
        replaced_whole(tmp_path / "berkas").__enter__()

    assert (tmp_path / "berkas").read_text() == "penting"


def test_a_link_to_an_export_stays_a_link(former, tmp_path):
    link = tmp_path / "terbaru"
    link.symlink_to(former)

    with replaced_whole(link) as directory:
        exported(directory, rows(2), order())

    assert link.is_symlink()
    assert contents(link) == contents(former)
