"""Changes and snapshots, from the ledger alone."""

import orjson
import pytest
from django.db import connection

from lkpp.clients.request_log import HandedOut
from lkpp.errors import FeedError
from lkpp.feed import native
from lkpp.profiles import PROFILES
from readmodel.lease import feed_id, renew_feed
from readmodel.models import IndexerLease
from tests.lkpp.ledger import remember, remember_in_turn
from tests.lkpp.record_samples import variant_record, withdrawn_record

pytestmark = pytest.mark.django_db

BASE_URL = "https://katalog.example"


def changes(after=0, limit=1000, profile="native", handed_out=None):
    delivery = native.changes(
        after, limit, profile, BASE_URL, handed_out or HandedOut()
    )
    return orjson.loads(b"".join(delivery.body))


def deliver(after=0, upto=None, profile="native", *, tombstones=False):
    return native.snapshot(
        after, upto, profile, BASE_URL, HandedOut(), tombstones=tombstones
    )


def lines_of(delivery):
    return [orjson.loads(line) for line in b"".join(delivery.body).splitlines()]


def skus_of(records):
    return [record["sku"] for record in records]


@pytest.fixture
def ledger(db):
    """Four revisions; the second has three variants, the last is a withdrawal."""
    remember(
        variant_record("A", revision=1),
        variant_record("B1", revision=2),
        variant_record("B2", revision=2),
        variant_record("B3", revision=2),
        variant_record("C", revision=3),
        withdrawn_record("D", revision=4),
    )


def test_changes_tell_where_to_go_on(ledger):
    page = changes()

    records = page.pop("records")
    assert skus_of(records) == ["A", "B1", "B2", "B3", "C", "D"]
    assert [each["revision"] for each in records] == [1, 2, 2, 2, 3, 4]
    assert page == {
        "feed": str(feed_id()),
        "schema_version": "1",
        "profile": "native",
        "after": 0,
        "cursor": 4,
        "latest": 4,
        "more": False,
    }


@pytest.mark.parametrize(
    ("after", "limit", "skus", "cursor", "more"),
    [
        (0, 1, ["A"], 1, True),
        (0, 2, ["A"], 1, True),
        (0, 4, ["A", "B1", "B2", "B3"], 2, True),
        (0, 5, ["A", "B1", "B2", "B3", "C"], 3, True),
        (0, 6, ["A", "B1", "B2", "B3", "C", "D"], 4, False),
        (1, 1, ["B1", "B2", "B3"], 2, True),
        (1, 2, ["B1", "B2", "B3"], 2, True),
        (3, 1, ["D"], 4, False),
        (4, 1, [], 4, False),
    ],
)
def test_a_page_of_changes_ends_with_a_whole_revision(
    ledger, after, limit, skus, cursor, more
):
    page = changes(after, limit)

    assert skus_of(page["records"]) == skus
    assert (page["cursor"], page["more"], page["latest"]) == (cursor, more, 4)


def test_what_left_is_a_tombstone_with_its_reason(ledger):
    (record,) = changes(after=3)["records"]

    assert (record["sku"], record["active"]) == ("D", False)
    assert record["reason"] == "withdrawn"
    assert record["listing"] is None


def test_a_revision_without_variants_moves_the_cursor(ledger):
    IndexerLease.objects.update(last_revision=9)

    page = changes(after=4)

    assert (page["records"], page["cursor"], page["more"]) == ([], 9, False)


def test_an_empty_feed_has_no_changes():
    page = changes()

    assert (page["records"], page["cursor"], page["more"]) == ([], 0, False)


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_changes_and_snapshots_are_given_in_every_profile(ledger, profile):
    render = PROFILES[profile].entry
    stored = changes()["records"]

    page = changes(profile=profile)
    lines = lines_of(deliver(profile=profile))

    assert page["profile"] == lines[0]["snapshot"]["profile"] == profile
    assert page["records"] == _as_json([render(each, BASE_URL) for each in stored])
    assert lines[1:-1] == _as_json(
        [render(each, BASE_URL) for each in stored if each["active"]]
    )


def _as_json(answers):
    return orjson.loads(orjson.dumps(answers))


