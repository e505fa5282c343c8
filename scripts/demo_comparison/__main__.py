"""Makes the demo of two commits at the same moment and tells what differs.

The answers of a commit are kept in a folder under its hash and made once; what is not
committed is not compared.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from differences import report

PROJECT = Path(__file__).resolve().parents[2]
SNAPSHOT = Path(__file__).with_name("snapshot.py")
ANSWERS = Path(__file__).with_name("answers.py")


def main() -> int:
    """Compare; return 0 where nothing differs, else 1."""
    options = _options()
    folders = [_snapshot(commit, options) for commit in (options.before, options.after)]
    differs = False
    for line in report(*folders, same=options.same):
        differs = True
        sys.stdout.write(line + "\n")
    return int(differs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="compare-demo", description=__doc__)
    parser.add_argument("before")
    parser.add_argument("after", nargs="?", default="HEAD")
    parser.add_argument(
        "--keep",
        type=Path,
        default=Path(tempfile.gettempdir()) / "demo-comparison",
        help="folder of the answers (default: %(default)s)",
    )
    parser.add_argument(
        "--products", type=int, default=1200, help="default: %(default)s"
    )
    parser.add_argument(
        "--same",
        action="append",
        default=[],
        metavar="WORD=RENAMED",
        type=lambda text: tuple(text.split("=", 1)),
        help="take a word of before for what it is called after; repeatable",
    )
    return parser.parse_args()


def _snapshot(name: str, options: argparse.Namespace) -> Path:
    """The folder of a commit's answers, made where it is not there yet."""
    commit = _git("rev-parse", "--verify", f"{name}^{{commit}}")
    asked = SNAPSHOT.read_bytes() + ANSWERS.read_bytes()
    way = hashlib.sha256(asked).hexdigest()[:8]
    folder = options.keep / f"{commit[:12]}-{options.products}-{way}"
    if (folder / "complete").exists():
        return folder
    sys.stderr.write(f"Making the demo of {name} ({commit[:12]}) …\n")
    with _checked_out(commit) as tree:
        folder.mkdir(parents=True, exist_ok=True)
        _run(tree, folder, options.products)
    (folder / "complete").touch()
    return folder


def _run(tree: Path, folder: Path, products: int) -> None:
    state = tree / ".state"
    state.mkdir()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "catalog_site.settings.demo",
        "DATABASE_URL": f"sqlite:///{state}/catalogue.sqlite3",
        "SEARCH_INDEX_DIR": f"{state}/index",
        "LKPP_SIGNING_KEYS": f"{state}/keys",
        "MEDIA_ROOT": f"{state}/media",
        "PUBLIC_BASE_URL": "http://127.0.0.1:8000",
        "LOG_LEVEL": "ERROR",
        # Sets are listed in the same order each time.
        "PYTHONHASHSEED": "0",
    }
    command = [sys.executable, SNAPSHOT, folder, str(products)]
    subprocess.run(command, cwd=tree, env=environment, check=True)  # noqa: S603


@contextmanager
def _checked_out(commit: str):
    with tempfile.TemporaryDirectory(prefix="demo-") as parent:
        tree = Path(parent) / "tree"
        _git("worktree", "add", "--detach", str(tree), commit)
        try:
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> str:
    return subprocess.run(  # noqa: S603
        ["git", *arguments],  # noqa: S607
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
