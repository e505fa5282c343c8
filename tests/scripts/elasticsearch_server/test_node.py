"""One node: its settings, its options, and why it ended."""

import os
import time

import pytest

from scripts.elasticsearch_server.node import (
    Installation,
    Node,
    java_options,
    telling_line,
)
from tests.scripts.elasticsearch_server.fakes import DIES, NEVER_READY, archive_of

OBEYS = """
import pathlib, signal, sys, time
def leave(*_args):
    pathlib.Path("ended-in-its-own-way").touch()
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
pathlib.Path("ready").touch()
time.sleep(600)
"""
DEAF = """
import pathlib, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path("ready").touch()
time.sleep(600)
"""


@pytest.fixture
def node(tmp_path):
    """``node(program)``: one that runs this program; ended with the test."""
    made = []

    def node(program, **installation):
        shared = Installation(
            folder=tmp_path,
            home=archive_of(program)(tmp_path),
            java=tmp_path / "java",
            user=None,
            **installation,
        )
        settings = {"discovery.type": "single-node"}
        new = Node(
            shared, "node-1", port=20001, transport_port=20002, settings=settings
        )
        new.configure()
        made.append(new)
        return new

    yield node
    for each in made:
        each.kill()


def until(condition):
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_node_has_settings_of_its_own(node, tmp_path):
    made = node(NEVER_READY)

    lines = (made.config / "elasticsearch.yml").read_text().splitlines()

    folder = tmp_path / "node-1"
    assert lines == [
        'network.host: "127.0.0.1"',
        "node.processors: 2",
        'cluster.routing.allocation.disk.watermark.low: "300mb"',
        'cluster.routing.allocation.disk.watermark.high: "200mb"',
        'cluster.routing.allocation.disk.watermark.flood_stage: "100mb"',
        "xpack.security.enrollment.enabled: false",
        'node.name: "node-1"',
        "http.port: 20001",
        "transport.port: 20002",
        f'path.data: "{folder}/data"',
        f'path.logs: "{folder}/logs"',
        f'path.repo: "{tmp_path}/repository"',
        'discovery.type: "single-node"',
    ]


@pytest.mark.parametrize(
    ("installation", "options"),
    [
        (
            {},
            "-Xms1g\n-Xmx1g\n-XX:-UsePerfData\n-XX:TieredStopAtLevel=1\n"
            "-XX:-AlwaysPreTouch\n",
        ),
        (
            {"heap": "4g", "is_compiled_fully": True},
            "-Xms4g\n-Xmx4g\n-XX:-UsePerfData\n",
        ),
    ],
)
def test_java_starts_quickly_or_runs_as_in_production(node, installation, options):
    made = node(NEVER_READY, **installation)

    assert (made.config / "jvm.options.d/tests.options").read_text() == options


def test_what_this_java_lacks_and_nobody_reads_is_left_out():
    options = (
        "-XX:+UseG1GC\n20-:--add-modules=jdk.incubator.vector\n"
        "-XX:+HeapDumpOnOutOfMemoryError\n-Xlog:gc*,safepoint:file=gc.log\n"
    )

    assert java_options(options) == (
        "-XX:+UseG1GC\n# 20-:--add-modules=jdk.incubator.vector\n"
        "# -XX:+HeapDumpOnOutOfMemoryError\n# -Xlog:gc*,safepoint:file=gc.log\n"
    )


@pytest.mark.parametrize(
    ("log", "line"),
    [
        (
            "[INFO ] one\nERROR: first\n[ERROR][o.e.b.Elasticsearch] [node-1] fatal "
            "exception while booting Elasticsearch org.elasticsearch.http."
            "BindHttpException: Failed to bind to 127.0.0.1:92\n\tat org.x\n"
            "Caused by: java.net.BindException: Address already in use\n"
            "ERROR: Elasticsearch died while starting up, with exit code 1\n",
            "org.elasticsearch.http.BindHttpException: Failed to bind to 127.0.0.1:92",
        ),
        (
            "java.lang.RuntimeException: starting java failed with [1]\noutput:\n"
            "Error occurred during initialization of VM\n"
            "Could not reserve enough space for 94371840000 KB object heap\nerror:\n",
            "Could not reserve enough space for 94371840000 KB object heap",
        ),
        (
            "Warning: x\nException in\norg.x.SettingsException: Failed to load\n",
            "org.x.SettingsException: Failed to load",
        ),
        (
            "one\nERROR: Elasticsearch died while starting up, with exit code 137\n\n",
            "Elasticsearch died while starting up, with exit code 137",
        ),
        (
            "could not find java in ES_JAVA_HOME\n",
            "could not find java in ES_JAVA_HOME",
        ),
        ("", "nothing"),
    ],
)
def test_the_most_telling_line_is_chosen(log, line):
    assert telling_line(log) == line


def test_a_node_that_ended_by_itself_has_died_and_complains(node):
    made = node(DIES)

    made.start()
    until(lambda: made.has_died)

    assert made.is_running is False
    assert made.complaint() == (
        "java.lang.IllegalArgumentException: unknown setting [foo.bar]"
    )


def test_a_node_that_is_told_to_ends_in_its_own_way(node):
    made = node(OBEYS)
    made.start()
    until((made.folder / "ready").exists)

    made.stop()

    assert (made.folder / "ended-in-its-own-way").exists()
    assert (made.is_running, made.has_died) == (False, False)


def test_a_node_that_does_not_listen_is_killed(node):
    made = node(DEAF)
    made.start()
    until((made.folder / "ready").exists)

    made.stop(seconds=0.1)

    assert (made.is_running, made.has_died) == (False, False)


def test_killing_ends_what_the_node_started_too(node):
    made = node(
        "import pathlib, subprocess\n"
        "child = subprocess.Popen(['sleep', '600'])\n"
        "pathlib.Path('child').write_text(str(child.pid))\n"
        "pathlib.Path('ready').touch()\n"
        "child.wait()\n"
    )
    made.start()
    until((made.folder / "ready").exists)
    child = int((made.folder / "child").read_text())

    made.kill()

    until(lambda: not is_alive(child))


def test_what_java_leaves_behind_when_it_is_killed_is_removed(
    node, tmp_path, monkeypatch
):
    left = tmp_path / "java_pid4321"
    monkeypatch.setattr(
        "scripts.elasticsearch_server.node.ATTACHMENT", f"{tmp_path}/java_pid{{}}"
    )
    made = node(
        "import pathlib, sys\n"
        f"pathlib.Path('{left}').touch()\n"
        "pathlib.Path(sys.argv[2]).write_text('4321')\n"
    )
    made.start()
    until(lambda: made.has_died)

    made.kill()

    assert not left.exists()
    assert not (made.folder / "pid").exists()


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # One that nobody has waited for yet is dead too.
    with open(f"/proc/{process}/stat") as status:
        return status.read().rpartition(")")[2].split()[0] != "Z"


def test_a_node_starts_again_after_it_was_ended(node):
    made = node(OBEYS)
    made.start()
    until((made.folder / "ready").exists)
    made.stop()
    (made.folder / "ready").unlink()

    made.start()

    until((made.folder / "ready").exists)
    assert made.is_running is True
    assert made.last_words() == "nothing"
