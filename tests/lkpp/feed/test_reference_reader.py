"""The reference reader: what it keeps, and what it does when the line breaks."""

import json

import pytest
import requests

from lkpp.feed.reference_reader import (
    MOST_TRIES,
    CopyDiffers,
    FeedReader,
    FeedRefused,
    LocalCopy,
    Pulled,
)

FEED = "umpan"


def record(sku: str, revision: int, *, active: bool = True) -> dict:
    return {"sku": sku, "revision": revision, "active": active}


class Answer:
    """What the catalogue answers to one request."""

    def __init__(self, status: int = 200, body=None, lines=(), headers=None):
        self.status_code = status
        self.reason = "Refused"
        self.headers = headers or {}
        self._body = body
        self._lines = lines

    def json(self):
        if self._body is None:
            raise ValueError("no JSON")
        return self._body

    def iter_lines(self):
        for line in self._lines:
            if isinstance(line, Exception):
                raise line
            yield line if isinstance(line, bytes) else json.dumps(line).encode()

    def close(self):
        """Nothing is open."""


class Catalogue:
    """Answers in turn; remembers what it was asked."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def get(self, address, *, params, stream, timeout):
        self.asked.append((address.rpartition("/")[2], params))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def state(feed: str = FEED) -> Answer:
    return Answer(body={"feed": feed})


def cursor(revision: int) -> str:
    """A text that means something to the catalogue alone."""
    return f"{revision}.{revision}.abc"


def snapshot(revision: int, *records, feed: str = FEED, end=True) -> Answer:
    places = {"revision": revision, "next_cursor": cursor(revision)}
    head = {"snapshot": {"feed": feed} | places}
    last = [{"end": {"records": len(records)}}] if end is True else end
    return Answer(lines=[head, *records, *last])


def changes(revision: int, *records, more: bool = False, feed: str = FEED) -> Answer:
    places = {"cursor": revision, "next_cursor": cursor(revision)}
    return Answer(body={"feed": feed, "records": records, "more": more} | places)


@pytest.fixture
def copy(tmp_path):
    held = LocalCopy(tmp_path / "salinan.sqlite3")
    yield held
    held.close()


@pytest.fixture
def pauses():
    return []


def reader_of(copy, pauses, *answers) -> FeedReader:
    reader = FeedReader("https://katalog.example/", "kunci", copy, pause=pauses.append)
    reader.session.get = Catalogue(*answers).get
    reader.catalogue = reader.session.get.__self__
    return reader


# The copy


def test_what_left_is_removed_and_what_is_offered_kept(copy):
    copy.write([record("A", 1), record("B", 2)], cursor="2")

    kept = copy.write([record("A", 3, active=False), record("B", 4)], cursor="4")

    assert kept == (1, 1)
    assert list(copy.records()) == [record("B", 4)]
    assert copy.place("cursor") == "4"
    assert copy.has(record("B", 4))
    assert not copy.has(record("B", 2))
    assert not copy.has(record("A", 1))


def test_a_batch_is_written_whole_or_not_at_all(copy):
    copy.write([record("A", 1)], cursor="1")

    with pytest.raises(KeyError):
        copy.write([record("B", 2), {"sku": "C"}], cursor="2")

    assert list(copy.records()) == [record("A", 1)]
    assert copy.place("cursor") == "1"


# A pull


def test_a_snapshot_is_followed_by_changes(copy, pauses):
    reader = reader_of(
        copy,
        pauses,
        state(),
        snapshot(2, record("A", 1), record("B", 2)),
        changes(3, record("A", 3), more=True),
        changes(4, record("B", 4, active=False)),
    )

    assert reader.pull() == Pulled(records=3, removed=1, revision=4, began_anew=True)
    assert list(copy.records()) == [record("A", 3)]
    assert reader.catalogue.asked == [
        ("state", {}),
        ("snapshot", {"after": "0"}),
        ("changes", {"after": cursor(2)}),
        ("changes", {"after": cursor(3)}),
    ]
    assert reader.session.headers["Authorization"] == "Bearer kunci"


def test_later_pulls_read_changes_only(copy, pauses):
    copy.write([record("A", 1)], feed=FEED, cursor=cursor(1))
    reader = reader_of(copy, pauses, state(), changes(1))

    assert reader.pull() == Pulled(0, 0, 1, began_anew=False)


def test_a_copy_of_a_former_version_goes_on_by_its_number(copy, pauses):
    copy.write([record("A", 1)], feed=FEED, cursor="1")
    reader = reader_of(copy, pauses, state(), changes(2, record("B", 2)))

    assert reader.pull() == Pulled(1, 0, 2, began_anew=False)
    assert reader.catalogue.asked[-1] == ("changes", {"after": "1"})
    assert (copy.place("cursor"), copy.place("revision")) == (cursor(2), "2")


@pytest.mark.parametrize(
    "answers",
    [
        (
            state("lain"),
            snapshot(1, record("Z", 1), feed="lain"),
            changes(1, feed="lain"),
        ),
        (state(), Answer(409), snapshot(1, record("Z", 1)), changes(1)),
        (
            state(),
            changes(9, feed="lain"),
            snapshot(1, record("Z", 1), feed="lain"),
            changes(1, feed="lain"),
        ),
    ],
    ids=["another feed", "a revision never handed out", "another feed meanwhile"],
)
def test_revisions_that_are_numbered_anew_are_read_anew(copy, pauses, answers):
    copy.write([record("A", 1)], feed=FEED, cursor="7")
    reader = reader_of(copy, pauses, *answers)

    pulled = reader.pull()

    assert (pulled.began_anew, pulled.revision) == (True, 1)
    assert list(copy.records()) == [record("Z", 1)]


# A line that breaks


@pytest.mark.parametrize(
    "end",
    [
        [],
        [b'{"sku": "C", "rev'],
        [requests.ConnectionError("away")],
    ],
    ids=["without end", "within a line", "connection"],
)
def test_a_snapshot_that_breaks_off_is_resumed_where_it_broke(copy, pauses, end):
    broken = snapshot(5, record("A", 1), record("B", 2), end=end)
    reader = reader_of(
        copy,
        pauses,
        state(),
        broken,
        snapshot(5, record("B", 2), record("C", 5)),
        changes(5),
    )

    assert reader.pull().revision == 5
    assert [each["sku"] for each in copy.records()] == ["A", "B", "C"]
    resumed = [params for name, params in reader.catalogue.asked if name == "snapshot"]
    assert resumed[1]["upto"] == cursor(5)
    assert pauses == [2]


def test_a_snapshot_of_another_number_of_records_is_read_once_more(copy, pauses):
    reader = reader_of(
        copy,
        pauses,
        state(),
        snapshot(2, record("A", 1), end=[{"end": {"records": 2}}]),
        snapshot(2, record("A", 1), record("B", 2)),
        changes(2),
    )

    assert reader.pull() == Pulled(2, 0, 2, began_anew=True)
    assert reader.catalogue.asked[2] == ("snapshot", {"after": "0", "upto": cursor(2)})


def test_a_line_that_stays_broken_is_given_up(copy, pauses):
    away = [requests.ConnectionError("away")] * MOST_TRIES
    reader = reader_of(copy, pauses, *away)

    with pytest.raises(requests.ConnectionError):
        reader.pull()

    assert pauses == [2, 4, 8, 16, 32]


def test_a_catalogue_that_is_busy_is_asked_again_when_it_says(copy, pauses):
    copy.write([], feed=FEED, cursor="1")
    reader = reader_of(
        copy,
        pauses,
        Answer(429, headers={"Retry-After": "7"}),
        state(),
        Answer(503),
        changes(1),
    )

    reader.pull()

    assert pauses == [7.0, 2.0]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"message": "Invalid secret Key"}, "403: Invalid secret Key"),
        ({"detail": "Tidak boleh"}, "403: Tidak boleh"),
        (None, "403: Refused"),
    ],
)
def test_a_refusal_is_given_in_the_catalogues_words(copy, pauses, body, sentence):
    reader = reader_of(copy, pauses, Answer(403, body))

    with pytest.raises(FeedRefused, match=f"^{sentence}$"):
        reader.pull()

    assert pauses == []


# Comparing


def test_a_copy_in_step_is_compared_record_by_record(copy, pauses):
    copy.write([record("A", 1), record("B", 2)], feed=FEED, revision="2")
    reader = reader_of(copy, pauses, snapshot(2, record("A", 1), record("B", 2)))

    assert reader.verify() == 2


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (snapshot(3), "the copy is at revision 2, the catalogue at 3: pull first"),
        (snapshot(2, feed="lain"), "the copy is at revision 2"),
        (snapshot(2, record("A", 2)), "A is not the same here"),
        (snapshot(2, record("B", 2)), "B is not the same here"),
        (snapshot(2), "1 records here, 0 there"),
    ],
)
def test_a_copy_that_differs_is_told_in_what(copy, pauses, answer, sentence):
    copy.write([record("A", 1)], feed=FEED, revision="2")
    reader = reader_of(copy, pauses, answer)

    with pytest.raises(CopyDiffers, match=sentence):
        reader.verify()
