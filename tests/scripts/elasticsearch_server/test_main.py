"""What runs a command against a server: exit status, environment, signals."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts.elasticsearch_server.__main__ import main
from scripts.elasticsearch_server.access import Access
from tests.scripts.elasticsearch_server.fakes import ANSWERS, DIES

PROJECT = Path(__file__).parents[3]
RUN = """
import sys
from scripts.elasticsearch_server import archive, machine
from scripts.elasticsearch_server.__main__ import main
from scripts.elasticsearch_server.access import Access
from tests.scripts.elasticsearch_server.fakes import ANSWERS, NEVER_READY, archive_of

archive.unpacked = archive_of({program})
machine.server_user = lambda folder: None
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def handlers():
    """Leave the handlers of signals as they were."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.fixture
def started(temporary):
    """``started(program, *arguments)``: the whole in a process group of its own."""
    made = []

    def started(program, *arguments):
        process = subprocess.Popen(
            [sys.executable, "-c", RUN.format(program=program), *arguments],
            cwd=PROJECT,
            env={**os.environ, "TMPDIR": str(temporary)},
            start_new_session=True,
        )
        made.append(process)
        return process

    yield started
    for process in made:
        process.kill()
        process.wait()


def until(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("script", "status"),
    [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 137)],
)
def test_the_command_s_exit_status_is_the_whole_s(
    server, handlers, temporary, script, status
):
    server(ANSWERS)

    assert main(["bash", "-c", script]) == status

    assert list(temporary.iterdir()) == []


def test_the_command_finds_the_server_in_its_environment(server, handlers, tmp_path):
    server(ANSWERS)
    told = tmp_path / "told"

    main(["--nodes", "2", "--", "bash", "-c", f'echo "$ELASTICSEARCH_URL" > {told}'])

    first, second = told.read_text().strip().split(",")
    assert first.startswith("http://127.0.0.1:")
    assert second.startswith("http://127.0.0.1:")


def test_a_server_that_does_not_start_is_one_sentence(
    server, handlers, tmp_path, capsys
):
    server(DIES)

    status = main(["touch", str(tmp_path / "run")])

    assert status == 1
    assert capsys.readouterr().err == (
        "Elasticsearch ended while it started; mend what it says and try again: "
        "java.lang.IllegalArgumentException: unknown setting [foo.bar]\n"
    )
    assert not (tmp_path / "run").exists()


def test_a_command_that_is_not_there_is_one_sentence(
    server, handlers, temporary, capsys
):
    server(ANSWERS)

    assert main(["/no/such/command"]) == 1

    assert capsys.readouterr().err == (
        "The command /no/such/command cannot be run: No such file or directory.\n"
    )
    assert list(temporary.iterdir()) == []


def test_a_command_is_asked_for(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--nodes", "3"])

    assert ended.value.code == 2
    assert "name the command to run" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--nodes", "0", "'0' is no number from 1 to 9"),
        ("--nodes", "-1", "'-1' is no number from 1 to 9"),
        ("--nodes", "dua", "'dua' is no number from 1 to 9"),
        ("--port", "0", "'0' is no number from 1024 to 65535"),
        ("--port", "80", "'80' is no number from 1024 to 65535"),
        ("--port", "65536", "'65536' is no number from 1024 to 65535"),
        ("--heap", "banana", "'banana' is no size such as 512m or 2g"),
        ("--heap", "", "'' is no size such as 512m or 2g"),
        ("--heap", "40x", "'40x' is no size such as 512m or 2g"),
        ("--wait", "-1", "'-1' is no number of seconds from 1"),
        ("--wait", "0", "'0' is no number of seconds from 1"),
    ],
)
def test_an_option_that_cannot_be_is_told_before_anything_starts(
    capsys, option, value, why
):
    with pytest.raises(SystemExit) as ended:
        main([f"{option}={value}", "true"])

    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(f"argument {option}: {why}\n")


def test_an_end_that_is_asked_for_reaches_the_command(started, temporary, tmp_path):
    script = f"trap 'exit 5' TERM; touch {tmp_path}/ready; while :; do sleep 0.05; done"
    process = started("ANSWERS", "bash", "-c", script)
    until((tmp_path / "ready").exists)

    process.send_signal(signal.SIGTERM)

    assert process.wait(60) == 5
    assert list(temporary.iterdir()) == []


def test_an_interrupt_at_the_terminal_reaches_the_command_once(
    started, temporary, tmp_path
):
    script = (
        f"trap 'echo >> {tmp_path}/interrupts' INT; touch {tmp_path}/ready; "
        f"while [ ! -e {tmp_path}/interrupts ]; do sleep 0.05; done; sleep 0.5; exit 6"
    )
    process = started("ANSWERS", "bash", "-c", script)
    until((tmp_path / "ready").exists)

    os.killpg(process.pid, signal.SIGINT)

    assert process.wait(60) == 6
    assert (tmp_path / "interrupts").read_text() == "\n"
    assert list(temporary.iterdir()) == []


def test_a_server_whose_starter_is_killed_ends_and_is_cleared_away_by_the_next(
    started, temporary, tmp_path
):
    told = tmp_path / "told"
    script = f'echo "$ELASTICSEARCH_URL" > {told}.new; mv {told}.new {told}; sleep 600'
    process = started("ANSWERS", "bash", "-c", script)
    until(told.exists)
    port = urlsplit(told.read_text().strip()).port
    assert Access().succeeds(port, "/")

    # The command is in its group, the server is not.
    os.killpg(process.pid, signal.SIGKILL)

    until(lambda: not Access().succeeds(port, "/"))
    assert len(list(temporary.iterdir())) == 1
    assert started("ANSWERS", "true").wait(60) == 0
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_start_that_is_interrupted_leaves_nothing_behind(
    started, temporary, tmp_path, number, status
):
    process = started("NEVER_READY", "touch", str(tmp_path / "run"))
    until(lambda: list(temporary.glob("*/node-1/console.log")))

    process.send_signal(number)

    assert process.wait(60) == status
    assert list(temporary.iterdir()) == []
    assert not (tmp_path / "run").exists()
