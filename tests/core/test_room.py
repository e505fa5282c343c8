"""How much room is left, and which errors say that there is none."""

import errno
import os
import sqlite3

import psycopg
import pytest
from django.db import OperationalError, connection

from core.room import MEGABYTE, Place, is_full, places


class Room:
    """What a file system says of itself."""

    f_frsize = 4096

    def __init__(self, blocks: int, files: int = 100, free_files: int = 10) -> None:
        self.f_bavail = blocks
        self.f_files = files
        self.f_favail = free_files


@pytest.fixture
def asked(monkeypatch):
    """``asked(room)``: what the file system says; the folders that were asked for."""

    def answer(room):
        folders = []

        def statvfs(folder):
            folders.append(folder)
            return room

        monkeypatch.setattr(os, "statvfs", statvfs)
        return folders

    return answer


def test_a_folder_that_is_not_there_yet_will_lie_where_its_parent_does(asked, tmp_path):
    folders = asked(Room(256))

    free = Place("media", tmp_path / "not" / "yet").free_bytes()

    assert (free, folders) == (MEGABYTE, [tmp_path])


def test_without_a_name_for_a_new_file_there_is_no_room(asked, tmp_path):
    asked(Room(256, free_files=0))

    assert Place("media", tmp_path).free_bytes() == 0


def test_a_file_system_that_counts_no_files_has_room(asked, tmp_path):
    asked(Room(256, files=0, free_files=0))

    assert Place("media", tmp_path).free_bytes() == MEGABYTE


@pytest.mark.parametrize(("least", "short"), [(1, False), (2, True), (0, False)])
def test_how_little_is_too_little_is_a_setting(asked, settings, tmp_path, least, short):
    settings.DISK_LEAST_FREE_MEGABYTES = least
    asked(Room(256))

    assert Place("media", tmp_path).is_short() is short


def test_places_are_those_that_are_written_to(settings, monkeypatch, tmp_path):
    settings.SEARCH_ENGINE, settings.SEARCH_ENGINES_BESIDE = "embedded", []
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "db.sqlite3"))

    found = {place.name: place.folder for place in places()}

    expected = {"media": settings.MEDIA_ROOT, "index": settings.SEARCH_INDEX_DIR}
    if connection.vendor == "sqlite":
        expected["database"] = tmp_path
    assert found == expected


def test_an_index_on_a_server_is_that_server_s_to_look_after(settings):
    settings.SEARCH_ENGINE, settings.SEARCH_ENGINES_BESIDE = "elasticsearch", []
    alone = [place.name for place in places()]
    settings.SEARCH_ENGINES_BESIDE = ["embedded"]
    beside = [place.name for place in places()]

    assert ("index" in alone, "index" in beside) == (False, True)


def caused_by(cause: Exception) -> OperationalError:
    error = OperationalError("it failed")
    error.__cause__ = cause
    return error


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (caused_by(sqlite_error(sqlite3.SQLITE_FULL)), True),
        (caused_by(sqlite_error(sqlite3.SQLITE_BUSY)), False),
        (caused_by(psycopg.errors.DiskFull("could not extend file")), True),
        (caused_by(psycopg.errors.UniqueViolation("twice")), False),
        (ValueError("full"), False),
    ],
)
def test_errors_that_say_full(error, full):
    assert is_full(error) is full


def test_an_error_that_is_its_own_cause_ends():
    first, second = ValueError("a"), ValueError("b")
    first.__context__, second.__context__ = second, first

    assert not is_full(first)
