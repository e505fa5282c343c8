"""A small reference reader of the export: keeps a local copy in step.

It knows the catalogue by its HTTP answers alone, so that it can be taken as it is, or
read as the description of what an integration has to do (docs/lkpp-integration.md):
a snapshot once, resumed where the line broke, then changes by cursor for ever.
"""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import requests

TIMEOUT = (10, 120)
"""Seconds to connect, and to wait for the next bytes."""
PATIENCE = 6
"""How often a broken line is tried again before giving up."""
LONGEST_PAUSE = 60
BATCH = 1_000
"""Records written together."""

Progress = Callable[[int], object]
"""Told how many records came so far."""


class FeedRefused(Exception):
    """The catalogue answered with a refusal; the message is its own."""


class CopyDiffers(Exception):
    """The copy is not what the catalogue has; the message says in what."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """``records`` were changed or added, ``removed`` left; the copy is now at
    ``revision``."""

    records: int
    removed: int
    revision: int
    began_anew: bool


class LocalCopy:
    """Records by SKU in an SQLite file, and how far reading has come."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS record (
                sku TEXT PRIMARY KEY, revision INTEGER NOT NULL, content TEXT NOT NULL
            );
            CREATE TABLE IF NOT EXISTS place (name TEXT PRIMARY KEY, value TEXT);
            """
        )

    def close(self) -> None:
        self._connection.close()

    def place(self, name: str) -> str:
        row = self._connection.execute(
            "SELECT value FROM place WHERE name = ?", (name,)
        ).fetchone()
        return row[0] if row else ""

    def forget_everything(self) -> None:
        with self._transaction():
            self._connection.execute("DELETE FROM record")
            self._connection.execute("DELETE FROM place")

    def write(self, records: Iterable[dict], **places: str) -> tuple[int, int]:
        """Write records, and the places reached with them, at once or not at all; how
        many are offered, and how many left."""
        kept = removed = 0
        with self._transaction():
            for record in records:
                if record["active"]:
                    self._connection.execute(
                        "INSERT OR REPLACE INTO record VALUES (?, ?, ?)",
                        (record["sku"], record["revision"], json.dumps(record)),
                    )
                    kept += 1
                else:
                    removed += self._connection.execute(
                        "DELETE FROM record WHERE sku = ?", (record["sku"],)
                    ).rowcount
            for name, value in places.items():
                self._connection.execute(
                    "INSERT OR REPLACE INTO place VALUES (?, ?)", (name, value)
                )
        return kept, removed

    def count(self) -> int:
        return self._connection.execute("SELECT count(*) FROM record").fetchone()[0]

    def records(self) -> Iterator[dict]:
        rows = self._connection.execute("SELECT content FROM record ORDER BY sku")
        return (json.loads(content) for (content,) in rows)

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._connection)


class _Transaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind, *_error) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")


class FeedReader:
    """Reads one catalogue into one copy. ``base_url`` is its scheme and host."""

    def __init__(
        self,
        base_url: str,
        key: str,
        copy: LocalCopy,
        *,
        pause: Callable[[float], object] = time.sleep,
        progress: Progress = lambda count: None,
    ) -> None:
        self.address = base_url.rstrip("/") + "/api/v1/lkpp"
        self.copy = copy
        self.pause = pause
        self.progress = progress
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {key}"

    def pull(self) -> Pulled:
        """Bring the copy in step. Raises FeedRefused, and requests' exceptions when the
        line stays broken."""
        state = self._get("state").json()
        began_anew = self.copy.place("feed") != state["feed"]
        if began_anew:
            self.copy.forget_everything()
            self.copy.write([], feed=state["feed"])
        kept = self._snapshot() if not self.copy.place("cursor") else 0
        changed, removed = self._changes()
        revision = int(self.copy.place("cursor"))
        return Pulled(kept + changed, removed, revision, began_anew)

    def verify(self) -> int:
        """Compare the number of records with what the catalogue offers; that number.

        Raises CopyDiffers. Only a copy that is in step can be compared.
        """
        state = self._get("state").json()
        held = self.copy.count()
        if str(state["revision"]) != self.copy.place("cursor"):
            raise CopyDiffers(
                f"the copy is at revision {self.copy.place('cursor')}, the catalogue "
                f"at {state['revision']}: pull first"
            )
        if state["active"] != held:
            raise CopyDiffers(f"{held} records here, {state['active']} there")
        return held

    def _snapshot(self) -> int:
        """Read a snapshot, going on where an earlier one broke off."""
        kept = attempt = 0
        while not self.copy.place("cursor"):
            before = self.copy.place("snapshot_after")
            try:
                kept += self._read_snapshot(kept)
            except requests.RequestException:
                # Progress is patience enough to try again.
                attempt = 0 if self.copy.place("snapshot_after") != before else attempt
                attempt += 1
                if attempt > PATIENCE:
                    raise
                self.pause(min(2**attempt, LONGEST_PAUSE))
        return kept

    def _read_snapshot(self, before: int) -> int:
        asked = {"after": self.copy.place("snapshot_after") or "0"}
        if upto := self.copy.place("snapshot_upto"):
            asked["upto"] = upto
        kept = 0
        with closing(self._get("snapshot", stream=True, **asked)) as answer:
            lines = (json.loads(line) for line in answer.iter_lines() if line)
            head = next(lines)["snapshot"]
            self.copy.write([], snapshot_upto=str(head["revision"]))
            for batch, is_last in _batches(lines):
                # The last revision of a batch may go on in the next one.
                reached = str(batch[-1]["revision"] - 1) if batch else ""
                places = {"snapshot_after": reached} if reached else {}
                if is_last:
                    places["cursor"] = str(head["revision"])
                kept += self.copy.write(batch, **places)[0]
                self.progress(before + kept)
        return kept

    def _changes(self) -> tuple[int, int]:
        changed = removed = 0
        more = True
        while more:
            page = self._get("changes", after=self.copy.place("cursor")).json()
            kept, left = self.copy.write(page["records"], cursor=str(page["cursor"]))
            changed, removed = changed + kept, removed + left
            more = page["more"]
            self.progress(changed)
        return changed, removed

    def _get(self, name: str, *, stream: bool = False, **asked) -> requests.Response:
        """An answer, after as many tries as it takes. Raises FeedRefused."""
        for attempt in range(1, PATIENCE + 1):
            try:
                answer = self.session.get(
                    f"{self.address}/{name}",
                    params=asked,
                    stream=stream,
                    timeout=TIMEOUT,
                )
            except requests.ConnectionError:
                if attempt == PATIENCE:
                    raise
                self.pause(min(2**attempt, LONGEST_PAUSE))
                continue
            if answer.status_code in (429, 502, 503) and attempt < PATIENCE:
                self.pause(float(answer.headers.get("Retry-After", 2**attempt)))
                continue
            if answer.status_code != 200:
                raise FeedRefused(_refusal(answer))
            return answer
        raise AssertionError("every attempt returns or raises")


def _batches(lines: Iterator[dict]) -> Iterator[tuple[list[dict], bool]]:
    """Records in batches; the last, perhaps empty, only when the end was reached."""
    batch: list[dict] = []
    for line in lines:
        if "end" in line:
            yield batch, True
            return
        batch.append(line)
        if len(batch) == BATCH:
            yield batch, False
            batch = []
    if batch:
        yield batch, False
    raise requests.ConnectionError("the snapshot ended before its last line")


def _refusal(answer: requests.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        body = {}
    message = body.get("message") or body.get("detail") or answer.reason
    return f"{answer.status_code}: {message}"
