"""One node: configured, started, waited for and ended."""

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.elasticsearch_server import machine

JAVA_OPTIONS = "config/jvm.options"
NOT_IN_THIS_JAVA = "--add-modules=jdk.incubator.vector"
NO_COUNTERS = "-XX:-UsePerfData"
"""Java otherwise leaves a file of them below /tmp when it is killed."""
ATTACHMENT = "/tmp/.java_pid{}"  # noqa: S108
"""Through this file of its process the server's Java attaches its guard to itself. The
place is fixed, and one that is killed leaves it behind."""
NODE_SETTINGS = {
    "network.host": "127.0.0.1",
    # As many as a small machine has, however many this one has: pools and shards'
    # searches behave alike everywhere.
    "node.processors": 2,
    # What the disk of whoever runs tests has left shall not make an index read-only,
    # as the defaults do from 95 % on.
    "cluster.routing.allocation.disk.watermark.low": "300mb",
    "cluster.routing.allocation.disk.watermark.high": "200mb",
    "cluster.routing.allocation.disk.watermark.flood_stage": "100mb",
    "xpack.security.enrollment.enabled": False,
}
TELLING = (
    re.compile(r"fatal exception while booting Elasticsearch (.+)"),
    re.compile(r"Error occurred during initialization of VM\n(.+)"),
    re.compile(r"^(Error: .+|[\w.$]+(?:Exception|Error): .+)", re.MULTILINE),
    re.compile(r"^ERROR: (.+)", re.MULTILINE),
)
"""What tells why a node ended, the most telling first."""


@dataclass(frozen=True, kw_only=True)
class Installation:
    """What the nodes of one cluster share."""

    folder: Path
    home: Path
    java: Path
    user: int | None
    heap: str = "1g"
    is_compiled_fully: bool = False
    """Whether Java runs as in production: slower to start, quicker after minutes."""

    @property
    def repository(self) -> Path:
        """Where snapshots are kept, which every node reads and writes."""
        return self.folder / "repository"


class Node:
    """A node with folder and ports of its own; it may be started again."""

    def __init__(
        self,
        installation: Installation,
        name: str,
        *,
        port: int,
        transport_port: int,
        settings: Mapping[str, object],
    ) -> None:
        self.name = name
        self.port = port
        self.transport_port = transport_port
        self.folder = installation.folder / name
        self.config = self.folder / "config"
        self.repository = installation.repository
        self._installation = installation
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def configure(self) -> None:
        """Write settings and Java's options into a folder of its own."""
        home = self._installation.home
        shutil.copytree(home / "config", self.config)
        for folder in ("data", "logs", "tmp"):
            (self.folder / folder).mkdir()
        settings = {
            **NODE_SETTINGS,
            "node.name": self.name,
            "http.port": self.port,
            "transport.port": self.transport_port,
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "path.repo": str(self.repository),
            **self._settings,
        }
        # Each value in JSON, which is YAML too.
        lines = [f"{key}: {json.dumps(value)}\n" for key, value in settings.items()]
        (self.config / "elasticsearch.yml").write_text("".join(lines))
        (self.config / "jvm.options").write_text(
            java_options((home / JAVA_OPTIONS).read_text())
        )
        heap = self._installation.heap
        own = [f"-Xms{heap}", f"-Xmx{heap}", NO_COUNTERS]
        if not self._installation.is_compiled_fully:
            own += ["-XX:TieredStopAtLevel=1", "-XX:-AlwaysPreTouch"]
        (self.config / "jvm.options.d/tests.options").write_text("\n".join(own) + "\n")

    def start(self) -> None:
        """Start it; it answers some time later. It is killed when the thread that
        called this ends."""
        with self.log.open("ab") as output:
            # In a group of processes of its own: what a terminal sends to those of the
            # command is not sent to the server, and ending the group ends all of it.
            self._process = subprocess.Popen(  # noqa: S603
                [
                    *machine.ending_with_us(),
                    self._installation.home / "bin/elasticsearch",
                    *("-p", self._pid_file),
                ],
                cwd=self.folder,
                env={
                    "PATH": os.environ["PATH"],
                    "LANG": "C.UTF-8",
                    "ES_JAVA_HOME": str(self._installation.java),
                    "ES_PATH_CONF": str(self.config),
                    "ES_TMPDIR": str(self.folder / "tmp"),
                    "CLI_JAVA_OPTS": tool_options(self.folder / "tmp"),
                },
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **machine.as_user(self._installation.user),
            )

    @property
    def _pid_file(self) -> Path:
        """Where the server itself, which another process started, writes its number."""
        return self.folder / "pid"

    @property
    def log(self) -> Path:
        """What it says: the log that it writes on its console."""
        return self.folder / "console.log"

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def has_died(self) -> bool:
        """Whether it ended without being told to."""
        return self._process is not None and self._process.poll() is not None

    def kill(self) -> None:
        """End it at once, as when its machine loses power."""
        process, self._process = self._process, None
        if process is None:
            return
        # One that was waited for is gone, and its number may be another's by now.
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if self._pid_file.exists():
            attachment = ATTACHMENT.format(self._pid_file.read_text())
            Path(attachment).unlink(missing_ok=True)
            self._pid_file.unlink()

    def stop(self, seconds: float = 60) -> None:
        """Have it end in its own way; kill it after so many seconds."""
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        self._process = None

    def complaint(self) -> str:
        """The line of its log that tells best why it has ended."""
        return telling_line(self.log.read_text(errors="replace"))

    def last_words(self) -> str:
        return last_line(self.log.read_text(errors="replace"))


def tool_options(temporary: Path) -> str:
    """Options of the Java that runs Elasticsearch's tools, which start the server."""
    return f"{NO_COUNTERS} -Djava.io.tmpdir={temporary}"


def java_options(text: str) -> str:
    """The archive's options, without what this Java lacks and files nobody reads."""
    left_out = (NOT_IN_THIS_JAVA, "-Xlog:gc", "-XX:+HeapDumpOnOutOfMemoryError")
    return "".join(
        f"# {line}" if any(option in line for option in left_out) else line
        for line in text.splitlines(keepends=True)
    )


def telling_line(log: str) -> str:
    """The line of a log that tells best why the node has ended, or the last one."""
    for pattern in TELLING:
        if found := pattern.search(log):
            return found[1].strip()
    return last_line(log)


def last_line(log: str) -> str:
    return log.strip().rpartition("\n")[2] or "nothing"
