"""How the server's files are had, and what is said where they cannot be."""

import hashlib
import zipfile

import pytest

from scripts.elasticsearch_server import archive
from scripts.elasticsearch_server.failures import StartFailure


@pytest.fixture
def maven(tmp_path, monkeypatch):
    """``maven(script)``: has this shell script take the place of Maven."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    def maven(script):
        (folder / "mvn").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "mvn").chmod(0o755)

    return maven


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "server"
    folder.mkdir()
    return folder


@pytest.fixture
def zipped(tmp_path, monkeypatch):
    """A zip such as Maven brings, whose checksum is the pinned one."""
    path = tmp_path / "fetched.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("elasticsearch-9.2.0/bin/elasticsearch", "#!/bin/sh\n")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    monkeypatch.setattr(archive, "SHA256", digest)
    return path


def test_what_maven_brings_is_unpacked_and_can_be_run(maven, folder, zipped):
    maven(
        f'echo "$@" > {folder}/asked\n'
        f"cp {zipped} {folder}/elasticsearch-9.2.0.zip; echo fetched"
    )

    home = archive.unpacked(folder)

    assert home == folder / "elasticsearch-9.2.0"
    assert (home / "bin/elasticsearch").stat().st_mode & 0o777 == 0o755
    assert sorted(path.name for path in folder.iterdir()) == [
        "asked",
        "elasticsearch-9.2.0",
    ]
    assert (folder / "asked").read_text() == (
        "--batch-mode --no-transfer-progress "
        "org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy "
        "-Dartifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:9.2.0"
        f":zip -DoutputDirectory={folder}\n"
    )


def test_another_archive_than_the_one_looked_at_is_not_run(maven, folder):
    maven(f"printf other > {folder}/elasticsearch-9.2.0.zip")

    with pytest.raises(StartFailure) as failure:
        archive.unpacked(folder)

    assert str(failure.value) == (
        "What Maven fetched as Elasticsearch 9.2.0 is not what was looked at (SHA-256 "
        "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa instead of "
        "bf44938a0490ba2a303d39c9cb64b38963dd08c812ce93e10816e878585bcb6b): remove "
        "org/elasticsearch/distribution/integ-test-zip from Maven's local repository "
        "(~/.m2/repository unless configured) and try again; if that does not help, "
        "do not run it."
    )


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (
            "echo '[INFO] Scanning'; echo '[ERROR] Could not transfer it from central: "
            "status code: 403, reason phrase: Forbidden (403) -> [Help 1]'; "
            "echo '[ERROR] Re-run with -X'; exit 1",
            "Could not transfer it from central: status code: 403, reason phrase: "
            "Forbidden (403)",
        ),
        (
            "echo; echo JAVA_HOME is not defined >&2; echo; exit 1",
            "JAVA_HOME is not defined",
        ),
        ("exit 3", "nothing"),
    ],
)
def test_what_maven_says_against_it_is_told(maven, folder, script, said):
    maven(script)

    with pytest.raises(StartFailure) as failure:
        archive.unpacked(folder)

    assert str(failure.value) == (
        "Maven could not fetch Elasticsearch 9.2.0; mend what it says and try again: "
        + said
    )


def test_without_maven_its_package_is_named(folder, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))

    with pytest.raises(StartFailure) as failure:
        archive.unpacked(folder)

    assert str(failure.value) == (
        "Maven, which fetches Elasticsearch, is not installed: run "
        "scripts/system-packages maven."
    )
