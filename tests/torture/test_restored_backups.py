"""Backups are restored at any moment; no reader is silently wrong for it.

Random histories: batches of changes, readers that read on a page at a time or begin a
snapshot that breaks off, and a return to any moment before. A reader knows only what
it is told: it goes on by its cursor, and begins anew when it is told to.
"""

from collections.abc import Iterator
from itertools import count

import orjson
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lkpp.clients.request_log import HandedOut
from lkpp.errors import FeedError
from lkpp.feed import native
from lkpp.feed.cursors import BEGINNING, parse_cursor
from readmodel.lease import last_revision
from tests.lkpp.ledger import remember
from tests.lkpp.record_samples import variant_record, withdrawn_record
from tests.torture import ROUNDS

pytestmark = pytest.mark.django_db

BASE = "https://katalog.example"


def lines_of(after, upto=None) -> list[dict]:
    delivery = native.snapshot(
        after, upto, "native", BASE, HandedOut(), tombstones=False
    )
    return [orjson.loads(line) for line in b"".join(delivery.body).splitlines()]


def by_sku(records) -> dict[str, dict]:
    return {each["sku"]: each for each in records}


class Reader:
    """Keeps a copy in step, as docs/lkpp-integration.md has it."""

    def __init__(self) -> None:
        self.times_anew = -1
        self.begin_anew()

    def begin_anew(self) -> None:
        self.copy: dict[str, dict] = {}
        self.cursor = "0"
        self.after = 0
        self.rest_upto = ""
        self.times_anew += 1

    def read_page(self, size: int) -> bool:
        """Whether there is more."""
        answer = native.changes(
            parse_cursor(self.cursor), size, "native", BASE, HandedOut()
        )
        page = orjson.loads(b"".join(answer.body))
        for record in page["records"]:
            self.copy.pop(record["sku"], None)
            if record["active"]:
                self.copy[record["sku"]] = record
        self.cursor = page["next_cursor"]
        return page["more"]

    def read_snapshot(self, lines: int | None = None) -> None:
        """The whole of it, or the first records before the line breaks."""
        upto = parse_cursor(self.rest_upto) if self.rest_upto else None
        after = parse_cursor(str(self.after)) if self.rest_upto else BEGINNING
        head, *records, _end = lines_of(after, upto)
        self.rest_upto = head["snapshot"]["next_cursor"]
        self.copy |= by_sku(records[:lines])
        if lines is None:
            self.cursor, self.rest_upto = self.rest_upto, ""
        elif records[:lines]:
            self.after = records[:lines][-1]["revision"] - 1

    def do(self, what: str, number: int) -> None:
        try:
            if what == "begin":
                self.begin_anew()
                self.read_snapshot(number)
            elif self.rest_upto:
                self.read_snapshot(number if what == "read" else None)
            elif what == "read":
                self.read_page(number)
            else:
                while self.read_page(number):
                    pass
        except FeedError as refused:
            assert refused.status == 409
            self.begin_anew()

    def catch_up(self) -> None:
        while self.rest_upto:
            self.do("catch up", 2)
        self.do("catch up", 2)
        # Once more, where it was told to begin anew.
        self.do("catch up", 2)


def change(number: int, mark: int) -> None:
    """A transaction that changes one or two of three variants."""
    skus = [f"S{(number + step) % 3}" for step in range(1 + number % 2)]
    remember(
        *(
            withdrawn_record(sku, revision=None)
            if number == 8
            else variant_record(sku, revision=None, name=f"Nama {mark}")
            for sku in skus
        )
    )


_numbers = st.integers(1, 8)
_changes = st.lists(st.tuples(st.just("change"), _numbers), min_size=1, max_size=3)
_readings = st.lists(
    st.tuples(st.sampled_from(["read", "read", "catch up", "begin"]), _numbers),
    max_size=2,
)
HISTORIES = st.lists(
    st.tuples(_changes, _readings, _changes, _readings, st.booleans(), _changes),
    min_size=1,
    max_size=2,
)
"""What happens before a backup is made, and after it, whether that backup is then
restored, and what happens since."""


@settings(
    max_examples=60 * ROUNDS,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(HISTORIES)
def play(rounds) -> None:
    with transaction.atomic():
        readers, marks = [Reader(), Reader()], count()
        for before, read, after, read_after, is_restored, since in rounds:
            happen([*before, *read], readers, marks)
            backup = transaction.savepoint()
            happen([*after, *read_after], readers, marks)
            if is_restored:
                transaction.savepoint_rollback(backup)
            happen(since, readers, marks)
        expected = by_sku(lines_of(BEGINNING)[1:-1])
        for reader in readers:
            reader.catch_up()
            assert reader.copy == expected
            assert parse_cursor(reader.cursor).position == last_revision()
        transaction.set_rollback(True)


def happen(events, readers: list[Reader], marks: Iterator[int]) -> None:
    for what, number in events:
        if what == "change":
            change(number, next(marks))
        else:
            readers[number % 2].do(what, 1 + number // 6)


def test_no_reader_is_silently_wrong_after_a_restored_backup(db):
    play()


def test_what_had_moved_on_and_was_lost_does_not_escape_a_reader_amid_catching_up(db):
    """The position of the cursor is of the same past; what was to come is not."""
    remember(variant_record("A", revision=1), variant_record("B", revision=2))
    reader = Reader()
    backup = transaction.savepoint()
    remember(variant_record("A", revision=3, name="Yang hilang"))
    reader.read_page(1)
    transaction.savepoint_rollback(backup)
    remember(variant_record("C", revision=3))
    assert list(reader.copy) == ["B"]

    reader.do("catch up", 1)
    assert reader.times_anew == 1
    reader.catch_up()

    assert sorted(reader.copy) == ["A", "B", "C"]


def test_a_reader_in_step_goes_on_after_a_backup_that_lost_nothing_of_it(db):
    remember(variant_record("A", revision=1))
    reader = Reader()
    reader.catch_up()
    backup = transaction.savepoint()
    remember(variant_record("B", revision=2))
    transaction.savepoint_rollback(backup)
    remember(variant_record("C", revision=2))

    reader.catch_up()

    assert (sorted(reader.copy), reader.times_anew) == (["A", "C"], 0)
