"""The command that keeps a local copy in step."""

import io

import pytest
import requests
from django.core.management import CommandError, call_command

from lkpp.feed.reference_reader import CopyDiffers, FeedReader, FeedRefused, Pulled


@pytest.fixture
def pulled(monkeypatch):
    """What a pull brings; set ``pulled["error"]`` to have it fail."""
    given = {"pulled": Pulled(3, 1, 7, began_anew=False), "error": None}

    def pull(self):
        if given["error"]:
            raise given["error"]
        return given["pulled"]

    monkeypatch.setattr(FeedReader, "pull", pull)
    monkeypatch.setattr(FeedReader, "verify", lambda self: 2)
    monkeypatch.setenv("LKPP_FEED_KEY", "kunci")
    return given


def run(tmp_path, *words: str) -> list[str]:
    out = io.StringIO()
    copy = str(tmp_path / "salinan.sqlite3")
    call_command("pull_feed", "https://k.example", "--copy", copy, *words, stdout=out)
    return out.getvalue().splitlines()


def test_what_came_is_said(pulled, tmp_path):
    assert run(tmp_path) == ["3 catatan baru atau berubah, 1 keluar; revisi 7."]


def test_a_new_beginning_and_a_comparison_are_said(pulled, tmp_path):
    pulled["pulled"] = Pulled(2, 0, 2, began_anew=True)

    assert run(tmp_path, "--verify") == [
        "Dimulai dari salinan lengkap.",
        "2 catatan baru atau berubah, 0 keluar; revisi 2.",
        "Cocok: 2 catatan.",
    ]


@pytest.mark.parametrize(
    "error",
    [
        FeedRefused("403: Invalid secret Key"),
        CopyDiffers("A is not the same here"),
        requests.ConnectionError("away"),
    ],
)
def test_what_went_wrong_is_said(pulled, tmp_path, error):
    pulled["error"] = error

    with pytest.raises(CommandError, match=str(error)):
        run(tmp_path)


def test_without_a_key_nothing_is_asked(pulled, tmp_path, monkeypatch):
    monkeypatch.delenv("LKPP_FEED_KEY")

    with pytest.raises(CommandError, match="LKPP_FEED_KEY"):
        run(tmp_path)


def test_a_file_that_is_no_copy_is_left_alone(pulled, tmp_path):
    other = tmp_path / "salinan.sqlite3"
    other.write_text("Bukan salinan. " * 100)

    with pytest.raises(CommandError, match="tidak dapat dibuka sebagai salinan"):
        run(tmp_path)

    assert other.read_text() == "Bukan salinan. " * 100
