"""What is installed is what was looked at."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
FILES = ("requirements.txt", "requirements-dev.txt")
PINNED = re.compile(
    r"[a-z0-9.-]+==[0-9][\w.]*( \\\n    --hash=sha256:[0-9a-f]{64})+\n", re.MULTILINE
)


@pytest.mark.parametrize("file", FILES)
def test_every_requirement_is_pinned_with_hashes_and_nothing_else_is_said(file):
    text = (PROJECT / file).read_text()

    assert PINNED.sub("", text) == ""
    assert len(PINNED.findall(text)) == text.count("==")


def test_make_installs_nothing_without_a_hash():
    recipes = (PROJECT / "Makefile").read_text()
    script = (PROJECT / "scripts" / "install-packages").read_text()

    assert "pip install" not in recipes
    assert recipes.count("./scripts/install-packages") == 2
    assert "arguments=(--require-hashes)\n" in script
