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
MOST_TRIES = 6
"""How often a broken line is tried again before giving up."""
LONGEST_PAUSE = 60
BATCH = 1_000
"""Records written together."""

Progress = Callable[[int], object]
"""Called with how many records came so far."""


class FeedRefused(Exception):
    """The catalogue answered with a refusal; the message is its own."""


class BeginAnew(Exception):
    """The catalogue never told what this copy was told, as after a restored backup."""


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

    def has(self, record: dict) -> bool:
        """Whether the copy holds exactly this record."""
        row = self._connection.execute(
            "SELECT content FROM record WHERE sku = ?", (record["sku"],)
        ).fetchone()
        return row is not None and json.loads(row[0]) == record

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
        try:
            return self._pull(began_anew=self._is_of_another_feed())
        except BeginAnew:
            self.copy.forget_everything()
            return self._pull(began_anew=True)

    def verify(self) -> int:
        """Read a snapshot once more and compare every record; their number.

        Raises CopyDiffers. Only a copy that is in step can be compared.
        """
        compared = 0
        with closing(self._get("snapshot", stream=True)) as answer:
            lines = _lines(answer)
            head = next(lines)["snapshot"]
            self._require_step_with(head)
            for batch, _is_last in _batches(lines):
                for record in batch:
                    if not self.copy.has(record):
                        raise CopyDiffers(f"{record['sku']} is not the same here")
                compared += len(batch)
        if compared != self.copy.count():
            raise CopyDiffers(f"{self.copy.count()} records here, {compared} there")
        return compared

    def _is_of_another_feed(self) -> bool:
        feed = self._get("state").json()["feed"]
        if self.copy.place("feed") == feed:
            return False
        self.copy.forget_everything()
        return True

    def _pull(self, *, began_anew: bool) -> Pulled:
        kept = self._snapshot() if not self.copy.place("cursor") else 0
        changed, removed = self._changes()
        revision = int(self.copy.place("revision"))
        return Pulled(kept + changed, removed, revision, began_anew)

    def _require_step_with(self, head: dict) -> None:
        held = (self.copy.place("feed"), self.copy.place("revision"))
        if held != (head["feed"], str(head["revision"])):
            raise CopyDiffers(
                f"the copy is at revision {held[1] or 'none'}, the catalogue at "
                f"{head['revision']}: pull first"
            )

    def _snapshot(self) -> int:
        """Read a snapshot, going on where an earlier one broke off."""
        kept = attempt = 0
        while not self.copy.place("cursor"):
            before = self.copy.place("snapshot_after")
            try:
                for stored in self._read_snapshot():
                    kept += stored
                    self.progress(kept)
            except requests.RequestException:
                # Progress is reason enough to try again.
                attempt = 0 if self.copy.place("snapshot_after") != before else attempt
                attempt += 1
                if attempt > MOST_TRIES:
                    raise
                self.pause(min(2**attempt, LONGEST_PAUSE))
        return kept

    def _read_snapshot(self) -> Iterator[int]:
        """How many records each batch brought, once they are stored."""
        asked = {"after": self.copy.place("snapshot_after") or "0"}
        if upto := self.copy.place("snapshot_upto"):
            asked["upto"] = upto
        with closing(self._get("snapshot", stream=True, **asked)) as answer:
            lines = _lines(answer)
            head = next(lines)["snapshot"]
            self._require_feed(head["feed"])
            # Each answer is of more than the former: what is missing in it comes with
            # the changes after this cursor, which proves that they are of one past.
            cursor = head["next_cursor"]
            self.copy.write([], feed=head["feed"], snapshot_upto=cursor)
            for batch, is_last in _batches(lines):
                # The last revision of a batch may go on in the next one.
                reached = str(batch[-1]["revision"] - 1) if batch else ""
                places = {"snapshot_after": reached} if reached else {}
                if is_last:
                    places |= {"cursor": cursor, "revision": str(head["revision"])}
                yield self.copy.write(batch, **places)[0]

    def _changes(self) -> tuple[int, int]:
        changed = removed = 0
        more = True
        while more:
            page = self._get("changes", after=self.copy.place("cursor")).json()
            self._require_feed(page["feed"])
            kept, left = self.copy.write(
                page["records"],
                cursor=page["next_cursor"],
                revision=str(page["cursor"]),
            )
            changed, removed = changed + kept, removed + left
            more = page["more"]
            self.progress(changed)
        return changed, removed

    def _require_feed(self, feed: str) -> None:
        if self.copy.place("feed") not in ("", feed):
            raise BeginAnew

    def _get(self, name: str, *, stream: bool = False, **asked) -> requests.Response:
        """An answer, after as many tries as it takes. Raises FeedRefused, and BeginAnew
        where the catalogue never told what came before the cursor in ``asked``."""
        for attempt in range(1, MOST_TRIES + 1):
            try:
                answer = self.session.get(
                    f"{self.address}/{name}",
                    params=asked,
                    stream=stream,
                    timeout=TIMEOUT,
                )
            except (requests.ConnectionError, requests.Timeout):
                if attempt == MOST_TRIES:
                    raise
                self.pause(min(2**attempt, LONGEST_PAUSE))
                continue
            if answer.status_code in (429, 502, 503) and attempt < MOST_TRIES:
                self.pause(float(answer.headers.get("Retry-After", 2**attempt)))
                continue
            if answer.status_code == 409:
                raise BeginAnew
            if answer.status_code != 200:
                raise FeedRefused(_refusal(answer))
            return answer
        raise AssertionError("every attempt returns or raises")


def _lines(answer: requests.Response) -> Iterator[dict]:
    """Raises requests.ConnectionError where the answer breaks off."""
    try:
        for line in answer.iter_lines():
            yield json.loads(line)
    except ValueError as error:
        raise requests.ConnectionError("the snapshot broke off in a line") from error
    raise requests.ConnectionError("the snapshot ended before its last line")


def _batches(lines: Iterator[dict]) -> Iterator[tuple[list[dict], bool]]:
    """Records in batches; the last, perhaps empty, only when the end was reached. What
    came before the line broke is given too."""
    batch: list[dict] = []
    count = 0
    try:
        for line in lines:
            if "end" in line:
                break
            batch.append(line)
            count += 1
            if len(batch) == BATCH:
                yield batch, False
                batch = []
    except requests.RequestException:
        if batch:
            yield batch, False
        raise
    if line["end"]["records"] != count:
        raise requests.ConnectionError(
            f"{count} records came of {line['end']['records']}"
        )
    yield batch, True


def _refusal(answer: requests.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        body = {}
    message = body.get("message") or body.get("detail") or answer.reason
    return f"{answer.status_code}: {message}"
