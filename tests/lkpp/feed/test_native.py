"""Changes and snapshots, from the ledger alone."""

import orjson
import pytest
from django.db import connection

from lkpp.clients.request_log import HandedOut
from lkpp.errors import FeedError
from lkpp.feed import native
from lkpp.feed.cursors import parse_cursor
from lkpp.profiles import PROFILES
from readmodel import chain
from readmodel.lease import feed_id, renew_feed
from readmodel.models import IndexerLease, VariantState
from tests.lkpp.ledger import lost, remember, remember_in_turn
from tests.lkpp.record_samples import variant_record, withdrawn_record

pytestmark = pytest.mark.django_db

BASE_URL = "https://katalog.example"


def ask(after=0, limit=1000, profile="native", handed_out=None):
    return native.changes(
        parse_cursor(str(after)), limit, profile, BASE_URL, handed_out or HandedOut()
    )


def changes(after=0, limit=1000, profile="native", handed_out=None):
    return orjson.loads(b"".join(ask(after, limit, profile, handed_out).body))


def deliver(after=0, upto=None, profile="native", *, tombstones=False):
    return native.snapshot(
        parse_cursor(str(after)),
        parse_cursor(str(upto)) if upto is not None else None,
        profile,
        BASE_URL,
        HandedOut(),
        tombstones=tombstones,
    )


def cursor_of(revision, horizon=None):
    """The cursor of who has everything up to a revision."""
    past = chain.past_at(horizon or revision, chain.past())
    return f"{revision}.{horizon or revision}.{past.digest}"


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
        "schema_version": "3",
        "profile": "native",
        "after": 0,
        "cursor": 4,
        "next_cursor": cursor_of(4),
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


def test_addresses_have_the_host_though_the_ledger_has_none(ledger):
    (record,) = changes(after=2, limit=1)["records"]
    lines = lines_of(deliver(after=2))

    assert record["listing"]["url"] == f"{BASE_URL}/pemasok/contoh/hb-3m/"
    assert lines[1] == record
    stored = orjson.loads(bytes(VariantState.objects.get(pk="C").record))
    assert stored["listing"]["url"] == "/pemasok/contoh/hb-3m/"
    assert record == PROFILES["native"].entry(stored, BASE_URL)


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
    rows = VariantState.objects.order_by("revision", "sku")
    stored = [orjson.loads(bytes(row.record)) for row in rows]

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
            "schema_version": "3",
            "profile": "native",
            "after": 0,
            "revision": 4,
            "next_cursor": cursor_of(4),
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
        ask(0, 10),
        ask(0, 10, "v6"),
        ask(1, 10),
        ask(0, 1),
        deliver(),
        deliver(tombstones=True),
        deliver(profile="v5"),
        deliver(after=1),
        deliver(upto=3),
        native.state(BASE_URL),
    ]
    tags = [each.etag for each in asked]

    assert len(set(tags)) == len(tags)
    assert deliver().etag == tags[4]
    remember_in_turn(variant_record("E"))
    assert ask(0, 1).etag != tags[3]
    assert deliver().etag != tags[4]


def test_a_renewed_feed_has_another_name_and_other_tags(ledger):
    before, tag = changes()["feed"], deliver().etag

    renewed = renew_feed()

    assert changes()["feed"] == str(renewed) != before
    assert deliver().etag != tag