@pytest.mark.parametrize(
    "ask", [lambda: changes(after=5), lambda: deliver(after=5), lambda: deliver(upto=5)]
)
def test_a_revision_that_was_never_handed_out_is_refused(ledger, ask):
    with pytest.raises(FeedError) as refused:
        ask()

    assert (refused.value.status, refused.value.code) == (409, "cursor_ahead")


def test_a_snapshot_stands_between_its_first_and_last_line(ledger):
    first, *records, last = lines_of(deliver())

    assert first == {
        "snapshot": {
            "feed": str(feed_id()),
            "schema_version": "1",
            "profile": "native",
            "after": 0,
            "revision": 4,
        }
    }
    assert skus_of(records) == ["A", "B1", "B2", "B3", "C"]
    assert last == {"end": {"revision": 4, "records": 5}}


def test_a_snapshot_has_tombstones_when_asked(ledger):
    lines = lines_of(deliver(tombstones=True))

    assert skus_of(lines[1:-1]) == ["A", "B1", "B2", "B3", "C", "D"]
    assert lines[-1]["end"]["records"] == 6


def test_a_snapshot_of_nothing_has_both_lines():
    first, last = lines_of(deliver())

    assert first["snapshot"]["revision"] == 0
    assert last == {"end": {"revision": 0, "records": 0}}


@pytest.mark.parametrize(
    ("after", "upto", "skus"),
    [
        (1, 4, ["B1", "B2", "B3", "C"]),
        (2, 4, ["C"]),
        (1, 2, ["B1", "B2", "B3"]),
        (4, 4, []),
        (3, 2, []),
    ],
)
def test_a_snapshot_is_resumed_by_revisions(ledger, after, upto, skus):
    first, *records, last = lines_of(deliver(after, upto))

    assert first["snapshot"]["revision"] == upto
    assert skus_of(records) == skus
    assert last == {"end": {"revision": upto, "records": len(skus)}}


def test_what_changed_since_comes_with_the_changes_not_with_the_rest(ledger):
    remember_in_turn(variant_record("C", name="Nama baru"))

    rest = lines_of(deliver(after=1, upto=4))
    since = changes(after=4)["records"]

    assert skus_of(rest[1:-1]) == ["B1", "B2", "B3"]
    assert [(each["sku"], each["name"]) for each in since] == [("C", "Nama baru")]


def test_the_tag_is_the_same_as_long_as_the_answer_is(ledger):
    asked = [
        native.changes(0, 10, "native", BASE_URL, HandedOut()),
        native.changes(0, 10, "v6", BASE_URL, HandedOut()),
        native.changes(1, 10, "native", BASE_URL, HandedOut()),
        native.changes(0, 1, "native", BASE_URL, HandedOut()),
        deliver(),
        deliver(tombstones=True),
        deliver(profile="v5"),
        deliver(after=1),
        deliver(upto=3),
        native.state(),
    ]
    tags = [each.etag for each in asked]

    assert len(set(tags)) == len(tags)
    assert deliver().etag == tags[4]
    remember_in_turn(variant_record("E"))
    assert native.changes(0, 1, "native", BASE_URL, HandedOut()).etag != tags[3]
    assert deliver().etag != tags[4]


def test_a_renewed_feed_has_another_name_and_other_tags(ledger):
    before, tag = changes()["feed"], deliver().etag

    renewed = renew_feed()

    assert changes()["feed"] == str(renewed) != before
    assert deliver().etag != tag


def test_the_state_tells_what_a_copy_is_compared_with(ledger):
    delivery = native.state()

    assert orjson.loads(b"".join(delivery.body)) == {
        "feed": str(feed_id()),
        "schema_version": "1",
        "revision": 4,
        "active": 5,
    }


def test_what_was_handed_out_is_counted_when_it_was_taken(ledger):
    handed_out = HandedOut()

    changes(after=1, limit=3, handed_out=handed_out)

    assert (handed_out.first_revision, handed_out.last_revision) == (2, 2)
    assert handed_out.records == 3


def test_a_stream_is_read_in_three_queries(ledger, django_assert_num_queries):
    remember_in_turn(*(variant_record(f"S{n}") for n in range(500)))

    # The one over the records is not Django's on PostgreSQL, and not counted.
    with django_assert_num_queries(2 if connection.vendor == "postgresql" else 3):
        lines = lines_of(deliver())

    assert len(lines) == 507
