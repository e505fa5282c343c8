"""Runs a command against an Elasticsearch of its own, which ends with it.

The server lies in a temporary directory and listens to this machine only. The command
finds ELASTICSEARCH_URL in its environment, several separated by commas, and with
--secure ELASTICSEARCH_CA (a file) and ELASTICSEARCH_API_KEY.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from types import FrameType

from scripts.elasticsearch_server import security
from scripts.elasticsearch_server.cluster import Cluster, Wanted
from scripts.elasticsearch_server.failures import StartFailure

HEAP = re.compile("[1-9][0-9]{0,5}[mg]")
MOST_NODES = 9
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status, 1 where the server does not start."""
    options = _options(arguments)
    wanted = Wanted(
        nodes=options.nodes,
        port=options.port,
        heap=options.heap,
        is_compiled_fully=options.full_jit,
        is_secure=options.secure,
        longest_start=options.wait,
    )
    for number in ENDING:
        signal.signal(number, _leave)
    try:
        with Cluster(wanted) as cluster:
            return _run(options.command, {**os.environ, **_exported(cluster)})
    except StartFailure as failure:
        sys.stderr.write(f"{failure}\n")
        return 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="with-elasticsearch", description=__doc__)
    parser.add_argument(
        "--nodes",
        type=_nodes,
        default=1,
        help=f"1 to {MOST_NODES}, default %(default)s",
    )
    parser.add_argument(
        "--port", type=_port, help="of the first node (default: one that is free)"
    )
    parser.add_argument(
        "--heap",
        type=_heap,
        default=Wanted.heap,
        help="of each node, as 512m or 2g (default: %(default)s)",
    )
    parser.add_argument(
        "--full-jit",
        action="store_true",
        help="run Java as in production, for measurements",
    )
    parser.add_argument(
        "--secure", action="store_true", help="with TLS, and a key that is asked for"
    )
    parser.add_argument(
        "--wait",
        type=_seconds,
        default=Wanted.longest_start,
        help="seconds that the start may take (default: %(default)s)",
    )
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="COMMAND …")
    options = parser.parse_args(arguments)
    options.command = options.command[options.command[:1] == ["--"] :]
    if not options.command:
        parser.error("name the command to run")
    return options


def _nodes(given: str) -> int:
    return _number(given, range(1, MOST_NODES + 1))


def _port(given: str) -> int:
    # Below are those that only root may open, which runs no server.
    return _number(given, range(1024, 65_536))


def _number(given: str, allowed: range) -> int:
    if not given.isdecimal() or int(given) not in allowed:
        raise argparse.ArgumentTypeError(
            f"{given!r} is no number from {allowed[0]} to {allowed[-1]}"
        )
    return int(given)


def _heap(given: str) -> str:
    if not HEAP.fullmatch(given):
        raise argparse.ArgumentTypeError(f"{given!r} is no size such as 512m or 2g")
    return given


def _seconds(given: str) -> float:
    if not given.isdecimal() or not int(given):
        raise argparse.ArgumentTypeError(f"{given!r} is no number of seconds from 1")
    return float(given)


def _exported(cluster: Cluster) -> dict[str, str]:
    exported = {"ELASTICSEARCH_URL": ",".join(cluster.urls)}
    if cluster.access.ca is not None:
        exported["ELASTICSEARCH_CA"] = str(cluster.access.ca)
        exported["ELASTICSEARCH_API_KEY"] = security.new_key(
            cluster.access, cluster.nodes[0].port
        )
    return exported


def _run(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run to the end, through signals: the command decides what they mean."""
    # A terminal sends an interrupt to the command as well: passed on it came twice.
    signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        process = subprocess.Popen(command, env=environment)  # noqa: S603
    except OSError as error:
        raise StartFailure(
            f"The command {command[0]} cannot be run: {error.strerror}."
        ) from None

    def pass_on(number: int, _frame: FrameType | None) -> None:
        process.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    status = process.wait()
    return status if status >= 0 else 128 - status


def _leave(number: int, _frame: FrameType | None) -> None:
    """End before the command has begun; what is cleared away is not interrupted."""
    for each in ENDING:
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