def test_the_state_tells_what_a_copy_is_compared_with(ledger):
    delivery = native.state(BASE_URL)

    assert orjson.loads(b"".join(delivery.body)) == {
        "feed": str(feed_id()),
        "schema_version": "3",
        "revision": 4,
        "next_cursor": cursor_of(4),
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


# The past of a reader


def test_who_goes_on_by_cursor_is_answered_as_by_number(ledger):
    first = changes(limit=1)

    by_cursor = changes(first["next_cursor"], limit=4)

    assert first["next_cursor"] == cursor_of(1, horizon=4)
    assert by_cursor == changes(1, limit=4)
    assert skus_of(by_cursor["records"]) == ["B1", "B2", "B3", "C"]


def test_a_cursor_of_the_same_past_goes_on_whatever_came_since(ledger):
    cursor = changes()["next_cursor"]
    remember_in_turn(variant_record("E"), variant_record("F"))

    assert skus_of(changes(cursor)["records"]) == ["E", "F"]
    assert lines_of(deliver(after=cursor))[-1]["end"]["records"] == 2


@pytest.mark.parametrize(
    "asked",
    [
        lambda cursor: changes(cursor),
        lambda cursor: deliver(after=cursor),
        lambda cursor: deliver(upto=cursor),
        lambda cursor: changes(f"1{cursor[1:]}"),
    ],
    ids=["changes", "snapshot", "rest of a snapshot", "amid catching up"],
)
def test_a_cursor_of_another_past_is_refused(ledger, asked):
    with lost():
        remember_in_turn(variant_record("E", name="Yang hilang"))
        cursor = changes()["next_cursor"]
    remember_in_turn(variant_record("E"))

    with pytest.raises(FeedError) as refused:
        asked(cursor)

    assert (refused.value.status, refused.value.code) == (409, "history_differs")
    assert refused.value.members == {"begin_anew": f"{BASE_URL}/api/v1/lkpp/snapshot"}
    assert changes(5)["records"] == []


def test_a_restored_backup_of_all_that_a_reader_was_told_goes_on(ledger):
    cursor = changes()["next_cursor"]
    with lost():
        remember_in_turn(variant_record("E", name="Yang hilang"))
    remember_in_turn(variant_record("F"))

    assert skus_of(changes(cursor)["records"]) == ["F"]


def test_a_backup_that_has_less_than_a_reader_is_refused_as_ahead(ledger):
    with lost():
        remember_in_turn(variant_record("E"))
        whole, amid = changes()["next_cursor"], changes(limit=1)["next_cursor"]

    for cursor in (whole, amid):
        with pytest.raises(FeedError) as refused:
            changes(cursor)
        assert refused.value.code == "cursor_ahead"


def test_a_renewed_feed_refuses_every_cursor(ledger):
    cursors = [changes()["next_cursor"], changes(limit=1)["next_cursor"]]

    renew_feed()

    for cursor in cursors:
        with pytest.raises(FeedError) as refused:
            changes(cursor)
        assert refused.value.code == "history_differs"
    assert changes(changes()["next_cursor"])["records"] == []


def test_a_reader_begins_anew_in_its_own_profile(ledger):
    with pytest.raises(FeedError) as refused:
        changes("9.9.0123456789abcdef", profile="v6")

    assert refused.value.code == "cursor_ahead"
    assert refused.value.members["begin_anew"].endswith("/lkpp/snapshot?profile=v6")


def test_an_empty_feed_has_a_cursor_that_goes_on_when_it_fills(db):
    cursor = changes()["next_cursor"]

    remember_in_turn(variant_record("A"))

    assert cursor.startswith("0.0.")
    assert skus_of(changes(cursor)["records"]) == ["A"]


def test_revisions_that_no_link_covers_have_numbers_for_cursors(ledger):
    IndexerLease.objects.update(last_revision=9)

    page = changes(cursor_of(4))

    assert (page["cursor"], page["next_cursor"]) == (9, "9")
    assert lines_of(deliver())[0]["snapshot"]["next_cursor"] == "9"


def test_every_answer_names_the_address_of_the_next(ledger):
    assert ask(1, 4, "v6").next == (
        f"{BASE_URL}/api/v1/lkpp/changes?after={cursor_of(3, horizon=4)}"
        "&limit=4&profile=v6"
    )
    for delivery in (deliver(), native.state(BASE_URL)):
        assert delivery.next == f"{BASE_URL}/api/v1/lkpp/changes?after={cursor_of(4)}"


def test_the_tag_is_another_where_the_past_is(ledger):
    def tags():
        asked = [ask(), ask(limit=1), deliver(), native.state(BASE_URL)]
        return {each.etag for each in asked}

    with lost():
        remember_in_turn(variant_record("E", name="Yang hilang"))
        before = tags()
    remember_in_turn(variant_record("E"))

    assert len(before) == 4
    assert not before & tags()
