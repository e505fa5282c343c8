"""The server's files, fetched through Maven, checked and unpacked.

Maven's local repository is the cache: what is in it needs no network.
"""

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path

from scripts.elasticsearch_server.failures import StartFailure
from scripts.elasticsearch_server.progress import Waiting

VERSION = "9.2.0"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
SHA256 = "bf44938a0490ba2a303d39c9cb64b38963dd08c812ce93e10816e878585bcb6b"
# With its version, so that Maven does not look for a newer one each day.
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy"
LOCAL_REPOSITORY_FOLDER = "org/elasticsearch/distribution/integ-test-zip"


def unpacked(folder: Path) -> Path:
    """Put the server into the folder; return where it lies.

    Raises StartFailure where it cannot be had or is not what is expected.
    """
    path = _fetched(folder)
    _check(path)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    path.unlink()
    home = folder / f"elasticsearch-{VERSION}"
    for script in (home / "bin").iterdir():
        script.chmod(0o755)
    return home


def _fetched(folder: Path) -> Path:
    maven = shutil.which("mvn")
    if maven is None:
        raise StartFailure(
            "Maven, which fetches Elasticsearch, is not installed: run "
            "scripts/system-packages maven."
        )
    log = folder / "maven.log"
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603
            [
                *(maven, "--batch-mode", "--no-transfer-progress", COPY),
                *(f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"),
            ],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            with Waiting(f"Maven fetches Elasticsearch {VERSION} (99 MB)") as waiting:
                while process.poll() is None:
                    _wait_a_little(process)
                    waiting.tick()
        finally:
            process.kill()
            process.wait()
    if process.returncode:
        raise StartFailure(
            f"Maven could not fetch Elasticsearch {VERSION}; mend what it says and try "
            f"again: {_reason(log.read_text(errors='replace'))}"
        )
    log.unlink()
    return folder / f"elasticsearch-{VERSION}.zip"


def _wait_a_little(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(0.2)
    except subprocess.TimeoutExpired:
        return


def _reason(log: str) -> str:
    """Maven's first complaint, or what it said last."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    complaints = [line for line in lines if line.startswith("[ERROR]")]
    chosen = complaints[0] if complaints else lines[-1] if lines else "nothing"
    return chosen.removeprefix("[ERROR]").removesuffix("-> [Help 1]").strip()


def _check(path: Path) -> None:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise StartFailure(
            f"What Maven fetched as Elasticsearch {VERSION} is not what was looked at "
            f"(SHA-256 {found} instead of {SHA256}): remove {LOCAL_REPOSITORY_FOLDER} "
            "from Maven's local repository (~/.m2/repository unless configured) and "
            "try again; if that does not help, do not run it."
        )
