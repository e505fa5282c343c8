"""Folders that are in use, and those that killed processes have left."""

import subprocess
import sys

from scripts.elasticsearch_server.folder import Folder, remove_left_behind

LEAVE = """
import os, signal, sys, tempfile
from scripts.elasticsearch_server.folder import Folder

tempfile.tempdir = sys.argv[1]
(Folder().path / "left").write_text("")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_has_left_is_removed_and_nothing_else(temporary):
    subprocess.run([sys.executable, "-c", LEAVE, temporary], check=False)
    (left,) = temporary.iterdir()
    assert (left / "left").exists()
    in_use = Folder()
    other = temporary / "elasticsearch-of-somebody-else"
    other.mkdir()

    remove_left_behind()

    assert set(temporary.iterdir()) == {in_use.path, other}


def test_a_folder_is_removed_with_what_is_in_it(temporary):
    folder = Folder()
    (folder.path / "node-1").mkdir()

    folder.remove()

    assert list(temporary.iterdir()) == []
