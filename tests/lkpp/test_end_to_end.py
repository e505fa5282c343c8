"""The reference reader against a real server, over a line that breaks."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from lkpp.feed.reference_reader import CopyDiffers, FeedReader, FeedRefused, LocalCopy
from readmodel.lease import feed_id
from tests.factories.feed import feed_client
from tests.lkpp.record_samples import variant_record
from tests.lkpp.running_site import BreakingLine, RunningSite, left, offered

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="copies the test's database to a file"
    ),
]

RECORDS = 1500
GUIDE = Path(__file__).parents[2] / "docs" / "lkpp-integration.md"
EXAMPLES = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(), re.DOTALL)


@pytest.fixture(scope="module")
def running(django_db_setup, django_db_blocker, tmp_path_factory):
    """A catalogue behind a server, and a key; both are made once, for a server takes
    seconds to start."""
    with django_db_blocker.unblock(), transaction.atomic():
        _client, text = feed_client(per_minute=6000)
        feed_id()
        site = RunningSite(tmp_path_factory.mktemp("site"))
        transaction.set_rollback(True)
    try:
        site.start()
        yield site, text
    finally:
        site.kill()


@pytest.fixture
def site(running):
    """The running catalogue with three variants."""
    site, _key = running
    site.forget_records()
    site.remember(*(variant_record(sku) for sku in "ABC"))
    return site


@pytest.fixture
def key(running):
    _site, text = running
    return text


@pytest.fixture
def copy(tmp_path):
    held = LocalCopy(tmp_path / "copy.sqlite3")
    yield held
    held.close()


def reader_of(address, key, copy):
    return FeedReader(address, key, copy, pause=lambda seconds: None)


def ask(site, key, path, **parameters):
    return requests.get(
        f"{site.address}{path}",
        parameters,
        headers={"Authorization": f"Bearer {key}"},
        timeout=30,
    )


def snapshot_of(site, key):
    """What the catalogue gives at once, by SKU."""
    answer = ask(site, key, "/api/v1/lkpp/snapshot")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    return {record["sku"]: record for record in lines[1:-1]}


def held_by(copy):
    return {record["sku"]: record for record in copy.records()}


def test_a_copy_is_kept_in_step(site, key, copy):
    reader = reader_of(site.address, key, copy)

    first = reader.pull()
    site.remember(offered("D"), left("A"), offered("B", "baru"))
    second = reader.pull()
    third = reader.pull()

    assert (first.records, first.removed, first.revision) == (3, 0, 3)
    assert (second.records, second.removed, second.revision) == (2, 1, 6)
    assert (third.records, third.removed, third.revision) == (0, 0, 6)
    assert [first.began_anew, second.began_anew] == [True, False]
    assert held_by(copy) == snapshot_of(site, key)
    assert sorted(held_by(copy)) == ["B", "C", "D"]
    assert reader.verify() == 3
    assert key not in site.log.read_text()


def test_verifying_finds_every_difference(site, key, copy, tmp_path):
    reader = reader_of(site.address, key, copy)
    reader.pull()
    held = held_by(copy)

    copy.write([held["A"] | {"name": "Diubah di sini"}])
    with pytest.raises(CopyDiffers, match="A is not the same here"):
        reader.verify()
    copy.write([held["A"], held["A"] | {"sku": "X"}])
    with pytest.raises(CopyDiffers, match="4 records here, 3 there"):
        reader.verify()
    copy.write([held["A"] | {"sku": "X", "active": False}])
    assert reader.verify() == 3
    site.remember(offered("D"))
    with pytest.raises(CopyDiffers, match="at revision 3, the catalogue at 4"):
        reader.verify()


def test_a_line_that_breaks_loses_nothing(site, key, copy):
    """The second connection reads the snapshot, and so do those after it. Once the
    server is ended without warning, once things change while nobody reads."""
    site.remember(*(offered(f"S{number:05}") for number in range(RECORDS)))

    def change():
        site.remember(offered("S00001", "baru"), left("S00002"), left("S01499"))

    def end_server():
        site.kill()
        site.start()

    line = BreakingLine(
        site.port,
        [(80_000, None), (120_000, change), (200_000, end_server), (90_000, None)],
    )
    reader = reader_of(line.address, key, copy)

    pulled = reader.pull()

    line.close()
    assert line.connections > 4
    assert pulled.revision == RECORDS + 6
    # What broken connections brought counts too; some of it came twice.
    assert pulled.records > RECORDS
    assert held_by(copy) == snapshot_of(site, key)
    assert len(held_by(copy)) == RECORDS + 1
    assert reader_of(site.address, key, copy).verify() == RECORDS + 1


def test_a_snapshot_is_of_one_revision_while_edits_go_on(site, key):
    records = 6 * RECORDS
    site.remember(*(offered(f"S{number:05}") for number in range(records)))
    headers = {"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"}
    answer = requests.get(
        f"{site.address}/api/v1/lkpp/snapshot", headers=headers, stream=True, timeout=30
    )
    lines = map(json.loads, answer.iter_lines())
    head = next(lines)["snapshot"]

    site.remember(*(offered(f"S{number:05}", "baru") for number in range(records)))
    *rest, end = lines

    assert head["revision"] == records + 3
    assert {record["revision"] for record in rest} == set(range(1, records + 4))
    assert end == {"end": {"revision": records + 3, "records": records + 3}}


def test_a_restored_catalogue_is_read_anew(site, key, copy):
    reader = reader_of(site.address, key, copy)
    reader.pull()
    copy.write([held_by(copy)["A"] | {"sku": "never there"}])

    site.renew_feed()
    anew = reader.pull()

    assert (anew.began_anew, anew.records) == (True, 3)
    assert held_by(copy) == snapshot_of(site, key)


def test_a_reader_of_a_lost_future_begins_anew_and_others_go_on(
    site, key, copy, tmp_path
):
    """The database is restored from a backup, and comes to the same revision with
    another past."""
    earlier = LocalCopy(tmp_path / "earlier.sqlite3")
    reader_of(site.address, key, earlier).pull()
    backup = site.back_up(tmp_path)
    site.remember(offered("A", "yang hilang"), offered("D", "yang hilang"))
    reader = reader_of(site.address, key, copy)
    reader.pull()

    site.restore(backup)
    site.remember(left("B"), offered("E"))
    refused = ask(site, key, "/api/v1/lkpp/changes", after=copy.place("cursor"))
    by_number = ask(site, key, "/api/v1/lkpp/changes", after=5)
    anew = ask(site, key, urlsplit(refused.json()["begin_anew"]).path)
    pulled = reader.pull()
    went_on = reader_of(site.address, key, earlier).pull()

    assert (refused.status_code, refused.json()["code"]) == (409, "history_differs")
    assert by_number.json()["records"] == []
    lines = [json.loads(line) for line in anew.text.splitlines()]
    assert lines[-1] == {"end": {"revision": 5, "records": 3}}
    assert [record["sku"] for record in lines[1:-1]] == ["A", "C", "E"]
    assert (pulled.began_anew, pulled.records, pulled.revision) == (True, 3, 5)
    assert held_by(copy) == held_by(earlier) == snapshot_of(site, key)
    assert (went_on.began_anew, went_on.records, went_on.removed) == (False, 1, 1)
    assert reader.verify() == 3
    earlier.close()


def test_a_cursor_of_the_future_is_read_anew(site, key, copy):
    reader = reader_of(site.address, key, copy)
    reader.pull()
    copy.write([held_by(copy)["A"] | {"sku": "never there"}], cursor="99")

    anew = reader.pull()

    assert (anew.began_anew, anew.records, anew.revision) == (True, 3, 3)
    assert held_by(copy) == snapshot_of(site, key)


def test_the_command_pulls_and_says_what_came(site, key, tmp_path, monkeypatch, capsys):
    arguments = [site.address, "--verify", "--copy", str(tmp_path / "c.sqlite3")]
    monkeypatch.delenv("LKPP_FEED_KEY", raising=False)
    with pytest.raises(CommandError, match="LKPP_FEED_KEY"):
        call_command("pull_feed", *arguments)
    monkeypatch.setenv("LKPP_FEED_KEY", key)

    call_command("pull_feed", *arguments)

    assert capsys.readouterr().out.splitlines() == [
        "Dimulai dari salinan lengkap.",
        "3 catatan baru atau berubah, 0 keluar; revisi 3.",
        "Cocok: 3 catatan.",
    ]


def test_a_copy_that_cannot_be_opened_is_said(site, key, tmp_path, monkeypatch):
    monkeypatch.setenv("LKPP_FEED_KEY", key)
    other = tmp_path / "surat.txt"
    other.write_text("Bukan salinan. " * 100)

    with pytest.raises(CommandError, match="surat.txt tidak dapat dibuka sebagai"):
        call_command("pull_feed", site.address, "--copy", str(other))
    with pytest.raises(CommandError, match="c.sqlite3 tidak dapat dibuka sebagai"):
        call_command("pull_feed", site.address, "--copy", "/tidak-ada/c.sqlite3")

    assert other.read_text() == "Bukan salinan. " * 100


def test_a_wrong_key_is_told_at_once(site, copy):
    reader = reader_of(site.address, "salah", copy)

    with pytest.raises(FeedRefused, match="403: Invalid secret Key"):
        reader.pull()


def test_the_examples_of_the_guide_work(site, key, tmp_path):
    assert len(EXAMPLES) == 5
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    environment = {"HOST": site.address, "KEY": key, "PATH": "/usr/bin:/bin"}

    outputs = [
        subprocess.run(
            ["bash", "-euc", example],
            env=environment,
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for example in EXAMPLES
    ]

    assert json.loads(outputs[0])["active"] == 3
    assert json.loads((tmp_path / "snapshot.ndjson").read_text().splitlines()[-1]) == {
        "end": {"revision": 3, "records": 3}
    }
    rest = (tmp_path / "rest.ndjson").read_text().splitlines()
    assert json.loads(rest[-1])["end"]["records"] == 2
    assert json.loads(outputs[3])["cursor"] == 2
    assert "$schema" in json.loads((tmp_path / "native.schema.json").read_text())
