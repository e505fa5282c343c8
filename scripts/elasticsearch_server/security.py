"""TLS by an authority of its own, a user to begin with, and a key for the site.

Made by the tools that Elasticsearch brings, as whoever runs it in production does.
"""

import json
import os
import secrets
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

from scripts.elasticsearch_server.access import Access
from scripts.elasticsearch_server.failures import StartFailure
from scripts.elasticsearch_server.node import Installation, Node, tool_options

USER = "tests"
CERTIFICATE, KEY, AUTHORITY = "node.crt", "node.key", "ca.crt"
OFF: dict[str, object] = {"xpack.security.enabled": False}
ON: dict[str, object] = {
    "xpack.security.enabled": True,
    **{
        f"xpack.security.{layer}.ssl.{name}": value
        for layer in ("http", "transport")
        for name, value in (
            ("enabled", True),
            ("key", KEY),
            ("certificate", CERTIFICATE),
            ("certificate_authorities", [AUTHORITY]),
        )
    },
}
KEY_REQUEST = Path(__file__).parents[2] / "search/engines/elasticsearch/api_key.json"
"""What the key of a site is asked for with."""


def secure(installation: Installation, nodes: Sequence[Node]) -> Access:
    """Give the configured nodes certificates and a user; return how to ask them."""
    folder = installation.folder / "certificates"
    password = secrets.token_urlsafe(20)
    _make_certificates(installation, folder)
    first = nodes[0].config
    _run(
        installation,
        "elasticsearch-users",
        *("useradd", USER, "-p", password, "-r", "superuser"),
        config=first,
    )
    for node in nodes:
        shutil.copy(folder / "instance/instance.crt", node.config / CERTIFICATE)
        shutil.copy(folder / "instance/instance.key", node.config / KEY)
        shutil.copy(folder / "ca/ca.crt", node.config / AUTHORITY)
        for name in ("users", "users_roles"):
            if node.config != first:
                shutil.copy(first / name, node.config / name)
    return Access(folder / "ca/ca.crt", USER, password)


def prepare_keys(access: Access, port: int) -> None:
    """Let the server keep keys.

    Its index of keys and users analyses addresses of mail with filters that this
    archive lacks, and creating it fails. An index that has another analysis of that
    name is taken over instead; the server completes the rest of it by itself.
    """
    analysis = {"analyzer": {"email": {"type": "custom", "tokenizer": "standard"}}}
    settings = {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "format": 6,
        "analysis": analysis,
    }
    access.ask(port, "PUT", "/keys", {"settings": {"index": settings}})
    access.ask(port, "PUT", "/keys/_settings", {"index.blocks.write": True})
    taken_over = {
        "aliases": {".security": {"is_hidden": True}},
        "settings": {"index.hidden": True, "index.blocks.write": None},
    }
    access.ask(port, "POST", "/keys/_clone/.security-7", taken_over)
    access.ask(port, "DELETE", "/keys")


def new_key(access: Access, port: int, role: object = None) -> str:
    """An API key, encoded as a client takes it: of this role, or with the rights of a
    site on every index, for tests have indices of many names."""
    body = {"name": "catalogue", "role_descriptors": role or _role_on_every_index()}
    answer = access.ask(port, "POST", "/_security/api_key", body)
    return str(answer["encoded"])


def _role_on_every_index() -> dict[str, object]:
    (role,) = json.loads(KEY_REQUEST.read_bytes())["role_descriptors"].values()
    indices = [{**each, "names": ["*"]} for each in role["indices"]]
    return {"catalogue": {**role, "indices": indices}}


def _make_certificates(installation: Installation, folder: Path) -> None:
    tool = "elasticsearch-certutil"
    authority, certificate = (
        installation.folder / name for name in ("ca.zip", "instance.zip")
    )
    days = ("--days", "2")
    _run(installation, tool, "ca", "--pem", *days, "--out", str(authority))
    _unpack(authority, folder)
    _run(
        installation,
        *(tool, "cert", "--pem", *days, "--out", str(certificate)),
        *(
            "--ca-cert",
            str(folder / "ca/ca.crt"),
            "--ca-key",
            str(folder / "ca/ca.key"),
        ),
        *("--ip", "127.0.0.1", "--dns", "localhost"),
    )
    _unpack(certificate, folder)


def _unpack(path: Path, folder: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    path.unlink()


def _run(
    installation: Installation, tool: str, *arguments: str, config: Path | None = None
) -> None:
    done = subprocess.run(  # noqa: S603
        [installation.home / "bin" / tool, *arguments],
        env={
            "PATH": os.environ["PATH"],
            "ES_JAVA_HOME": str(installation.java),
            "ES_PATH_CONF": str(config or installation.home / "config"),
            "CLI_JAVA_OPTS": tool_options(installation.folder),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        said = " ".join(done.stdout.split())
        raise StartFailure(f"Elasticsearch's own {tool} failed; it said: {said}")
