"""The command that writes the published schemas."""

import pytest
from django.core.management import CommandError, call_command

from lkpp.feed import schemas
from lkpp.profiles import documentation


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
